package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.ControlMessage;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;
import java.util.List;

/** recv(2) on a TCP socket (Linux {@code tcp_recvmsg}, facts 11.2). */
final class ReceiveCalls {
    private final TcpSock sock;
    private final UrgentCalls urgent;
    /** Octets passed over by a call that peeks: the urgent one. */
    private int hole;

    ReceiveCalls(TcpSock sock, UrgentCalls urgent) {
        this.sock = sock;
        this.urgent = urgent;
    }

    Sock.Received receive(byte[] octets, int offset, int length, int flags, Call call) {
        if ((flags & Sock.MSG_OOB) != 0 && sock.state() != TcpState.LISTEN) {
            return urgent.receive(octets, offset, length, flags);
        }
        if (sock.state() == TcpState.LISTEN || sock.tcb() == null) {
            throw new ErrnoException("recv", sock.takeOr(Errno.ENOTCONN));
        }
        boolean peek = (flags & Sock.MSG_PEEK) != 0;
        boolean discard = (flags & Sock.MSG_TRUNC) != 0;
        int target = (flags & Sock.MSG_WAITALL) != 0 ? length : Math.max(1, Math.min(lowWater(), length));
        int copied = 0;
        hole = 0;
        while (copied < length) {
            copied += copy(octets, offset, length, copied, peek, discard);
            if (copied > 0 && urgent.isAtMark(sock.tcb(), peek ? copied + hole : 0)) {
                break;
            }
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
        if (!peek && sock.tcb() != null) {
            if (copied < length && sock.isStreamEnded()) {
                sock.tcb().received.endRead();
            }
            afterRead(copied);
        }
        return new Sock.Received(copied, null, 0, copied, sock.choices().tellUnread ? List.of(unread()) : List.of());
    }

    // Linux tcp_inq_hint: the end of the stream counts as one octet.
    private ControlMessage unread() {
        int octets = sock.tcb() == null ? 0 : sock.tcb().received.unread();
        return new ControlMessage.Unread(octets == 0 && sock.isStreamEnded() ? 1 : octets);
    }

    private int lowWater() {
        return (int) sock.options.get(Option.SO_RCVLOWAT);
    }

    private int copy(byte[] octets, int offset, int length, int copied, boolean peek, boolean discard) {
        Tcb t = sock.tcb();
        if (t == null) {
            // An opening was given up, or the connection dissolved, while the call waited.
            return 0;
        }
        if (octets == null && !discard && t.received.unread() > 0) {
            throw new ErrnoException("recv", Errno.EFAULT);
        }
        int ahead = peek ? copied + hole : 0;
        if (urgent.passesNext(t, ahead)) {
            pass(t, peek);
            ahead += peek ? 1 : 0;
        }
        int most = urgent.upToMark(t, ahead, length - copied);
        if (peek) {
            return t.received.peek(octets, offset + copied, most, ahead);
        }
        int read = t.received.read(discard ? null : octets, offset + copied, most);
        urgent.afterRead(t);
        return read;
    }

    // The urgent octet is none of the stream for plain reading.
    private void pass(Tcb t, boolean peek) {
        if (peek) {
            hole++;
        } else {
            t.received.read(null, 0, 1);
            urgent.afterRead(t);
        }
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
        int seen = peek ? copied + hole : 0;
        return sock.await(() -> t.received.unread() > seen || sock.hasPendingError() || sock.isReceiveClosed()
                || sock.state() == TcpState.CLOSED, false, call);
    }

    /** Octets were taken: windows and acknowledgements follow. */
    void afterRead(int copied) {
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
