package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.tcp.tcb.Chronograph;
import dev.wireproof.core.tcp.tcb.Tcb;

/**
 * Room in the send buffer of one socket, and who is told of it (Linux {@code sk_wmem_queued}, {@code sk_stream_write_space}, {@code
 * tcp_check_space}, {@code tcp_sndbuf_expand}; facts 9.9).
 */
final class SendSpace {
    /** What Linux charges for a segment beside its text: 26, 21 and 34 segments of 1000, 1460 and 536 octets fit 46,080 (kernel 6.18.44). */
    private static final int SEGMENT_OVERHEAD = 832;
    private static final int PER_SEGMENT_HEADERS = 544;
    private static final int DESCRIPTOR = 256;
    private static final int LEAST_SEGMENTS = 10;
    private static final long NO_LOW_WATER = 0xFFFF_FFFFL;

    private final TcpSock sock;
    /** A writer or poller found no room (Linux {@code SOCK_NOSPACE}). */
    private boolean wanted;

    SendSpace(TcpSock sock) {
        this.sock = sock;
    }

    void started() {
        wanted = false;
    }

    /** Somebody found no room. */
    void want() {
        wanted = true;
    }

    boolean isWanted() {
        return wanted;
    }

    /** How far one buffer of the queue is filled. */
    int goal(Tcb t) {
        return sock.tcp.out.supers().goal(t);
    }

    /** True when what is queued must be sent buffer by buffer while a call goes on, as later room depends on it. */
    boolean isStepwise(Tcb t) {
        return goal(t) > t.mss || lowWater(t) != NO_LOW_WATER;
    }

    /** Octets that may be queued now: the last buffer is filled up, new ones start while memory is below the limit. */
    int room(Tcb t) {
        int goal = goal(t);
        int filled = t.buffer.tail();
        int tail = filled == 0 || filled >= goal ? 0 : goal - filled;
        if (isStepwise(t)) {
            return tail > 0 ? tail : isFree(t, 0) ? goal : 0;
        }
        long free = sock.options.sendBuffer() - queued(t) - tail;
        if (free <= 0) {
            return tail;
        }
        long buffers = (free + SEGMENT_OVERHEAD + goal - 1) / (SEGMENT_OVERHEAD + goal);
        return (int) Math.min(tail + buffers * goal, Integer.MAX_VALUE / 2);
    }

    // Linux tcp_notsent_lowat.
    private long lowWater(Tcb t) {
        long own = t.choices.notSentLowWater & 0xFFFF_FFFFL;
        return own != 0 ? own : sock.tcp.settings.notSentLowWater.value();
    }

    /** True when a new buffer may start (Linux {@code __sk_stream_memory_free}); {@code wake} of 1 asks for twice the distance. */
    boolean isFree(Tcb t, int wake) {
        return queued(t) < sock.options.sendBuffer() && (long) t.buffer.unsent() << wake < lowWater(t);
    }

    /** Memory of what is queued and outstanding (Linux {@code sk_wmem_queued}). */
    long queued(Tcb t) {
        long octets = Seq.diff(t.buffer.end(), t.send.una);
        return Math.max(0, octets) + (long) SEGMENT_OVERHEAD * (t.outstanding.buffers() + t.buffer.unsentBuffers(goal(t)));
    }

    /** True when a third of the buffer is free and little is unsent (Linux {@code sk_stream_is_writeable}); else room is wanted. */
    boolean isWritable() {
        Tcb t = sock.tcb();
        boolean writable = t == null || isWritable(t);
        wanted |= !writable;
        return writable;
    }

    private boolean isWritable(Tcb t) {
        long queued = queued(t);
        return sock.options.sendBuffer() - queued >= queued >> 1 && isFree(t, 1);
    }

    /** Acknowledgements have come: tells writers who found no room (Linux {@code tcp_check_space}). */
    void afterAck() {
        if (wanted) {
            sizeBuffer();
            tell();
        }
    }

    /** Wakes writers if there is room now (Linux {@code sk_stream_write_space}). */
    void tell() {
        Tcb t = sock.tcb();
        if (isWritable(t)) {
            wanted = false;
            t.chronograph.end(Chronograph.Limit.SEND_BUFFER, t.isNothingQueued(), sock.tcp.loop.now());
            sock.writeSpace();
        }
    }

    /** Grows the send buffer to twice the window, unless the user has fixed it (Linux {@code tcp_sndbuf_expand}). */
    void sizeBuffer() {
        if (sock.options.isSendBufferLocked()) {
            return;
        }
        Tcb t = sock.tcb();
        int mss = Math.max(t.negotiated.peerMss, t.mss);
        int perSegment = Integer.highestOneBit(mss + PER_SEGMENT_HEADERS - 1) * 2 + DESCRIPTOR;
        long segments = Math.max(LEAST_SEGMENTS, Math.max(t.recovery.cwnd(), t.recovery.reordering() + 1));
        long size = Math.min(2 * segments * perSegment, sock.tcp.settings.wmem.value(2));
        if (size > sock.options.sendBuffer()) {
            sock.options.tuneSendBuffer((int) size);
        }
    }
}
