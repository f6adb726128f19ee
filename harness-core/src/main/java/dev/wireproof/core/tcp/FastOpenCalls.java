package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.tcp.fastopen.FastOpenKeys;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;

/** send(2) that opens its connection, and the options of Fast Open (Linux {@code tcp_sendmsg_fastopen}). */
final class FastOpenCalls {
    private final TcpSock sock;
    private final ConnectCalls connecting;
    private final SendCalls sending;
    /** A write of another task is opening the connection, or connect(2) has asked for a cookie. */
    private boolean underWay;

    FastOpenCalls(TcpSock sock, ConnectCalls connecting, SendCalls sending) {
        this.sock = sock;
        this.sending = sending;
        this.connecting = connecting;
    }

    /** True when a write with these flags opens the connection. */
    boolean opens(int flags) {
        return (flags & Sock.MSG_FASTOPEN) != 0 || connecting.isDeferred();
    }

    /** connect(2) has put the option on its SYN. */
    void connectAsked() {
        underWay = true;
    }

    void disconnected() {
        underWay = false;
    }

    /**
     * Opens, and waits for the connection if the call may.
     *
     * @return octets that ride on the SYN; with some of them a call that may not wait has succeeded
     * @throws ErrnoException EOPNOTSUPP, EALREADY, EINPROGRESS without octets on the SYN, or what connect(2) throws
     */
    private int open(byte[] octets, int offset, int length, Sock.Endpoint to, Call call) {
        if (!sock.tcp.fastOpen.client() || to == Sock.Endpoint.UNSPECIFIED) {
            throw new ErrnoException("send", Errno.EOPNOTSUPP);
        }
        if (underWay) {
            throw new ErrnoException("send", Errno.EALREADY);
        }
        if (to == null && !connecting.isDeferred()) {
            throw new ErrnoException("send", Errno.EINVAL);
        }
        FirstWrite write = new FirstWrite(octets, offset, length);
        underWay = true;
        try {
            connecting.connect(to == null ? Address.ANY : to.address(), to == null ? 0 : to.port(), call, write);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EINPROGRESS || write.carried == 0) {
                throw e;
            }
        } finally {
            underWay = false;
        }
        return write.carried;
    }

    /** send(2) that opens: what does not ride on the SYN follows when the connection is there. */
    int send(byte[] octets, int offset, int length, int flags, Sock.Endpoint to, Call call) {
        int carried = open(octets, offset, length, to, call);
        int rest = 0;
        try {
            rest = sending.send(octets, offset + carried, length - carried, null, flags & ~Sock.MSG_FASTOPEN, call);
        } catch (ErrnoException e) {
            if (carried == 0) {
                throw e;
            }
        }
        if (carried > 0 && rest == 0) {
            sending.onlyOnSyn(carried, flags);
        }
        return carried + rest;
    }

    Errno set(Option option, int value) {
        return switch (option) {
            case TCP_FASTOPEN -> backlog(value);
            case TCP_FASTOPEN_CONNECT -> connect(value);
            default -> noCookie(value);
        };
    }

    private Errno backlog(int value) {
        if (value < 0 || !isOutsideConnection()) {
            return Errno.EINVAL;
        }
        sock.fastOpen().most((int) Math.min(value, sock.options.settings().listenMaximum.value()));
        return Errno.OK;
    }

    private boolean isOutsideConnection() {
        return sock.state() == TcpState.CLOSED || sock.state() == TcpState.LISTEN;
    }

    private Errno connect(int value) {
        if (value < 0 || value > 1) {
            return Errno.EINVAL;
        }
        if (!sock.tcp.fastOpen.client()) {
            return Errno.EOPNOTSUPP;
        }
        if (sock.state() != TcpState.CLOSED) {
            return Errno.EINVAL;
        }
        sock.choices().fastOpenConnect = value != 0;
        return Errno.OK;
    }

    private Errno noCookie(int value) {
        if (value < 0 || value > 1 || !isOutsideConnection()) {
            return Errno.EINVAL;
        }
        sock.choices().fastOpenNoCookie = value != 0;
        return Errno.OK;
    }

    long get(Option option) {
        return switch (option) {
            case TCP_FASTOPEN -> sock.fastOpen().most();
            case TCP_FASTOPEN_CONNECT -> sock.choices().fastOpenConnect ? 1 : 0;
            default -> sock.choices().fastOpenNoCookie ? 1 : 0;
        };
    }

    /** TCP_FASTOPEN_KEY. */
    void keys(byte[] octets) {
        if (octets.length != FastOpenKeys.KEY_OCTETS && octets.length != 2 * FastOpenKeys.KEY_OCTETS) {
            throw new ErrnoException("setsockopt TCP_FASTOPEN_KEY", Errno.EINVAL);
        }
        sock.fastOpen().keys(new FastOpenKeys(octets));
    }

    /** The child of a listener whose handshake has not ended may be used as if it had ({@code tcp_passive_fastopen}). */
    static boolean isEarly(Tcb t) {
        return t != null && t.openRequest != null && t.state() == TcpState.SYN_RECEIVED;
    }
}
