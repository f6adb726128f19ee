package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;

/** splice(2) from a TCP socket (Linux {@code tcp_splice_read}): takes what is here, and never an urgent octet. */
final class SpliceReads {
    private final TcpSock sock;
    private final UrgentCalls urgent;
    private final ReceiveCalls receiving;

    SpliceReads(TcpSock sock, UrgentCalls urgent, ReceiveCalls receiving) {
        this.sock = sock;
        this.urgent = urgent;
        this.receiving = receiving;
    }

    int read(byte[] octets, int offset, int length, Call call) {
        Tcb t = sock.tcb();
        if (t == null) {
            throw new ErrnoException("splice", sock.takeOr(Errno.ENOTCONN));
        }
        int done = 0;
        while (done < length) {
            int got = take(t, octets, offset + done, length - done);
            done += got;
            if (got == 0) {
                if (done > 0 || !mayWait(t, call)) {
                    break;
                }
            } else if (!call.blocking() || sock.hasPendingError() || t.state() == TcpState.CLOSED || sock.isReceiveClosed()) {
                break;
            }
        }
        return done;
    }

    private int take(Tcb t, byte[] octets, int offset, int length) {
        if (urgent.isAtMark(t, 0)) {
            return 0;
        }
        int got = t.received.read(octets, offset, urgent.upToMark(t, 0, length));
        if (got > 0) {
            receiving.afterRead(got);
        }
        return got;
    }

    // True when more may have come. What waits behind an urgent octet is not worth waiting for.
    private boolean mayWait(Tcb t, Call call) {
        if (sock.isStreamEnded()) {
            return false;
        }
        sock.throwPendingError("splice");
        if (sock.isReceiveClosed()) {
            return false;
        }
        if (t.state() == TcpState.CLOSED) {
            throw new ErrnoException("splice", Errno.ENOTCONN);
        }
        if (!call.blocking()) {
            throw new ErrnoException("splice", Errno.EAGAIN);
        }
        if (t.received.unread() > 0) {
            return false;
        }
        boolean woken = sock.await(() -> t.received.unread() > 0 || sock.hasPendingError() || sock.isReceiveClosed()
                || t.state() == TcpState.CLOSED, false, call);
        if (!woken) {
            throw new ErrnoException("splice", Errno.EAGAIN);
        }
        return true;
    }
}
