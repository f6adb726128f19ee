package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.sock.SocketRow;
import dev.wireproof.core.tcp.listen.Listener;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;

/** A socket as listings show it (facts 12.3). A FIN that nobody has read yet counts as an unread octet. */
final class SocketRows {
    private SocketRows() {}

    static SocketRow of(TcpSock sock) {
        Listener l = sock.listener();
        if (l != null) {
            return new SocketRow("tcp", "LISTEN", l.waiting(), l.backlog(), sock.localEndpoint(), null, "");
        }
        Tcb t = sock.tcb();
        long unread = t == null ? 0 : t.received.unread() + (sock.isStreamEnded() && !t.received.isEndRead() ? 1 : 0);
        long queued = t == null || t.state() == TcpState.CLOSED ? 0 : Seq.diff(t.buffer.end(), t.send.una);
        return new SocketRow("tcp", name(sock.state()), unread, Math.max(0, queued), sock.localEndpoint(), sock.remoteEndpoint(), "");
    }

    private static String name(TcpState state) {
        return switch (state) {
            case ESTABLISHED -> "ESTAB";
            case SYN_RECEIVED -> "SYN-RECV";
            case CLOSED -> "UNCONN";
            default -> state.name().replace('_', '-');
        };
    }
}
