package dev.wireproof.core.sock;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.sim.Event;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.WaitQueue;
import dev.wireproof.core.skb.Destructor;
import dev.wireproof.core.skb.SkBuff;
import java.util.List;

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
    /** Ends a record: nothing that follows goes into its last segment. */
    public static final int MSG_EOR = 0x80;
    public static final int MSG_WAITALL = 0x100;
    public static final int MSG_ERRQUEUE = 0x2000;
    public static final int MSG_NOSIGNAL = 0x4000;
    public static final int MSG_MORE = 0x8000;
    /** Tell by the error queue when the memory is free (SO_ZEROCOPY). */
    public static final int MSG_ZEROCOPY = 0x400_0000;
    /** Connect and send: the first octets ride on the SYN if the peer's cookie is known (RFC 7413). */
    public static final int MSG_FASTOPEN = 0x2000_0000;

    /** shutdown(2) directions. */
    public enum Shutdown {
        READ,
        WRITE,
        BOTH
    }

    private static final Destructor RECEIVED = skb -> ((Sock) skb.owner).receivedReleased(skb.truesize);
    private static final Destructor SENT = skb -> ((Sock) skb.owner).sentReleased(skb.truesize);

    protected final EventLoop loop;

    /** Options at levels SOCKET and IP. */
    public final SocketOptions options;

    /** Everybody who waits for readiness: blocked calls and epoll items. */
    public final WaitQueue waiters = new WaitQueue();

    /** Errors and notices for calls with MSG_ERRQUEUE. */
    public final ErrorQueue errorQueue = new ErrorQueue(this);

    /** Pending error, reported once (SO_ERROR); OK when none. */
    protected Errno error = Errno.OK;
    /** Told only when the connection ends for another reason (Linux {@code sk_err_soft}). */
    protected Errno softError = Errno.OK;
    protected boolean receiveShutdown;
    protected boolean sendShutdown;

    private Event urgentSignal;
    private int receiveMemory;
    private int sendMemory;

    protected Sock(EventLoop loop, SocketOptions options) {
        this.loop = loop;
        this.options = options;
    }

    public abstract void bind(Address address, int port);

    /** Connects; a non-blocking call on a stream throws EINPROGRESS when it has begun. */
    public abstract void connect(Address address, int port, Call call);

    /** connect(2) with AF_UNSPEC. */
    public void disconnect() {
        throw new ErrnoException("connect", Errno.EAFNOSUPPORT);
    }

    public abstract void listen(int backlog);

    /** The next connection of a listener. */
    public abstract Sock accept(Call call);

    /**
     * Sends octets. A call that may wait takes all of them, unless an error or its deadline ends it early; a stream's call
     * that may not wait takes what fits.
     *
     * @param octets for a stream also null, an address that cannot be read: EFAULT once something would be copied
     * @param to destination of a datagram, or null for the connected peer
     * @return octets taken; an error after the first octet is told by the next call
     */
    public abstract int send(byte[] octets, int offset, int length, int flags, Endpoint to, Call call);

    /**
     * As {@link #send}, with octets that lie in several pieces of memory (sendmsg with a vector).
     *
     * @param pieces lengths; null for one piece
     */
    public int send(byte[] octets, int[] pieces, int flags, Endpoint to, Call call) {
        return send(octets, 0, octets.length, flags, to, call);
    }

    /** Receives octets into an array; see {@link Received}. For a stream also null, an address that cannot be written. */
    public abstract Received receive(byte[] octets, int offset, int length, int flags, Call call);

    /**
     * Takes the oldest entry of the error queue (MSG_ERRQUEUE); never waits.
     *
     * @throws ErrnoException EAGAIN when nothing waits
     */
    public final Received receiveError(byte[] octets, int offset, int length) {
        return errorQueue.take(octets, offset, length);
    }

    /** Receives octets for splice(2), which takes what is here at once; as {@link #receive} unless the protocol does otherwise. */
    public int splice(byte[] octets, int offset, int length, Call call) {
        return receive(octets, offset, length, 0, call).count();
    }

    public abstract void shutdown(Shutdown how);

    /** The last descriptor is gone. */
    public abstract void close(Call call);

    /**
     * Octets that the next receive call would bring without waiting (ioctl SIOCINQ).
     *
     * @throws ErrnoException EINVAL for a socket that receives none
     */
    public int unread() {
        throw new ErrnoException("ioctl", Errno.EINVAL);
    }

    /**
     * Octets that were taken from the user and have not reached the peer (ioctl SIOCOUTQ).
     *
     * @throws ErrnoException EINVAL for a socket that sends none
     */
    public int queued() {
        throw new ErrnoException("ioctl", Errno.EINVAL);
    }

    /** Those of {@link #queued} that were never sent (ioctl SIOCOUTQNSD). */
    public int unsent() {
        throw new ErrnoException("ioctl", Errno.EINVAL);
    }

    /** True when reading stands at the urgent octet (ioctl SIOCATMARK). */
    public boolean isAtMark() {
        throw new ErrnoException("ioctl", Errno.EINVAL);
    }

    /** Readiness bits now ({@link Ready}). */
    public abstract int poll();

    public abstract Endpoint localEndpoint();

    /** The peer, or null when not connected. */
    public abstract Endpoint remoteEndpoint();

    /**
     * setsockopt(2) with a number; times in nanoseconds.
     *
     * @throws ErrnoException EINVAL, EPERM, ENOPROTOOPT
     */
    public final void setOption(Option option, long value) {
        Errno e = check(option, value);
        if (e == Errno.OK) {
            e = option.level() == Option.Level.SOCKET || option.level() == Option.Level.IP
                    ? options.set(option, adjusted(option, value))
                    : setProtocolOption(option, value);
        }
        if (e != Errno.OK) {
            throw new ErrnoException("setsockopt " + option, e);
        }
        if (option == Option.IP_RECVERR && value == 0) {
            errorQueue.purgeErrors();
        }
        optionChanged(option);
    }

    /**
     * setsockopt(2) with a name, such as TCP_CONGESTION.
     *
     * @throws ErrnoException ENOPROTOOPT, ENOENT for an unknown name
     */
    public void setOption(Option option, String name) {
        throw new ErrnoException("setsockopt " + option, Errno.ENOPROTOOPT);
    }

    /**
     * getsockopt(2); SO_ERROR answers the number of the pending error and clears it.
     *
     * @throws ErrnoException ENOPROTOOPT; EOPNOTSUPP for another protocol's; ENOTCONN for IP_MTU without a peer
     */
    public final long option(Option option) {
        if (option == Option.SO_ERROR) {
            return takeError().number();
        }
        boolean stored = (option.level() == Option.Level.SOCKET || option.level() == Option.Level.IP) && !option.isReadOnly();
        return stored ? options.get(option) : protocolOption(option);
    }

    /**
     * setsockopt(2) with octets, such as TCP_FASTOPEN_KEY.
     *
     * @throws ErrnoException ENOPROTOOPT, EINVAL for a wrong length
     */
    public void setOption(Option option, byte[] octets) {
        throw new ErrnoException("setsockopt " + option, Errno.ENOPROTOOPT);
    }

    /** getsockopt(2) for a name. */
    public String optionName(Option option) {
        throw new ErrnoException("getsockopt " + option, Errno.ENOPROTOOPT);
    }

    /** Why this protocol or this moment does not allow a value that the option itself takes; OK when nothing is against it. */
    protected Errno check(Option option, long value) {
        return option == Option.SO_ZEROCOPY || option == Option.SO_TIMESTAMPING ? Errno.EOPNOTSUPP : Errno.OK;
    }

    /** The value that is stored for one that the user asks for; a protocol may keep parts for itself. */
    protected long adjusted(Option option, long value) {
        return value;
    }

    /** Sets an option of the protocol's own level. */
    protected Errno setProtocolOption(Option option, long value) {
        return Errno.ENOPROTOOPT;
    }

    /** Reads an option of the protocol's own level, or one that only the protocol knows (SO_TYPE, SO_ACCEPTCONN, IP_MTU). */
    protected long protocolOption(Option option) {
        boolean common = option.level() == Option.Level.SOCKET || option.level() == Option.Level.IP;
        throw new ErrnoException("getsockopt " + option, common ? Errno.ENOPROTOOPT : Errno.EOPNOTSUPP);
    }

    /** Called after a value was set, for protocols that act on it. */
    protected void optionChanged(Option option) {}

    /** Octets of truesize charged for received buffers (Linux {@code sk_rmem_alloc}). */
    public final int receiveMemory() {
        return receiveMemory;
    }

    /** Octets of truesize charged for buffers on their way out (Linux {@code sk_wmem_alloc}). */
    public final int sendMemory() {
        return sendMemory;
    }

    /** Charges a received buffer to this socket until it is orphaned; its truesize must not change meanwhile. */
    protected final void chargeReceived(SkBuff skb) {
        skb.orphan();
        receiveMemory += skb.truesize;
        options.settings().memory.addReceived(skb.truesize);
        skb.charge(this, RECEIVED);
    }

    /** Charges a buffer that goes out to this socket until a device has completed it; its truesize must not change meanwhile. */
    protected final void chargeSent(SkBuff skb) {
        sendMemory += skb.truesize;
        options.settings().memory.addSent(skb.truesize);
        skb.charge(this, SENT);
    }

    private void receivedReleased(int truesize) {
        addReceiveMemory(-truesize);
    }

    void addReceiveMemory(int truesize) {
        receiveMemory += truesize;
        options.settings().memory.addReceived(truesize);
    }

    private void sentReleased(int truesize) {
        sendMemory -= truesize;
        options.settings().memory.addSent(-truesize);
        sendMemoryReleased();
    }

    /** Send memory came back (Linux {@code sock_wfree}); tells writers when less than half of the buffer is used. */
    protected void sendMemoryReleased() {
        if (sendMemory <= options.sendBuffer() / 2) {
            writeSpace();
        }
    }

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

    /** SO_MEMINFO. */
    public final MemoryInfo memoryInfo() {
        return new MemoryInfo(receiveMemory, options.receiveBuffer(), sendMemory, options.sendBuffer(), queuedMemory());
    }

    /** Octets of truesize that wait in the protocol's send queues (Linux {@code sk_wmem_queued}). */
    protected long queuedMemory() {
        return 0;
    }

    /**
     * What a socket is charged for, octets of truesize (Linux {@code SK_MEMINFO_*}).
     *
     * @param received in receive queues
     * @param sent on their way out
     * @param queued in the protocol's send queues
     */
    public record MemoryInfo(int received, int receiveBuffer, int sent, int sendBuffer, long queued) {}

    /** True when poll answers ERR: an error is pending or the error queue holds something. */
    protected final boolean hasErrorToTell() {
        return error != Errno.OK || !errorQueue.isEmpty();
    }

    /** Sets the key that segments to and from some peers are signed with (TCP_MD5SIG); an empty one takes it away. */
    public void signatureKey(Cidr peers, byte[] key) {
        throw new ErrnoException("setsockopt TCP_MD5SIG", Errno.ENOPROTOOPT);
    }

    /** Who gets SIGURG (fcntl F_SETOWN); null for nobody. */
    public final void owner(Runnable urgentHandler) {
        urgentSignal = urgentHandler == null ? null : new Event(urgentHandler);
    }

    /** Urgent data was announced: signals the owner, who runs at this instant but not within the protocol (Linux {@code sk_send_sigurg}). */
    public final void signalUrgent() {
        if (urgentSignal != null) {
            loop.soon(urgentSignal);
        }
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
        /** An address of no family (AF_UNSPEC). */
        public static final Endpoint UNSPECIFIED = new Endpoint(null, 0);

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
     * @param control what was told beside octets, in order
     */
    public record Received(int count, Endpoint from, int flags, int fullLength, List<ControlMessage> control) {
        /** Octets alone. */
        public Received(int count, Endpoint from, int flags, int fullLength) {
            this(count, from, flags, fullLength, List.of());
        }
    }
}
