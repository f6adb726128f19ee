package dev.wireproof.core.sock;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.WaitQueue;

/**
 * What all sockets of all protocols share (Linux {@code struct sock}), and the calls that descriptors make on them. Calls
 * return a count or throw {@link dev.wireproof.core.base.ErrnoException}; protocol code reports through {@link #error}.
 */
public abstract class Sock {
    /** Flags of send and receive calls (Linux {@code MSG_*}). */
    public static final int MSG_OOB = 0x01;
    public static final int MSG_PEEK = 0x02;
    public static final int MSG_TRUNC = 0x20;
    public static final int MSG_DONTWAIT = 0x40;
    public static final int MSG_WAITALL = 0x100;
    public static final int MSG_NOSIGNAL = 0x4000;
    public static final int MSG_MORE = 0x8000;

    /** shutdown(2) directions. */
    public enum Shutdown {
        READ,
        WRITE,
        BOTH
    }

    protected final EventLoop loop;

    /** Everybody who waits for readiness: blocked calls and epoll items. */
    public final WaitQueue waiters = new WaitQueue();

    /** Pending error, reported once (SO_ERROR); OK when none. */
    protected Errno error = Errno.OK;
    /** Told only when the connection ends for another reason (Linux {@code sk_err_soft}). */
    protected Errno softError = Errno.OK;
    protected boolean receiveShutdown;
    protected boolean sendShutdown;

    protected Sock(EventLoop loop) {
        this.loop = loop;
    }

    public abstract void bind(Address address, int port);

    /** Connects; a non-blocking call on a stream throws EINPROGRESS when it has begun. */
    public abstract void connect(Address address, int port, Call call);

    public abstract void listen(int backlog);

    /** The next connection of a listener. */
    public abstract Sock accept(Call call);

    /**
     * Sends octets.
     *
     * @param to destination of a datagram, or null for the connected peer
     * @return octets taken, 1 to {@code length}
     */
    public abstract int send(byte[] octets, int offset, int length, int flags, Endpoint to, Call call);

    /** Receives octets into an array; see {@link Received}. */
    public abstract Received receive(byte[] octets, int offset, int length, int flags, Call call);

    public abstract void shutdown(Shutdown how);

    /** The last descriptor is gone. */
    public abstract void close(Call call);

    /** Readiness bits now ({@link Ready}). */
    public abstract int poll();

    public abstract Endpoint localEndpoint();

    /** The peer, or null when not connected. */
    public abstract Endpoint remoteEndpoint();

    /** Takes and clears the pending error (getsockopt SO_ERROR). */
    public final Errno takeError() {
        Errno e = error;
        if (e != Errno.OK) {
            error = Errno.OK;
            return e;
        }
        e = softError;
        softError = Errno.OK;
        return e;
    }

    /** Data or end of data can be read (Linux {@code sock_def_readable}). */
    public void dataReady() {
        waiters.wake(Ready.IN | Ready.PRI | Ready.RDNORM);
    }

    /** There is room to write again (Linux {@code sk_stream_write_space}). */
    public void writeSpace() {
        waiters.wake(Ready.OUT | Ready.WRNORM);
    }

    /** The connection's state changed: everybody looks (Linux {@code sock_def_wakeup}). */
    public void stateChanged() {
        waiters.wakeAll(0);
    }

    /** An error is pending (Linux {@code sk_error_report}). */
    public void errorReady() {
        waiters.wakeAll(Ready.ERR);
    }

    /** An address with a port. */
    public record Endpoint(Address address, int port) {
        @Override
        public String toString() {
            return address + ":" + port;
        }
    }

    /**
     * What a receive call brought.
     *
     * @param count octets copied; 0 at the end of the stream
     * @param from sender of a datagram, or the peer
     * @param flags MSG_TRUNC when a datagram was cut
     * @param fullLength length of the datagram before it was cut
     */
    public record Received(int count, Endpoint from, int flags, int fullLength) {}
}
