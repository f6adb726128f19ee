package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.Seq;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;

/**
 * Urgent octets as the user sees them (facts 9.19): taken alone with MSG_OOB, passed over by plain reading, which stops in front of them
 * first; with SO_OOBINLINE they stay in their place (RFC 6093 section 6).
 */
final class UrgentCalls {
    private final TcpSock sock;

    UrgentCalls(TcpSock sock) {
        this.sock = sock;
    }

    private boolean isInline() {
        return sock.options.isOn(Option.SO_OOBINLINE);
    }

    /** recv(2) with MSG_OOB (Linux {@code tcp_recv_urg}). */
    Sock.Received receive(byte[] octets, int offset, int length, int flags) {
        Tcb t = sock.tcb();
        if (isInline() || t == null || !t.urgent.isSet() || t.urgent.isTaken()) {
            throw new ErrnoException("recv", Errno.EINVAL);
        }
        if (t.state() == TcpState.CLOSED && !sock.isStreamEnded()) {
            throw new ErrnoException("recv", Errno.ENOTCONN);
        }
        if (!t.urgent.isHere()) {
            if (t.state() == TcpState.CLOSED || sock.isReceiveClosed()) {
                return new Sock.Received(0, null, 0, 0);
            }
            throw new ErrnoException("recv", Errno.EAGAIN);
        }
        byte octet = t.urgent.octet();
        if ((flags & Sock.MSG_PEEK) == 0) {
            t.urgent.taken();
        }
        if (length == 0) {
            return new Sock.Received(0, null, Sock.MSG_OOB | Sock.MSG_TRUNC, 0);
        }
        if ((flags & Sock.MSG_TRUNC) == 0) {
            if (octets == null) {
                throw new ErrnoException("recv", Errno.EFAULT);
            }
            octets[offset] = octet;
        }
        return new Sock.Received(1, null, Sock.MSG_OOB, 1);
    }

    /** True when reading stands at the mark (ioctl SIOCATMARK). */
    boolean isAtMark() {
        return isAtMark(sock.tcb(), 0);
    }

    /** True when the octet {@code ahead} of what is read next is the marked one. */
    boolean isAtMark(Tcb t, int ahead) {
        return t != null && t.urgent.isSet() && t.urgent.seq() == t.received.readSeq() + ahead;
    }

    /** True when the marked octet is the next one and plain reading will pass over it. */
    boolean passesNext(Tcb t, int ahead) {
        return !isInline() && isAtMark(t, ahead) && t.received.unread() > ahead;
    }

    /** Octets that plain reading takes at once, at most {@code most}: it stops in front of the mark. */
    int upToMark(Tcb t, int ahead, int most) {
        int distance = t.urgent.isSet() ? Seq.diff(t.urgent.seq(), t.received.readSeq() + ahead) : 0;
        return distance > 0 ? Math.min(most, distance) : most;
    }

    /** The user has read; behind the mark it is forgotten. */
    void afterRead(Tcb t) {
        if (t.urgent.isSet() && Seq.gt(t.received.readSeq(), t.urgent.seq())) {
            t.urgent.passed();
        }
    }

    /**
     * A newer octet was announced while reading stands behind the old one, taken but not passed over yet (Linux {@code tcp_check_urg}).
     */
    void replaced(Tcb t) {
        if (!isInline() && isAtMark(t, 0) && t.received.unread() > 0) {
            t.received.read(null, 0, 1);
        }
    }

    /** Octets to read in front of the mark, or all (Linux {@code tcp_inq}). */
    int unread(Tcb t) {
        int all = t.received.unread();
        boolean stops = !isInline() && t.urgent.isSet() && Seq.geq(t.urgent.seq(), t.received.readSeq()) && Seq.lt(t.urgent.seq(), t.receive.nxt);
        return stops ? Math.min(all, Seq.diff(t.urgent.seq(), t.received.readSeq())) : all;
    }

    /** Octets that must wait before reading brings {@code target}: the marked one does not count. */
    int readTarget(Tcb t, int target) {
        return !isInline() && isAtMark(t, 0) ? target + 1 : target;
    }
}
