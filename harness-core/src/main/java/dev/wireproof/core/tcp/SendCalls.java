package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.Seq;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.tcp.output.SendRule;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;

/** send(2) on a TCP socket (Linux {@code tcp_sendmsg}, facts 9.9). */
final class SendCalls {
    /** What Linux charges for a segment beside its text: 26, 21 and 34 segments of 1000, 1460 and 536 octets fit 46,080 (kernel 6.18.44). */
    private static final int SEGMENT_OVERHEAD = 832;
    private static final int PER_SEGMENT_HEADERS = 544;
    private static final int DESCRIPTOR = 256;
    private static final int LEAST_SEGMENTS = 10;

    private final TcpSock sock;
    /** A writer or poller found no room (Linux {@code SOCK_NOSPACE}). */
    private boolean wanted;
    /** Calls that wait until the connection is established. */
    private int waitingForConnection;
    /** Behind the last octet that was marked to be pushed (Linux {@code pushed_seq}). */
    private int pushedSeq;

    SendCalls(TcpSock sock) {
        this.sock = sock;
    }

    void started(int seq) {
        pushedSeq = seq;
        wanted = false;
    }

    int send(byte[] octets, int offset, int length, int flags, Call call) {
        waitUntilConnected(call);
        checkOpen();
        Tcb t = sock.tcb();
        boolean more = (flags & Sock.MSG_MORE) != 0;
        int copied = 0;
        boolean first = true;
        sock.tcp.out.sender().beforeQueueing(t);
        while (copied < length) {
            int room = room(t);
            if (room == 0) {
                pushNow(t, copied > 0);
                if (!waitForRoom(call)) {
                    break;
                }
                continue;
            }
            if (octets == null) {
                throw new ErrnoException("send", Errno.EFAULT);
            }
            if (first) {
                if (t.buffer.tail() < goal(t)) {
                    t.buffer.joinLastWrite();
                }
                first = false;
            }
            int part = Math.min(room, length - copied);
            append(t, octets, offset + copied, part);
            copied += part;
        }
        if (copied == 0 && length > 0) {
            throw failure(call);
        }
        finish(t, copied, more);
        return copied;
    }

    private void finish(Tcb t, int copied, boolean more) {
        if (copied == 0 || t.state() == TcpState.CLOSED) {
            return;
        }
        if (!more) {
            mark(t);
        }
        if (more) {
            sock.tcp.out.sender().push(t, SendRule.Eagerness.NEVER);
        } else {
            sock.tcp.out.sender().push(t);
        }
    }

    private void waitUntilConnected(Call call) {
        while (!sock.state().maySend()) {
            sock.throwPendingError("send");
            TcpState state = sock.state();
            if (state != TcpState.SYN_SENT && state != TcpState.SYN_RECEIVED) {
                throw new ErrnoException("send", Errno.EPIPE);
            }
            if (!call.blocking() || !awaitConnection(call)) {
                throw new ErrnoException("send", Errno.EAGAIN);
            }
        }
    }

    private boolean awaitConnection(Call call) {
        waitingForConnection++;
        try {
            return sock.await(() -> !isOpening(), false, call);
        } finally {
            waitingForConnection--;
        }
    }

    boolean isWaitingForConnection() {
        return waitingForConnection > 0;
    }

    private boolean isOpening() {
        return sock.state() == TcpState.SYN_SENT || sock.state() == TcpState.SYN_RECEIVED;
    }

    private void checkOpen() {
        if (sock.hasPendingError() || sock.isSendClosed()) {
            sock.throwPendingError("send");
            throw new ErrnoException("send", Errno.EPIPE);
        }
    }

    private ErrnoException failure(Call call) {
        if (sock.hasPendingError() || sock.isSendClosed()) {
            Errno e = sock.takeHardError();
            return new ErrnoException("send", e == Errno.OK ? Errno.EPIPE : e);
        }
        return new ErrnoException("send", Errno.EAGAIN);
    }

    // False when the call must return.
    private boolean waitForRoom(Call call) {
        wanted = true;
        if (sock.hasPendingError() || sock.isSendClosed() || !call.blocking()) {
            return false;
        }
        boolean woken = sock.await(() -> sock.hasPendingError() || sock.isSendClosed() || isWritable(), false, call);
        return woken && !sock.hasPendingError() && !sock.isSendClosed();
    }

    private void pushNow(Tcb t, boolean copied) {
        if (copied) {
            mark(t);
            sock.tcp.out.sender().push(t, SendRule.Eagerness.ALWAYS);
        }
    }

    private void mark(Tcb t) {
        mark(t, t.buffer.end());
    }

    private void mark(Tcb t, int end) {
        t.buffer.push(end);
        pushedSeq = end;
    }

    /** How far one buffer of the queue is filled. */
    private int goal(Tcb t) {
        return sock.tcp.out.supers().goal(t);
    }

    // Beyond half of the largest window since the last push, a full buffer is pushed too (Linux forced_push).
    private void append(Tcb t, byte[] octets, int offset, int length) {
        int goal = goal(t);
        if (t.buffer.tail() >= goal) {
            t.buffer.endTail(t.buffer.end());
        }
        if (goal > t.mss) {
            appendInBuffers(t, octets, offset, length, goal);
            return;
        }
        int full = t.buffer.end() + goal - t.buffer.tail();
        t.buffer.append(octets, offset, length);
        for (; Seq.leq(full, t.buffer.end()); full += goal) {
            if (isPushForced(t, full)) {
                mark(t, full);
            }
            if (full != t.buffer.end()) {
                t.buffer.endTail(full);
            }
        }
    }

    // A buffer of several segments leaves while the write goes on, if it is the next.
    private void appendInBuffers(Tcb t, byte[] octets, int offset, int length, int goal) {
        int done = 0;
        while (done < length) {
            if (t.buffer.tail() >= goal) {
                t.buffer.endTail(t.buffer.end());
            }
            int part = Math.min(length - done, goal - t.buffer.tail());
            t.buffer.append(octets, offset + done, part);
            done += part;
            if (t.buffer.tail() >= goal) {
                boolean forced = isPushForced(t, t.buffer.end());
                if (forced) {
                    mark(t);
                }
                if (done < length) {
                    pushFull(t, forced);
                }
            }
        }
    }

    private boolean isPushForced(Tcb t, int end) {
        return Seq.gt(end, pushedSeq + (t.send.maxWnd >> 1));
    }

    private void pushFull(Tcb t, boolean forced) {
        if (forced) {
            sock.tcp.out.sender().push(t, SendRule.Eagerness.ALWAYS);
        } else if (t.buffer.isTailNext()) {
            sock.tcp.out.sender().pushOne(t);
        }
    }

    // Octets that may be queued now: the last segment is filled up, new ones start while memory is below the limit.
    private int room(Tcb t) {
        int goal = goal(t);
        int filled = t.buffer.tail();
        int tail = filled == 0 || filled >= goal ? 0 : goal - filled;
        long free = sock.options.sendBuffer() - queued(t) - tail;
        if (free <= 0) {
            return tail;
        }
        long buffers = (free + SEGMENT_OVERHEAD + goal - 1) / (SEGMENT_OVERHEAD + goal);
        return (int) Math.min(tail + buffers * goal, Integer.MAX_VALUE / 2);
    }

    /** Memory of what is queued and outstanding (Linux {@code sk_wmem_queued}). */
    private long queued(Tcb t) {
        long octets = Seq.diff(t.buffer.end(), t.send.una);
        int goal = goal(t);
        int unsentSegments = (t.buffer.unsent() + goal - 1) / goal;
        return Math.max(0, octets) + (long) SEGMENT_OVERHEAD * (t.outstanding.buffers() + unsentSegments);
    }

    /** True when a third of the buffer is free (Linux {@code sk_stream_is_writeable}). */
    boolean isWritable() {
        Tcb t = sock.tcb();
        if (t == null) {
            return true;
        }
        long queued = queued(t);
        boolean writable = sock.options.sendBuffer() - queued >= queued >> 1 && queued < sock.options.sendBuffer();
        wanted |= !writable;
        return writable;
    }

    /** Acknowledgements have come: tells writers who found no room (Linux {@code tcp_check_space}). */
    void afterAck() {
        if (wanted) {
            Tcb t = sock.tcb();
            if (t.recovery.maySend(t.outstanding, t.mss)) {
                sizeBuffer();
            }
            if (isWritable()) {
                wanted = false;
                sock.writeSpace();
            }
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
