package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.Seq;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.tcp.output.SendRule;
import dev.wireproof.core.tcp.tcb.Chronograph;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;

/** send(2) on a TCP socket (Linux {@code tcp_sendmsg}, facts 9.9). */
final class SendCalls {
    private final TcpSock sock;
    private final SendSpace space;
    private final SendNotices notices;
    /** Calls that wait until the connection is established. */
    private int waitingForConnection;
    /** Behind the last octet that was marked to be pushed (Linux {@code pushed_seq}). */
    private int pushedSeq;

    SendCalls(TcpSock sock, SendSpace space, SendNotices notices) {
        this.sock = sock;
        this.space = space;
        this.notices = notices;
    }

    void started(int seq) {
        pushedSeq = seq;
        space.started();
    }

    int send(byte[] octets, int offset, int length, int[] lengths, int flags, Call call) {
        waitUntilConnected(call);
        checkOpen();
        Tcb t = sock.tcb();
        sock.tcp.out.sender().beforeQueueing(t);
        ZeroCopyNotices numbers = (flags & Sock.MSG_ZEROCOPY) != 0 && length > 0 ? notices.zeroCopy() : null;
        if (numbers == null) {
            return finish(t, queue(t, octets, offset, length, null, flags, call), length, flags, call);
        }
        numbers.pieces.start(lengths, length);
        ZeroCopyNotices.Batch batch = numbers.begin(t.buffer, length);
        int copied = 0;
        try {
            copied = queue(t, octets, offset, length, numbers, flags, call);
        } finally {
            numbers.end(batch, t.buffer.end(), copied);
        }
        return finish(t, copied, length, flags, call);
    }

    // Copies what finds room, waiting if the call may.
    private int queue(Tcb t, byte[] octets, int offset, int length, ZeroCopyNotices numbers, int flags, Call call) {
        int copied = 0;
        while (copied < length) {
            if (numbers != null && numbers.pieces.isFull(t.buffer)) {
                mark(t);
                t.buffer.breakHere();
            }
            int room = space.room(t);
            if (room == 0) {
                space.want();
                pushNow(t, copied > 0, flags);
                if (!waitForRoom(t, call)) {
                    break;
                }
                continue;
            }
            if (octets == null) {
                throw new ErrnoException("send", Errno.EFAULT);
            }
            if (copied == 0) {
                joinLastWrite(t);
            }
            int part = numbers != null ? numbers.pieces.take(room) : Math.min(room, length - copied);
            append(t, octets, offset + copied, part, copied + part < length, (flags & Sock.MSG_OOB) != 0);
            copied += part;
        }
        return copied;
    }

    /** All that a call with these flags has sent rides on the SYN. */
    void onlyOnSyn(int octets, int flags) {
        if ((flags & Sock.MSG_ZEROCOPY) != 0 && notices.zeroCopy() != null) {
            notices.zeroCopy().onSyn(sock.tcb().send.iss + 1 + octets, octets);
        }
    }

    // Where the last buffer takes more, its segment does not end with the last write.
    private void joinLastWrite(Tcb t) {
        int tail = t.buffer.tail();
        if (tail > 0 && tail < space.goal(t)) {
            t.buffer.joinLastWrite();
        }
    }

    private int finish(Tcb t, int copied, int length, int flags, Call call) {
        if (copied == 0 && length > 0) {
            throw failure(call);
        }
        if (copied == 0 || t.state() == TcpState.CLOSED) {
            return copied;
        }
        boolean more = (flags & Sock.MSG_MORE) != 0;
        if (!more) {
            mark(t);
        }
        notices.written(t);
        if ((flags & Sock.MSG_EOR) != 0 && copied == length) {
            t.buffer.breakHere();
        }
        markUrgent(t, flags);
        if (more) {
            sock.tcp.out.sender().push(t, SendRule.Eagerness.NEVER);
        } else {
            sock.tcp.out.sender().push(t);
        }
        return copied;
    }

    private void waitUntilConnected(Call call) {
        while (!sock.state().maySend() && !FastOpenCalls.isEarly(sock.tcb())) {
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

    // False when the call must return. One that may not wait and finds nothing queued tells those who watch for edges (Linux
    // tcp_sendmsg_locked): no acknowledgement will come that could.
    private boolean waitForRoom(Tcb t, Call call) {
        if (sock.hasPendingError() || sock.isSendClosed()) {
            return false;
        }
        if (!call.blocking()) {
            if (t.isNothingQueued()) {
                space.tell();
            }
            return false;
        }
        boolean woken = sock.await(() -> sock.hasPendingError() || sock.isSendClosed() || space.isFree(t, 0), false, call);
        return woken && !sock.hasPendingError() && !sock.isSendClosed();
    }

    private void pushNow(Tcb t, boolean copied, int flags) {
        if (copied) {
            mark(t);
            markUrgent(t, flags);
            sock.tcp.out.sender().push(t, SendRule.Eagerness.ALWAYS);
        }
    }

    // Linux tcp_mark_urg.
    private static void markUrgent(Tcb t, int flags) {
        if ((flags & Sock.MSG_OOB) != 0) {
            t.send.up = t.buffer.end();
        }
    }

    private void mark(Tcb t) {
        mark(t, t.buffer.end());
    }

    private void mark(Tcb t, int end) {
        t.buffer.push(end);
        pushedSeq = end;
    }

    // Beyond half of the largest window since the last push, a full buffer is pushed while the write goes on (Linux forced_push);
    // not one of urgent data.
    private void append(Tcb t, byte[] octets, int offset, int length, boolean goesOn, boolean urgent) {
        int goal = space.goal(t);
        if (t.buffer.tail() >= goal) {
            t.buffer.endTail(t.buffer.end());
        }
        if (!t.buffer.hasUnsent()) {
            t.chronograph.begin(Chronograph.Limit.BUSY, sock.tcp.loop.now());
        }
        if (space.isStepwise(t)) {
            appendToTail(t, octets, offset, length, goal, goesOn && !urgent);
            return;
        }
        int full = t.buffer.end() + goal - t.buffer.tail();
        t.buffer.append(octets, offset, length);
        for (; Seq.leq(full, t.buffer.end()); full += goal) {
            if (!urgent && (full != t.buffer.end() || goesOn) && isPushForced(t, full)) {
                mark(t, full);
            }
            if (full != t.buffer.end()) {
                t.buffer.endTail(full);
            }
        }
    }

    // A buffer that is full leaves while the write goes on, if it is the next.
    private void appendToTail(Tcb t, byte[] octets, int offset, int length, int goal, boolean goesOn) {
        boolean pushed = t.buffer.tail() > 0 && t.buffer.joinLastWrite();
        t.buffer.append(octets, offset, length);
        if (pushed) {
            // The mark is the buffer's, so it moves to its new end.
            t.buffer.push(t.buffer.end());
        }
        if (!goesOn || t.buffer.tail() < goal) {
            return;
        }
        boolean forced = isPushForced(t, t.buffer.end());
        if (forced) {
            mark(t);
        }
        pushFull(t, forced);
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
}
