package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.tcp.output.SendRule;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;
import dev.wireproof.core.tcp.timer.Keepalive;

/** close(2), shutdown(2) and disconnecting (Linux {@code __tcp_close}, {@code inet_shutdown}, {@code tcp_disconnect}; facts 10.1 and 10.2). */
final class CloseCalls {
    private final TcpSock sock;

    CloseCalls(TcpSock sock) {
        this.sock = sock;
    }

    void close(Call call) {
        if (sock.listener() != null) {
            sock.stopListening();
        }
        Tcb t = sock.tcb();
        if (t != null && t.state() != TcpState.CLOSED) {
            closeConnection(t, call);
        }
        boolean few = sock.orphaned();
        if (t != null && t.state() == TcpState.FIN_WAIT_2) {
            leaveInFinWait2(t);
        }
        if (!few && t.state() != TcpState.CLOSED) {
            sock.tcp.counters.increment(Counter.TCPEXT_ABORT_ON_MEMORY);
            reset(t);
        }
        if (t == null || t.state() == TcpState.CLOSED) {
            sock.destroy();
        }
    }

    private void closeConnection(Tcb t, Call call) {
        boolean unread = t.received.unread() > 0;
        sock.closeBothWays();
        t.received.flush(sock.tcp.drops);
        long linger = sock.options.get(Option.SO_LINGER);
        if (unread) {
            sock.tcp.counters.increment(Counter.TCPEXT_ABORT_ON_CLOSE);
            reset(t);
        } else if (linger == 0) {
            sock.tcp.counters.increment(Counter.TCPEXT_ABORT_ON_DATA);
            abort(t);
        } else {
            finish(t);
            if (linger > 0 && call.blocking()) {
                linger(t, linger, call);
            }
        }
    }

    /** Ends a connection at once; the peer is told where it matters (RFC 9293 section 3.10.5; Linux {@code tcp_need_reset}). */
    void abort(Tcb t) {
        boolean tell = switch (t.state()) {
            case ESTABLISHED, CLOSE_WAIT, FIN_WAIT_1, FIN_WAIT_2, SYN_RECEIVED -> true;
            case CLOSING, LAST_ACK -> t.buffer.hasUnsent();
            default -> false;
        };
        if (tell) {
            reset(t);
        } else {
            t.enter(TcpState.CLOSED);
        }
    }

    private void reset(Tcb t) {
        sock.tcp.out.transmitter().sendReset(t);
        sock.endAborted();
    }

    // Queues the FIN and enters the state that waits for its acknowledgement.
    private void finish(Tcb t) {
        boolean fin = t.state().closeSendsFin();
        TcpState next = t.state().afterClose();
        if (next != t.state()) {
            t.enter(next);
        }
        if (fin) {
            t.buffer.queueFin();
            sock.tcp.out.sender().push(t, SendRule.Eagerness.ALWAYS);
        }
    }

    private void linger(Tcb t, long nanos, Call call) {
        Call limited = new Call(true, sock.tcp.loop.now() + nanos, call.what());
        sock.await(() -> t.state() != TcpState.FIN_WAIT_1 && t.state() != TcpState.CLOSING && t.state() != TcpState.LAST_ACK, false, limited);
    }

    private void leaveInFinWait2(Tcb t) {
        if (t.choices.linger2Seconds < 0) {
            sock.tcp.counters.increment(Counter.TCPEXT_ABORT_ON_LINGER);
            reset(t);
            return;
        }
        long wait = Keepalive.finWait2Nanos(t, sock.tcp.settings);
        if (wait > Keepalive.TIME_WAIT_NANOS) {
            t.timers.idleIn(wait - Keepalive.TIME_WAIT_NANOS);
        } else {
            sock.waitSmall(wait);
        }
    }

    private static boolean isClosing(TcpState state) {
        return state == TcpState.CLOSING || state == TcpState.LAST_ACK;
    }

    void shutdown(Sock.Shutdown how) {
        TcpState state = sock.state();
        boolean read = how != Sock.Shutdown.WRITE;
        if (state == TcpState.LISTEN) {
            if (read) {
                sock.stopListening();
            }
            sock.stateChanged();
            return;
        }
        if (state == TcpState.SYN_SENT) {
            sock.disconnect();
            sock.stateChanged();
            return;
        }
        if (how != Sock.Shutdown.READ && isClosing(state) && sock.tcp.rules.refusesSecondClose()) {
            throw new ErrnoException("shutdown", Errno.ENOTCONN);
        }
        sock.shut(read, how != Sock.Shutdown.READ);
        Tcb t = sock.tcb();
        if (how != Sock.Shutdown.READ && (state == TcpState.ESTABLISHED || state == TcpState.CLOSE_WAIT)) {
            finish(t);
        }
        sock.stateChanged();
        if (state == TcpState.CLOSED) {
            throw new ErrnoException("shutdown", Errno.ENOTCONN);
        }
    }
}
