package dev.wireproof.core.tcp.input;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.output.Acknowledger;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.Ecn;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;

/** First, check the sequence number (RFC 9293 section 3.10.7.4), and before it the timestamp (RFC 7323 section 5.3); Linux {@code tcp_validate_incoming}. */
final class SequenceStep {
    private static final long MILLI = 1_000_000L;

    private final EventLoop loop;
    private final ArrivalRules rules;
    private final Acknowledger acknowledger;
    private final ChallengeAcks challenges;
    private final SynStep syn;
    private final ResetStep reset;
    private final Discard discard;
    private final TcpSettings settings;
    private final Counters counters;

    SequenceStep(Tools tools, ChallengeAcks challenges, SynStep syn, ResetStep reset) {
        this.loop = tools.loop();
        this.rules = tools.rules();
        this.acknowledger = tools.out().acknowledger();
        this.challenges = challenges;
        this.syn = syn;
        this.reset = reset;
        this.discard = tools.discard();
        this.settings = tools.settings();
        this.counters = tools.counters();
    }

    /** True when the segment goes no further. */
    boolean rejects(Tcb t, Segment s) {
        if (!s.isAck() && !s.isRst() && !s.isSyn()) {
            return discard.segment(s);
        }
        if (t.timestamps.on && rules.needsTimestamp(s)) {
            return discard.segment(s);
        }
        if (t.timestamps.on && s.options.hasTimestamps() && !s.isRst()
                && t.timestamps.isOld(s.options.tsVal(), rules.pawsWindow(), rules.recentValidNanos(), loop.now()) && !isReplayedAck(t, s)) {
            return rejectOld(t, s);
        }
        if (rules.accepts(t.receive, s, t.received.isEmpty())) {
            return false;
        }
        if (s.isRst()) {
            return reset.endsFinished(t, s) || discard.segment(s);
        }
        if (s.isSyn()) {
            return syn.challenge(t, s);
        }
        if (Seq.gt(s.endSeq(), t.receive.windowEnd())) {
            counters.increment(Counter.TCPEXT_BEYOND_WINDOW);
        }
        if (rules.isStrictAboutEcn() && t.receive.openWindow() == 0 && s.seq() == t.receive.nxt) {
            // RFC 3168 section 6.1.6: a window probe is outside the window, but its mark counts.
            t.ecn.onText(s.skb().trafficClass & Ecn.MASK);
        }
        if (!challenges.isLimited(t, s, Counter.TCPEXT_ACK_SKIPPED_SEQ)) {
            acknowledger.duplicate(t, s.seq(), s.endSeq());
        }
        return discard.segment(s);
    }

    private boolean rejectOld(Tcb t, Segment s) {
        if (s.isSyn()) {
            return syn.challenge(t, s);
        }
        if (!rules.answersOldAcks() && !s.occupiesSpace() && Seq.lt(s.seq(), t.receive.nxt)) {
            counters.increment(Counter.TCPEXT_PAWS_OLD_ACK);
            return discard.segment(s);
        }
        counters.increment(Counter.TCPEXT_PAWS_ESTAB);
        if (!challenges.isLimited(t, s, Counter.TCPEXT_ACK_SKIPPED_PAWS)) {
            acknowledger.duplicate(t, s.seq(), s.endSeq());
        }
        return discard.segment(s);
    }

    // A duplicate acknowledgement that another one has overtaken (Linux tcp_disordered_ack).
    private boolean isReplayedAck(Tcb t, Segment s) {
        int window = s.window() << t.negotiated.sendScale;
        long ageTicks = Seq.diff(t.timestamps.recent, s.options.tsVal());
        return s.isAck() && !s.occupiesSpace() && s.seq() == t.receive.nxt && s.ack() == t.send.una
                && !rules.updatesWindow(t.send, s.ack(), s.seq(), window)
                && ageTicks * 10 <= t.rtoNanos(settings.rtoMaxNanos()) / MILLI * 12;
    }
}
