package dev.wireproof.catalogue.properties;

import dev.wireproof.core.wire.TcpView;
import dev.wireproof.rig.oracle.TcpArrivalOracle.Numbers;
import dev.wireproof.rig.oracle.TcpArrivalOracle.Segment;
import dev.wireproof.rig.oracle.TcpStateOracle.Event;
import dev.wireproof.rig.oracle.TcpStateOracle.State;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/**
 * The variables of a connection as an observer of the wire knows them: what the host under test has sent, offered and been given. One
 * octet at a time, modulo 2^32.
 */
final class ConnectionModel {
    /** What the peer offers, in every segment. */
    static final int PEER_WINDOW = 65_535;

    private static final Set<State> READING = EnumSet.of(
            State.SYN_RECEIVED_PASSIVE, State.SYN_RECEIVED_ACTIVE, State.ESTABLISHED, State.FIN_WAIT_1, State.FIN_WAIT_2);

    private final boolean active;
    private int irs;
    /** The number from which acknowledged octets count. */
    private int first;
    private int una;
    private int nxt;
    private int rcvNxt;
    private int edge;
    private int acked;
    private int unread;
    /** Our SYN was sent; a second one of this connection repeats it. */
    private boolean begun;
    private boolean finSent;
    private boolean receiveClosed;
    private boolean reduced;
    /** Octets that came, counted from the first behind the peer's SYN. */
    private final BitSet came = new BitSet();

    ConnectionModel(int peerIsn, boolean active) {
        this.active = active;
        irs = peerIsn;
        rcvNxt = peerIsn;
    }

    Numbers numbers() {
        // In Linux an ACK may be no older than the octets acknowledged so far, of which a passive side's SYN is none.
        int largest = Math.min(PEER_WINDOW, Math.max(0, una - first));
        return new Numbers(una, nxt, rcvNxt, Math.max(0, edge - rcvNxt), irs, largest, finSent, receiveClosed, reduced);
    }

    /** The segment that a step means now. */
    Segment segment(StateStep s) {
        int wnd = Math.max(1, edge - rcvNxt);
        int seq = switch (s.seq()) {
            case EXPECTED -> rcvNxt;
            case BEFORE -> rcvNxt - 1;
            case INSIDE -> rcvNxt + 10;
            case LAST -> rcvNxt + wnd - 1;
            case BEYOND -> rcvNxt + wnd + 1000;
            case INITIAL -> irs;
            case FAR -> rcvNxt + Integer.MIN_VALUE + 7;
        };
        int ack = switch (s.ack()) {
            case ALL -> nxt;
            case UNA -> una;
            case OLD -> una - 1;
            case UNSENT -> nxt + 1;
            case TOOOLD -> una - PEER_WINDOW - 1;
        };
        return new Segment(seq, s.has('A') ? ack : 0, s.amount(), s.has('S'), s.has('A'), s.has('F'), s.has('R'));
    }

    /**
     * Whether Linux looks at more than the oracle knows: it tells old segments by what it has acknowledged (RCV.WUP), not by what it has
     * got; it counts a FIN behind old text though there was one before; and it takes what goes over the right edge when nothing waits.
     */
    boolean isJudgedByLinuxAlone(Segment s) {
        int end = s.seq() + s.length() + (s.syn() ? 1 : 0) + (s.fin() ? 1 : 0);
        boolean endsInUnacknowledged = end - acked >= 0 && end - rcvNxt < 0;
        boolean finBehindTheFin = s.fin() && s.length() > 0 && s.seq() + s.length() == rcvNxt;
        boolean overTheEdge = s.seq() - edge < 0 && end - edge > 0;
        return endsInUnacknowledged || finBehindTheFin || overTheEdge;
    }

    /** The host sent a segment. */
    void sent(TcpView tcp, int octets) {
        int flags = tcp.flags();
        if ((flags & TcpView.RST) != 0) {
            return;
        }
        if ((flags & TcpView.SYN) != 0 && !begun) {
            begun = true;
            una = tcp.seq();
            nxt = tcp.seq();
            first = tcp.seq() + (active ? 0 : 1);
        }
        int end = tcp.seq() + octets + ((flags & (TcpView.SYN | TcpView.FIN)) != 0 ? 1 : 0);
        nxt = end - nxt > 0 ? end : nxt;
        finSent |= (flags & TcpView.FIN) != 0;
        if ((flags & TcpView.ACK) != 0) {
            edge = tcp.ack() + tcp.window();
            acked = tcp.ack();
        }
    }

    /** A segment opens the connection from the peer's side. */
    void opens(Segment s) {
        irs = s.seq();
        rcvNxt = s.seq() + 1;
        edge = rcvNxt;
        acked = rcvNxt;
        unread = 0;
        begun &= active;
        finSent = false;
        receiveClosed = false;
        reduced = false;
        came.clear();
    }

    /** A segment arrived that was these events, and the connection lives on. */
    void took(Segment s, Event[] events, State from, State to) {
        boolean opened = from == State.SYN_SENT && to != from && s.hasAck();
        boolean lives = from != State.CLOSED && from != State.LISTEN && from != State.SYN_SENT;
        reduced |= from == State.FIN_WAIT_1 && to == State.FIN_WAIT_2 && receiveClosed && !s.fin();
        boolean listens = READING.contains(from) && !receiveClosed;
        for (Event e : events) {
            boolean acks = e == Event.ACK || e == Event.ACK_OF_FIN || e == Event.SYN_ACK && from == State.SYN_RECEIVED_ACTIVE && to != from;
            if (opened || lives && acks) {
                una = s.ack() - una > 0 ? s.ack() : una;
            }
            if (listens && (e == Event.DATA || e == Event.OUT_OF_ORDER)) {
                take(s);
            }
            if (READING.contains(from) && e == Event.FIN) {
                rcvNxt++;
            }
        }
    }

    private void take(Segment s) {
        int begin = irs + 1;
        int from = s.seq() - rcvNxt > 0 ? s.seq() : rcvNxt;
        came.set(from - begin, s.seq() + s.length() - begin);
        int inOrder = came.nextClearBit(rcvNxt - begin) + begin;
        unread += inOrder - rcvNxt;
        rcvNxt = inOrder;
    }

    /** Whether the host has got octets or a FIN that it has not acknowledged yet. */
    boolean owesAck() {
        return acked != rcvNxt;
    }

    /** Whether the host has closed its side and not told the peer yet. */
    boolean owesFin(State state) {
        return !finSent && (state == State.FIN_WAIT_1 || state == State.LAST_ACK || state == State.CLOSING);
    }

    boolean hasUnread() {
        return unread > 0;
    }

    void read() {
        unread = 0;
    }

    /** The application will receive nothing more; the connection is in {@code to} now. */
    void closed(State to) {
        receiveClosed = true;
        reduced |= to == State.FIN_WAIT_2;
    }
}
