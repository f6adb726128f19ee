package dev.wireproof.rig.oracle;

import dev.wireproof.rig.oracle.TcpStateOracle.Event;
import dev.wireproof.rig.oracle.TcpStateOracle.Profile;
import dev.wireproof.rig.oracle.TcpStateOracle.State;

/** Tells which events of {@link TcpStateOracle} a segment is, by the tests of RFC 9293 section 3.10.7 in their order. */
public final class TcpArrivalOracle {
    /**
     * The variables of a connection, modulo 2^32.
     *
     * @param sndUna        oldest unacknowledged number
     * @param sndNxt        next number to send
     * @param rcvNxt        next number expected
     * @param rcvWnd        window last offered, in octets
     * @param irs           the peer's initial number
     * @param maxSndWnd     largest window the peer ever offered
     * @param finSent       whether our FIN is among what was sent
     * @param receiveClosed whether the application closed its receiving side
     * @param reduced       whether only the small object of Linux is left, which does not know what is acknowledged: that of an orphan
     *                      in FIN-WAIT-2, unless the segment that acknowledged our FIN carried a FIN too
     */
    public record Numbers(int sndUna, int sndNxt, int rcvNxt, int rcvWnd, int irs, int maxSndWnd, boolean finSent,
                          boolean receiveClosed, boolean reduced) {
    }

    /** A segment; {@code length} counts data only. */
    public record Segment(int seq, int ack, int length, boolean syn, boolean hasAck, boolean fin, boolean rst) {
        int space() {
            return length + (syn ? 1 : 0) + (fin ? 1 : 0);
        }
    }

    private static final Event[] NOTHING = {};

    private TcpArrivalOracle() {
    }

    /** The events that {@code segment} is to a connection in {@code state}, in the order in which they act. */
    public static Event[] classify(Profile profile, State state, Numbers n, Segment segment) {
        return switch (state) {
            case CLOSED, LISTEN -> only(withoutConnection(segment));
            case SYN_SENT -> only(inSynSent(n, segment));
            case SYN_RECEIVED_PASSIVE, SYN_RECEIVED_ACTIVE -> inSynReceived(profile, state, n, segment);
            default -> whenSynchronized(profile, state, n, segment);
        };
    }

    private static Event withoutConnection(Segment s) {
        if (s.rst) {
            return Event.RST_OUTSIDE;
        }
        if (s.hasAck) {
            return s.syn ? Event.SYN_ACK : Event.ACK;
        }
        return s.syn ? s.fin ? Event.SYN_FIN : Event.SYN : Event.NO_ACK;
    }

    private static Event inSynSent(Numbers n, Segment s) {
        boolean good = s.hasAck && before(n.sndUna, s.ack) && !before(n.sndNxt, s.ack);
        if (s.rst) {
            return good ? Event.RST_EXACT : Event.RST_OUTSIDE;
        }
        if (s.hasAck && !good) {
            return Event.BAD_ACK;
        }
        return s.syn ? s.hasAck ? Event.SYN_ACK : Event.SYN : s.hasAck ? Event.ACK : Event.NO_ACK;
    }

    private static Event[] inSynReceived(Profile profile, State state, Numbers n, Segment s) {
        boolean good = s.hasAck && before(n.sndUna, s.ack) && !before(n.sndNxt, s.ack);
        boolean again = s.syn && s.seq == n.irs && !s.rst;
        if (again && !s.hasAck) {
            return only(Event.SYN_AGAIN);
        }
        if (again && good && state == State.SYN_RECEIVED_ACTIVE) {
            return only(Event.SYN_ACK);
        }
        // Linux hands a request's segment with a wrong ACK to the listener before it looks at the sequence number.
        if (profile == Profile.LINUX && state == State.SYN_RECEIVED_PASSIVE && s.hasAck && !good) {
            return only(s.rst ? Event.RST_OUTSIDE : Event.BAD_ACK);
        }
        if (!acceptable(profile, n, s)) {
            boolean touches = state == State.SYN_RECEIVED_ACTIVE && touches(profile, n, s);
            if (s.rst) {
                return only(touches ? Event.RST_INSIDE : Event.RST_OUTSIDE);
            }
            return !touches || s.syn || !s.hasAck ? only(Event.OUTSIDE) : good ? then(Event.ACK, Event.OUTSIDE) : only(Event.BAD_ACK);
        }
        if (s.rst || s.syn || !s.hasAck) {
            return only(s.syn && !s.rst ? Event.SYN : control(n, s));
        }
        return good ? then(Event.ACK, text(profile, state, n, s)) : only(Event.BAD_ACK);
    }

    private static Event[] whenSynchronized(Profile profile, State state, Numbers n, Segment s) {
        if (profile == Profile.LINUX && s.rst && gotFin(state) && s.seq == n.rcvNxt - 1) {
            return only(Event.RST_EXACT);
        }
        boolean opens = state == State.TIME_WAIT && s.syn && !s.hasAck && !s.rst;
        // RFC 6191 section 2 judges each SYN without ACK in TIME-WAIT before RFC 9293 does.
        if (opens && profile == Profile.TEXTBOOK) {
            return only(Event.SYN);
        }
        if (s.syn && !s.rst && s.seq == n.irs) {
            return only(Event.SYN_AGAIN);
        }
        if (opens && before(n.rcvNxt, s.seq)) {
            return only(Event.SYN);
        }
        if (!acceptable(profile, n, s)) {
            boolean touches = state != State.TIME_WAIT && touches(profile, n, s);
            if (s.rst) {
                return only(touches ? Event.RST_INSIDE : Event.RST_OUTSIDE);
            }
            return touches && !s.syn && s.hasAck ? then(acknowledgement(profile, state, n, s), Event.OUTSIDE) : only(Event.OUTSIDE);
        }
        if (s.rst || s.syn || !s.hasAck) {
            return only(control(n, s));
        }
        var ack = acknowledgement(profile, state, n, s);
        return ack == Event.ACK_UNSENT || ack == Event.ACK_TOO_OLD ? only(ack) : then(ack, text(profile, state, n, s));
    }

    private static boolean gotFin(State state) {
        return state == State.CLOSE_WAIT || state == State.LAST_ACK || state == State.CLOSING;
    }

    private static Event control(Numbers n, Segment s) {
        if (s.rst) {
            return s.seq == n.rcvNxt ? Event.RST_EXACT : Event.RST_INSIDE;
        }
        return s.syn ? s.hasAck ? Event.SYN_ACK : Event.SYN : Event.NO_ACK;
    }

    private static Event acknowledgement(Profile profile, State state, Numbers n, Segment s) {
        if (profile == Profile.LINUX && state == State.FIN_WAIT_2 && n.reduced) {
            return Event.ACK;
        }
        if (before(n.sndNxt, s.ack)) {
            return Event.ACK_UNSENT;
        }
        if (before(s.ack, n.sndUna - n.maxSndWnd)) {
            return Event.ACK_TOO_OLD;
        }
        boolean waits = state == State.FIN_WAIT_1 || state == State.CLOSING || state == State.LAST_ACK;
        return waits && n.finSent && s.ack == n.sndNxt ? Event.ACK_OF_FIN : Event.ACK;
    }

    /** What the text and FIN of an acceptable segment are, which may be nothing. */
    private static Event[] text(Profile profile, State state, Numbers n, Segment s) {
        if (s.length == 0 && !s.fin) {
            return NOTHING;
        }
        if (before(n.rcvNxt, s.seq)) {
            // Linux resets for text behind a gap too.
            boolean unwanted = profile == Profile.LINUX && n.receiveClosed && s.length > 0 && !gotFin(state) && state != State.TIME_WAIT;
            return only(unwanted ? Event.DATA_AFTER_CLOSE : Event.OUT_OF_ORDER);
        }
        boolean data = before(n.rcvNxt, s.seq + s.length);
        boolean finFits = s.fin && (s.length == 0 || !before(n.rcvNxt + n.rcvWnd, s.seq + s.length));
        if (!data) {
            return finFits ? only(Event.FIN) : NOTHING;
        }
        boolean overlapsFin = profile == Profile.LINUX && before(s.seq, n.rcvNxt);
        boolean unwanted = gotFin(state) ? overlapsFin : n.receiveClosed && state != State.TIME_WAIT;
        var kind = unwanted ? Event.DATA_AFTER_CLOSE : Event.DATA;
        return finFits && !n.receiveClosed ? new Event[] {kind, Event.FIN} : only(kind);
    }

    /** RFC 9293 table 5; Linux also takes a bare FIN at RCV.NXT whatever its window. */
    static boolean acceptable(Profile profile, Numbers n, Segment s) {
        if (profile == Profile.LINUX && s.fin && s.length == 0 && s.seq == n.rcvNxt) {
            return true;
        }
        int size = s.space();
        if (size == 0) {
            return n.rcvWnd == 0 ? s.seq == n.rcvNxt : inside(n, s.seq);
        }
        return n.rcvWnd > 0 && (inside(n, s.seq) || inside(n, s.seq + size - 1));
    }

    /** Linux lets through what ends just at RCV.NXT, and so takes the ACK of a repeated segment. */
    private static boolean touches(Profile profile, Numbers n, Segment s) {
        return profile == Profile.LINUX && s.space() > 0 && s.seq + s.space() == n.rcvNxt;
    }

    private static boolean inside(Numbers n, int number) {
        int distance = number - n.rcvNxt;
        return distance >= 0 && distance < n.rcvWnd;
    }

    private static boolean before(int a, int b) {
        return a - b < 0;
    }

    private static Event[] only(Event event) {
        return new Event[] {event};
    }

    private static Event[] then(Event first, Event... rest) {
        var all = new Event[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }
}
