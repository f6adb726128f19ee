package dev.wireproof.core.tcp.input;

import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;

/** Fourth, check the SYN bit (RFC 9293 section 3.10.7.4 with RFC 5961 section 4). */
final class SynStep {
    private final ChallengeAcks challenges;
    private final Discard discard;
    private final Counters counters;

    SynStep(ChallengeAcks challenges, Discard discard, Counters counters) {
        this.challenges = challenges;
        this.discard = discard;
        this.counters = counters;
    }

    /** True when the segment goes no further. */
    boolean rejects(Tcb t, Segment s) {
        return s.isSyn() && !completesSimultaneousOpen(t, s) && challenge(t, s);
    }

    // The SYN-ACK of a peer that opened at the same time: its SYN is known, its ACK is news.
    private static boolean completesSimultaneousOpen(Tcb t, Segment s) {
        return t.state() == TcpState.SYN_RECEIVED && s.isAck() && s.seq() + 1 == t.receive.nxt
                && s.endSeq() == t.receive.nxt && s.ack() == t.send.nxt;
    }

    /** Challenges whoever sent a SYN into a connection. */
    boolean challenge(Tcb t, Segment s) {
        counters.increment(Counter.TCP_IN_ERRS);
        counters.increment(Counter.TCPEXT_SYN_CHALLENGE);
        challenges.send(t);
        return discard.segment(s);
    }
}
