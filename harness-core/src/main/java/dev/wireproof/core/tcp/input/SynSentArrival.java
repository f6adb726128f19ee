package dev.wireproof.core.tcp.input;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.output.Acknowledger;
import dev.wireproof.core.tcp.output.ReplySender;
import dev.wireproof.core.tcp.output.SegmentSender;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;

/** Segment arrives in SYN-SENT (RFC 9293 section 3.10.7.3; Linux {@code tcp_rcv_synsent_state_process}, facts 8.7). */
public final class SynSentArrival {
    /** A bad acknowledgement pulls the SYN's timer in (Linux {@code TCP_TIMEOUT_MIN}). */
    private static final long SOON_NANOS = 2_000_000L;
    private static final int LARGEST_UNSCALED = 65_535;

    private final EventLoop loop;
    private final ArrivalRules rules;
    private final AckStep ack;
    private final ResetStep reset;
    private final TextStep text;
    private final FinStep fin;
    private final Establishment establishment;
    private final SynDataAnswer synData;
    private final SegmentSender sender;
    private final Acknowledger acknowledger;
    private final ReplySender replies;
    private final Discard discard;
    private final Counters counters;

    SynSentArrival(Tools tools, AckStep ack, ResetStep reset, TextStep text, FinStep fin, Establishment establishment,
            SynDataAnswer synData) {
        this.loop = tools.loop();
        this.rules = tools.rules();
        this.ack = ack;
        this.reset = reset;
        this.text = text;
        this.fin = fin;
        this.establishment = establishment;
        this.synData = synData;
        this.sender = tools.out().sender();
        this.acknowledger = tools.out().acknowledger();
        this.replies = tools.out().replies();
        this.discard = tools.discard();
        this.counters = tools.counters();
    }

    /** First the ACK bit, second RST, third security, fourth SYN, fifth neither. */
    public void arrive(Tcb t, Segment s) {
        if (s.isAck() && refusesAck(t, s)) {
            return;
        }
        if (s.isRst()) {
            if (s.isAck()) {
                reset.end(t);
            }
            discard.segment(s);
        } else if (!s.isSyn()) {
            discard.segment(s);
        } else if (s.isAck()) {
            complete(t, s);
        } else {
            openSimultaneously(t, s);
        }
    }

    private boolean refusesAck(Tcb t, Segment s) {
        if (!t.send.isNewAck(s.ack())) {
            if (t.retransmits == 0) {
                t.timers.retransmitIn(SOON_NANOS);
            }
            replies.reset(s);
            return discard.segment(s);
        }
        if (t.timestamps.on && s.options.hasTimestamps() && s.options.tsEcr() != 0 && !wasSent(t, s.options.tsEcr())) {
            counters.increment(Counter.TCPEXT_PAWS_ACTIVE);
            replies.reset(s);
            return discard.segment(s);
        }
        return false;
    }

    private boolean wasSent(Tcb t, int tsEcr) {
        return Seq.between(tsEcr, t.timestamps.first, t.timestamps.value(loop.now()));
    }

    private void complete(Tcb t, Segment s) {
        readSyn(t, s);
        t.send.wl1 = s.seq();
        t.send.wl2 = s.ack();
        t.send.wnd = s.window();
        t.send.maxWnd = s.window();
        ack.process(t, s);
        establishment.searchMtu(t);
        establishment.complete(t);
        establishment.announce(t);
        boolean fastOpen = t.fastOpen.requested || t.fastOpen.synData;
        if (fastOpen && synData.sendsAgain(t, s)) {
            discard.segment(s);
        } else {
            takeText(t, s, fastOpen);
            if (t.owner.isWriterWaiting() || t.choices.deferredTimeouts > 0 || t.ack.inPingpong()) {
                acknowledger.leaveToData(t);
            } else {
                acknowledger.now(t);
            }
        }
        sender.push(t);
    }

    private void takeText(Tcb t, Segment s, boolean fastOpen) {
        if (fastOpen) {
            if (text.takeWithSyn(t, s)) {
                fin.take(t);
            }
        } else if (rules.takesTextOfSynAck()) {
            text.takeAfterSyn(t, s);
        } else if (s.length() > 0) {
            discard.segment(s);
        }
    }

    /** What the peer's SYN tells: numbers, options, scales. */
    private void readSyn(Tcb t, Segment s) {
        t.receive.start(s.seq());
        t.received.start(t.receive.nxt);
        t.negotiated.readMss(s.options, t.choices.maxSegment);
        t.negotiated.readScale(s.options, t.negotiated.scaling);
        if (!t.negotiated.scaling) {
            t.firstWindowClamp = Math.min(t.firstWindowClamp, LARGEST_UNSCALED);
        }
        if (s.isAck()) {
            t.ecn.onSynAck(s.isEce(), s.isCwr(), rules.isStrictAboutEcn());
        } else {
            t.ecn.onCrossingSyn(s.isEce(), s.isCwr());
        }
        t.negotiated.sack &= s.options.sackPermitted();
        t.timestamps.on &= s.options.hasTimestamps();
        if (t.timestamps.on) {
            t.timestamps.learn(s.options.tsVal(), loop.now());
        }
    }

    private void openSimultaneously(Tcb t, Segment s) {
        readSyn(t, s);
        t.send.wnd = s.window();
        t.send.wl1 = s.seq();
        t.send.maxWnd = s.window();
        establishment.early(t);
        t.enter(TcpState.SYN_RECEIVED);
        discard.segment(s);
        // The same SYN again, now with an acknowledgement.
        sender.repeatSyn(t);
    }
}
