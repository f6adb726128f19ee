package dev.wireproof.core.tcp;

import dev.wireproof.core.sock.Ready;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;

/** What poll and ioctl tell of a TCP socket (Linux {@code tcp_poll}, {@code tcp_ioctl}; facts 11.1). */
final class Readiness {
    private final TcpSock sock;
    private final UrgentCalls urgent;
    private final SendSpace space;

    Readiness(TcpSock sock, UrgentCalls urgent, SendSpace space) {
        this.sock = sock;
        this.urgent = urgent;
        this.space = space;
    }

    int poll() {
        TcpState state = sock.state();
        if (state == TcpState.LISTEN) {
            return sock.listener().waiting() > 0 ? Ready.IN | Ready.RDNORM : 0;
        }
        int ready = sock.hasPendingError() || !sock.errorQueue.isEmpty() ? Ready.ERR : 0;
        if (sock.isReceiveClosed() && sock.isSendClosed() || state == TcpState.CLOSED) {
            ready |= Ready.HUP;
        }
        if (sock.isReceiveClosed()) {
            ready |= Ready.IN | Ready.RDNORM | Ready.RDHUP;
        }
        if (isOpening() && !FastOpenCalls.isEarly(sock.tcb())) {
            // A write would send the SYN.
            return ready | (sock.isConnectDeferred() ? Ready.OUT | Ready.WRNORM : 0);
        }
        if (sock.isSendClosed() || space.isWritable()) {
            ready |= Ready.OUT | Ready.WRNORM;
        }
        Tcb t = sock.tcb();
        return t == null ? ready : ready | readable(t);
    }

    private int readable(Tcb t) {
        boolean enough = t.received.unread() >= urgent.readTarget(t, sock.lowWater());
        return (enough ? Ready.IN | Ready.RDNORM : 0) | (t.urgent.isHere() ? Ready.PRI : 0);
    }

    private boolean isOpening() {
        TcpState state = sock.state();
        return state == TcpState.SYN_SENT || state == TcpState.SYN_RECEIVED;
    }

    /** SIOCINQ. */
    int unread() {
        return sock.tcb() == null || isOpening() ? 0 : urgent.unread(sock.tcb());
    }

    /** SIOCOUTQ. */
    int queued() {
        return sock.tcb() == null ? 0 : behind(sock.tcb().send.una);
    }

    /** SIOCOUTQNSD. */
    int unsent() {
        return sock.tcb() == null ? 0 : behind(sock.tcb().send.nxt);
    }

    // Octets and FIN from this number on.
    private int behind(int from) {
        Tcb t = sock.tcb();
        return isOpening() || t.state() == TcpState.CLOSED ? 0 : Math.max(0, t.buffer.end() + (t.buffer.isFinQueued() ? 1 : 0) - from);
    }
}
