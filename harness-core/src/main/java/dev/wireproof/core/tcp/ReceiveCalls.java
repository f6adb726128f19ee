package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;

/** recv(2) on a TCP socket (Linux {@code tcp_recvmsg}, facts 11.2). */
final class ReceiveCalls {
    private final TcpSock sock;

    ReceiveCalls(TcpSock sock) {
        this.sock = sock;
    }

    Sock.Received receive(byte[] octets, int offset, int length, int flags, Call call) {
        if (sock.state() == TcpState.LISTEN || sock.tcb() == null) {
            throw new ErrnoException("recv", sock.takeOr(Errno.ENOTCONN));
        }
        boolean peek = (flags & Sock.MSG_PEEK) != 0;
        boolean discard = (flags & Sock.MSG_TRUNC) != 0;
        int target = (flags & Sock.MSG_WAITALL) != 0 ? length : Math.max(1, Math.min(lowWater(), length));
        int copied = 0;
        while (copied < length) {
            copied += copy(octets, offset, length, copied, peek, discard);
            if (copied >= target || mustReturn(copied, call)) {
                break;
            }
            if (!waitForMore(copied, peek, call)) {
                if (copied == 0) {
                    throw new ErrnoException("recv", Errno.EAGAIN);
                }
                break;
            }
        }
        if (!peek) {
            if (copied < length && sock.isStreamEnded()) {
                sock.tcb().received.endRead();
            }
            afterRead(copied);
        }
        return new Sock.Received(copied, null, 0, copied);
    }

    private int lowWater() {
        return (int) sock.options.get(Option.SO_RCVLOWAT);
    }

    private int copy(byte[] octets, int offset, int length, int copied, boolean peek, boolean discard) {
        Tcb t = sock.tcb();
        if (octets == null && !discard && t.received.unread() > 0) {
            throw new ErrnoException("recv", Errno.EFAULT);
        }
        if (peek) {
            return t.received.peek(octets, offset + copied, length - copied, copied);
        }
        return t.received.read(discard ? null : octets, offset + copied, length - copied);
    }

    // The order of checks is Linux's: end of stream, pending error, shutdown, never connected, non-blocking.
    private boolean mustReturn(int copied, Call call) {
        if (copied > 0) {
            return !call.blocking() || sock.hasPendingError() || sock.state() == TcpState.CLOSED || sock.isReceiveClosed();
        }
        if (sock.isStreamEnded()) {
            return true;
        }
        sock.throwPendingError("recv");
        if (sock.isReceiveClosed()) {
            return true;
        }
        if (sock.state() == TcpState.CLOSED) {
            throw new ErrnoException("recv", Errno.ENOTCONN);
        }
        if (!call.blocking()) {
            throw new ErrnoException("recv", Errno.EAGAIN);
        }
        return false;
    }

    private boolean waitForMore(int copied, boolean peek, Call call) {
        if (!peek) {
            afterRead(copied);
        }
        Tcb t = sock.tcb();
        int seen = peek ? copied : 0;
        return sock.await(() -> t.received.unread() > seen || sock.hasPendingError() || sock.isReceiveClosed()
                || sock.state() == TcpState.CLOSED, false, call);
    }

    private void afterRead(int copied) {
        Tcb t = sock.tcb();
        if (copied > 0 && t.state() != TcpState.CLOSED) {
            int beyond = t.outOfOrder.isEmpty() ? 0 : t.outOfOrder.end() - t.receive.nxt;
            t.window.onRead(t.received.readSeq(), t.receive.nxt, beyond, sock.tcp.loop.now());
        }
        if (t.state() != TcpState.CLOSED && t.path != null) {
            sock.tcp.out.acknowledger().afterRead(t, copied);
        }
    }
}
