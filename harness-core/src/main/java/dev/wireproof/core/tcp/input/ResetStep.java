package dev.wireproof.core.tcp.input;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;

/** Second, check the RST bit (RFC 9293 section 3.10.7.4 with RFC 5961 section 3; Linux {@code tcp_reset}). */
public final class ResetStep {
    private final ArrivalRules rules;
    private final ChallengeAcks challenges;
    private final Discard discard;

    public ResetStep(ArrivalRules rules, ChallengeAcks challenges, Discard discard) {
        this.rules = rules;
        this.challenges = challenges;
        this.discard = discard;
    }

    /** True when the segment was a RST. */
    boolean takes(Tcb t, Segment s) {
        if (!s.isRst()) {
            return false;
        }
        boolean exact = s.seq() == t.receive.nxt
                || !rules.resetsAtNextOnly() && (s.seq() == t.sacks.highestEnd(t.receive.nxt) || isBehindFin(t, s));
        if (exact) {
            end(t);
        } else {
            challenges.send(t);
        }
        return discard.segment(s);
    }

    /** A RST outside the window that still counts: the peer's FIN is received, and it did not hear of that. */
    boolean endsFinished(Tcb t, Segment s) {
        if (rules.resetsAtNextOnly() || !isBehindFin(t, s)) {
            return false;
        }
        end(t);
        return discard.segment(s);
    }

    // Linux tcp_reset_check.
    private static boolean isBehindFin(Tcb t, Segment s) {
        return s.seq() == t.receive.nxt - 1
                && (t.state() == TcpState.CLOSE_WAIT || t.state() == TcpState.LAST_ACK || t.state() == TcpState.CLOSING);
    }

    /** The peer has reset the connection. */
    public void end(Tcb t) {
        Errno e = switch (t.state()) {
            case SYN_SENT -> Errno.ECONNREFUSED;
            case CLOSE_WAIT -> Errno.EPIPE;
            case SYN_RECEIVED -> rules.refusesAfterCrossingSyns() ? Errno.ECONNREFUSED : Errno.ECONNRESET;
            default -> Errno.ECONNRESET;
        };
        t.owner.fail(e);
        t.enter(TcpState.CLOSED);
    }
}
