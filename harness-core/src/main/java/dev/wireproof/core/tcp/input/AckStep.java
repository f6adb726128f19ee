package dev.wireproof.core.tcp.input;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Seq;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.output.MtuProber;
import dev.wireproof.core.tcp.output.Pacing;
import dev.wireproof.core.tcp.output.ReplySender;
import dev.wireproof.core.tcp.output.Retransmitter;
import dev.wireproof.core.tcp.output.SegmentSize;
import dev.wireproof.core.tcp.output.SendTimer;
import dev.wireproof.core.tcp.recovery.AckFacts;
import dev.wireproof.core.tcp.recovery.Repair;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.Chronograph;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.tcp.tcb.TcpState;
import dev.wireproof.core.tcp.timer.WindowProbe;

/** Fifth, check the ACK field (RFC 9293 section 3.10.7.4; Linux {@code tcp_ack}, facts 9.3). */
public final class AckStep {
    private final EventLoop loop;
    private final Network network;
    private final ArrivalRules rules;
    private final Establishment establishment;
    private final CloseProgress closing;
    private final ChallengeAcks challenges;
    private final Retransmitter retransmitter;
    private final SendTimer timer;
    private final Pacing pacing;
    private final ReplySender replies;
    private final SegmentSize sizes;
    private final MtuProber prober;
    private final Discard discard;
    private final TcpSettings settings;
    private final Counters counters;
    private final AckFacts facts = new AckFacts();

    AckStep(Tools tools, Establishment establishment, CloseProgress closing, ChallengeAcks challenges) {
        this.loop = tools.loop();
        this.network = tools.network();
        this.rules = tools.rules();
        this.establishment = establishment;
        this.closing = closing;
        this.challenges = challenges;
        this.retransmitter = tools.out().retransmitter();
        this.timer = tools.out().sendTimer();
        this.pacing = tools.out().pacing();
        this.replies = tools.out().replies();
        this.sizes = tools.out().sizes();
        this.prober = tools.out().prober();
        this.discard = tools.discard();
        this.settings = tools.settings();
        this.counters = tools.counters();
    }

    /** True when the segment goes no further. */
    boolean rejects(Tcb t, Segment s) {
        if (!s.isAck()) {
            return discard.segment(s);
        }
        if (t.state() == TcpState.SYN_RECEIVED) {
            return rejectsInSynReceived(t, s);
        }
        if (Seq.lt(s.ack(), t.send.una)) {
            return isTooOld(t, s) ? refuse(t, s) : lookBack(t, s);
        }
        if (Seq.gt(s.ack(), t.send.nxt)) {
            return refuse(t, s);
        }
        process(t, s);
        if (t.openRequest != null) {
            establishment.confirm(t);
        }
        return closing.onAck(t, s);
    }

    // RFC 5961 section 5.2: an acknowledgement older than the largest window cannot be real.
    private static boolean isTooOld(Tcb t, Segment s) {
        long window = Math.min(t.send.maxWnd, t.statistics.octetsAcked);
        return Seq.lt(s.ack(), (int) (t.send.una - window));
    }

    // An old acknowledgement tells nothing but by its SACK blocks (Linux tcp_ack, "old_ack").
    private boolean lookBack(Tcb t, Segment s) {
        if (!t.negotiated.sack || s.options.sackBlocks() == 0) {
            return false;
        }
        begin(t, s);
        learnBlocks(t, s);
        Repair repair = t.recovery.onOldAck(facts, t.outstanding);
        t.recovery.tally().countInto(counters);
        setTimer(t);
        if (t.recovery.isHeld()) {
            t.timers.retransmitIn(t.rtoNanos(settings.rtoMaxNanos()));
        }
        retransmitter.repair(t, repair);
        return false;
    }

    private boolean refuse(Tcb t, Segment s) {
        challenges.send(t);
        return discard.segment(s);
    }

    private boolean rejectsInSynReceived(Tcb t, Segment s) {
        boolean early = t.openRequest != null;
        if (early ? !Seq.between(s.ack(), t.send.una, t.send.nxt) : !t.send.isNewAck(s.ack())) {
            replies.reset(s);
            return discard.segment(s);
        }
        if (early) {
            process(t, s);
            establishment.confirm(t);
            establishment.announce(t);
            closing.afterEstablishment(t);
            return false;
        }
        t.send.wnd = s.window() << t.negotiated.sendScale;
        t.send.maxWnd = Math.max(t.send.maxWnd, t.send.wnd);
        t.send.wl1 = s.seq();
        t.send.wl2 = s.ack();
        process(t, s);
        establishment.complete(t);
        establishment.announce(t);
        closing.afterEstablishment(t);
        return false;
    }

    /** Takes an acceptable acknowledgement in. */
    void process(Tcb t, Segment s) {
        begin(t, s);
        boolean wasOutstanding = !t.outstanding.isEmpty();
        t.lastHeardNanos = facts.nowNanos;
        t.probes = 0;
        t.owner.failSoftly(Errno.OK);
        facts.octets = Seq.diff(s.ack(), t.send.una);
        facts.advanced = facts.octets > 0;
        learnTimestamp(t, s);
        if (t.ecn.on) {
            learnCongestion(t, s);
        }
        facts.windowUpdated = updateWindow(t, s);
        advance(t, s.ack());
        learnBlocks(t, s);
        if (wasOutstanding) {
            boolean news = hasNewSack(t, s);
            facts.duplicate = !facts.advanced && !facts.occupiesSpace && (news || !facts.windowUpdated) && !facts.duplicateSack;
            repair(t, s);
        } else {
            t.recovery.onIdleAck(facts, t.outstanding);
            t.recovery.tally().countInto(counters);
            checkProbe(t);
        }
    }

    private void begin(Tcb t, Segment s) {
        facts.clear(s.ack(), t.send.una, loop.now());
        facts.occupiesSpace = s.occupiesSpace();
        facts.srttNanos = t.rto.srttNanos();
        if (t.timestamps.on && s.options.hasTimestamps() && s.options.tsEcr() != 0) {
            facts.hasEcho = true;
            facts.echoMillis = s.options.tsEcr() - t.timestamps.offset;
        }
        t.recovery.beforeAck(facts, t.outstanding);
    }

    // A sender that has reduced its window may have little in flight, so it hears at once (Linux tcp_ecn_accept_cwr).
    private void learnCongestion(Tcb t, Segment s) {
        if (s.isCwr()) {
            t.ecn.onCwr();
            if (s.occupiesSpace()) {
                t.ack.scheduleNow();
            }
        }
        facts.congestionEcho = s.isEce() && !s.isSyn();
    }

    private void learnBlocks(Tcb t, Segment s) {
        if (!t.negotiated.sack || s.options.sackBlocks() == 0) {
            return;
        }
        facts.readBlocks(s.options);
        facts.largestWindow = t.send.maxWnd;
        facts.retransmissions = t.statistics.totalRetransmissions;
        t.recovery.onSack(facts, t.outstanding);
    }

    // RFC 6675 section 2 (Linux FLAG_DATA_SACKED): a new block tells of an arrival even when the window opens with it, as Linux
    // receivers do. The newest block comes first (RFC 2018 section 4); one at or below the acknowledgement is a D-SACK.
    private static boolean hasNewSack(Tcb t, Segment s) {
        if (!t.negotiated.sack || s.options.sackBlocks() == 0) {
            return false;
        }
        int left = s.options.sackLeft(0);
        int right = s.options.sackRight(0);
        if (Seq.leq(left, s.ack()) || Seq.gt(right, t.send.nxt) || left == t.send.sackLeft && right == t.send.sackRight) {
            return false;
        }
        t.send.sackLeft = left;
        t.send.sackRight = right;
        return true;
    }

    // RFC 7323 section 4.3: only a segment that is not beyond the last acknowledgement sent.
    private void learnTimestamp(Tcb t, Segment s) {
        if (t.timestamps.on && s.options.hasTimestamps() && Seq.leq(s.seq(), t.receive.wup)
                && !t.timestamps.isOld(s.options.tsVal(), 0, rules.recentValidNanos(), facts.nowNanos)) {
            t.timestamps.learn(s.options.tsVal(), facts.nowNanos);
        }
    }

    private boolean updateWindow(Tcb t, Segment s) {
        int window = s.isSyn() ? s.window() : s.window() << t.negotiated.sendScale;
        if (!rules.updatesWindow(t.send, s.ack(), s.seq(), window)) {
            // The peer's right edge stays where the newest segment put it, so SND.WND shrinks by what SND.UNA gains.
            t.send.wnd = Math.max(0, t.send.wnd - facts.octets);
            return false;
        }
        t.send.wl1 = s.seq();
        t.send.wl2 = s.ack();
        boolean changed = t.send.wnd != window;
        if (changed) {
            t.send.wnd = window;
            if (t.buffer.hasUnsent()) {
                t.restartAfterIdle(facts.nowNanos, settings.rtoMaxNanos());
            }
            if (window > t.send.maxWnd) {
                t.send.maxWnd = window;
                sizes.synchronize(t);
            }
        }
        return rules.isWindowUpdate(changed);
    }

    private void advance(Tcb t, int ack) {
        if (facts.advanced) {
            t.retransmits = 0;
            t.retransmitSinceNanos = -1;
            t.statistics.octetsAcked += facts.octets;
            t.send.una = ack;
            if (Seq.lt(t.send.up, ack)) {
                t.send.up = ack;
            }
            t.owner.acknowledged();
        }
    }

    private void repair(Tcb t, Segment s) {
        if (facts.advanced) {
            t.outstanding.acknowledge(t.send.una, facts, t.recovery);
            prober.acknowledged(t);
            if (t.outstanding.isEmpty()) {
                t.chronograph.end(Chronograph.Limit.BUSY, t.isNothingQueued(), facts.nowNanos);
            }
        }
        sampleRtt(t, s);
        facts.moreToSend = t.buffer.hasUnsent() && Seq.gt(t.send.windowEnd(), t.send.nxt);
        Repair repair = t.recovery.onAck(facts, t.outstanding);
        pacing.update(t);
        t.recovery.tally().countInto(counters);
        if (facts.congestionEcho) {
            t.ecn.onEcho(facts.delivered);
            counters.add(Counter.TCPEXT_DELIVERED_CE, facts.delivered);
        }
        if (t.recovery.tookBack()) {
            t.retransmits = 0;
        }
        setTimer(t);
        if (facts.advanced || facts.sacked || facts.duplicate) {
            network.confirm(t.path);
        }
        if (t.state() != TcpState.SYN_SENT) {
            retransmitter.repair(t, repair);
        }
    }

    private void setTimer(Tcb t) {
        switch (t.recovery.waitsFor(facts)) {
            case RESTART -> timer.restart(t);
            case REORDERING -> timer.waitForReordering(t, t.recovery.waitNanos());
            case RENEGING -> t.timers.retransmitIn(t.recovery.waitNanos());
            default -> { }
        }
    }

    // Karn: nothing from what was sent twice, unless a timestamp tells which of the two was meant.
    private void sampleRtt(Tcb t, Segment s) {
        facts.measure();
        if (facts.rttNanos < 0 && facts.segments > 0 && facts.hasEcho) {
            facts.rttNanos = t.timestamps.sinceNanos(s.options.tsEcr(), facts.nowNanos);
            facts.newestRttNanos = facts.rttNanos;
        }
        if (facts.rttNanos >= 0) {
            t.rto.sample(facts.rttNanos, t.send.una, t.send.nxt);
            t.endBackoff();
        }
        facts.srttNanos = t.rto.srttNanos();
    }

    // Linux tcp_ack_probe: the answer to a probe, or a window that opens.
    private void checkProbe(Tcb t) {
        if (!t.buffer.hasUnsent()) {
            return;
        }
        int length = Math.min(t.buffer.unsent(), t.mss);
        if (Seq.leq(t.send.nxt + length, t.send.windowEnd())) {
            t.backoff = 0;
            t.probesSinceNanos = 0;
            t.timers.stopProbe();
        } else {
            t.timers.probeIn(WindowProbe.intervalNanos(t, settings));
        }
    }
}
