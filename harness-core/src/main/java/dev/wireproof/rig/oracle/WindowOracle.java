package dev.wireproof.rig.oracle;

import java.util.BitSet;
import java.util.Optional;

/**
 * One direction of a connection as a stream of octets numbered from 0, with a window: what the sender may send, what the receiver
 * may acknowledge, offer and hand to its application (RFC 9293 sections 3.4, 3.8.4 and 3.8.6).
 *
 * <p>The caller reports what both applications do and what both hosts see and send, in the order of time; sequence numbers are
 * turned into stream offsets before. Every report answers with what is wrong, or nothing. A FIN is the octet after the last one.
 */
public final class WindowOracle {
    /**
     * What the sides promise beyond the RFC's minimum.
     *
     * @param mss               largest payload
     * @param capacity          receive buffer in octets that the offered window must never exceed together with unread data;
     *                          {@link Long#MAX_VALUE} where the buffer grows
     * @param linux             whether the receiver may do as Linux does: with an empty queue take octets beyond the window (since 6.17),
     *                          and without memory for what arrived offer nothing, whatever it offered before (ICSK_ACK_NOMEM)
     */
    public record Limits(int mss, long capacity, boolean linux) {
    }

    private final Limits limits;
    private final BitSet arrived = new BitSet();
    private long written;
    private boolean finished;
    private long acknowledged;
    private long edge;
    private long sent;
    private long offeredAck;
    private long offeredEdge;
    private long read;

    /** A direction whose receiver offered {@code window} octets when the connection was made. */
    public WindowOracle(Limits limits, long window) {
        this.limits = limits;
        this.edge = window;
        this.offeredEdge = window;
    }

    /** The sending application hands over {@code octets} more. */
    public void write(long octets) {
        written += octets;
    }

    /** The sending application will hand over nothing more. */
    public void finish() {
        finished = true;
    }

    /** An ACK reached the sender: everything before {@code ack} arrived, and {@code window} octets from there are welcome. */
    public void senderLearns(long ack, long window) {
        acknowledged = Math.max(acknowledged, ack);
        if (ack == acknowledged) {
            edge = ack + window;
        }
    }

    /** How many new octets the sender may send now; congestion control and Nagle's rule may hold them back. */
    public long sendable() {
        return Math.max(0, Math.min(end(), edge) - sent);
    }

    /** The sender emits the octets from {@code from} up to {@code to}, {@code to} not included. */
    public Optional<String> sends(long from, long to) {
        if (to - from > limits.mss + (finished && to == end() ? 1 : 0)) {
            return wrong("segment " + from + ".." + to + " is larger than the MSS of " + limits.mss);
        }
        if (to > end()) {
            return wrong("segment " + from + ".." + to + " goes beyond the " + end() + " octets that were written");
        }
        if (from > sent) {
            return wrong("segment " + from + ".." + to + " leaves a gap after " + sent);
        }
        if (to > from && to <= acknowledged) {
            return wrong("segment " + from + ".." + to + " repeats what was acknowledged up to " + acknowledged);
        }
        boolean probe = from == sent && to == from + 1 && edge <= sent && from == acknowledged;
        if (to > Math.max(edge, sent) && !probe) {
            return wrong("segment " + from + ".." + to + " goes beyond the right edge " + edge);
        }
        sent = Math.max(sent, to);
        return Optional.empty();
    }

    /** The octets from {@code from} up to {@code to} reach the receiver undamaged. */
    public void arrives(long from, long to) {
        long limit = limits.linux ? to : Math.min(to, Math.max(offeredEdge, inOrder()));
        if (limit > from) {
            arrived.set(Math.toIntExact(from), Math.toIntExact(limit));
        }
    }

    /** The receiver emits an ACK for everything before {@code ack} and offers {@code window} octets from there. */
    public Optional<String> acknowledges(long ack, long window) {
        if (ack > inOrder()) {
            return wrong("ACK " + ack + " covers octets that did not arrive; in order are " + inOrder());
        }
        if (ack < offeredAck) {
            return wrong("ACK " + ack + " goes back behind " + offeredAck);
        }
        boolean shut = limits.linux && window == 0 && read < Math.min(ack, written);
        if (ack + window < offeredEdge && !shut) {
            return wrong("ACK " + ack + " with window " + window + " moves the right edge back from " + offeredEdge);
        }
        long unread = Math.min(ack, written) - read;
        if (unread + window > limits.capacity) {
            return wrong("window " + window + " and " + unread + " unread octets exceed the buffer of " + limits.capacity);
        }
        offeredAck = ack;
        offeredEdge = ack + window;
        return Optional.empty();
    }

    /** The receiving application gets {@code octets} octets that begin at stream offset {@code from}. */
    public Optional<String> reads(long from, long octets) {
        if (from != read) {
            return wrong("octets from " + from + " were delivered after " + read);
        }
        if (from + octets > Math.min(inOrder(), written)) {
            return wrong("octets up to " + (from + octets) + " were delivered, in order are " + Math.min(inOrder(), written));
        }
        read += octets;
        return Optional.empty();
    }

    /** At the end, with the network healed: everything written was sent, acknowledged and read. */
    public Optional<String> completed() {
        if (sent != end() || offeredAck != end() || read != written) {
            return wrong("of " + end() + " octets " + sent + " were sent, " + offeredAck + " acknowledged and " + read + " read");
        }
        return Optional.empty();
    }

    /** End of what arrived without a gap. */
    public long inOrder() {
        return arrived.nextClearBit(0);
    }

    private long end() {
        return written + (finished ? 1 : 0);
    }

    private static Optional<String> wrong(String what) {
        return Optional.of(what);
    }
}
