package dev.wireproof.rig.live;

import com.sun.jna.Memory;
import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A socket of the machine's kernel, one method a system call.
 *
 * <p>It belongs to the namespace of the {@link NamespaceThread} that opened it; the calls themselves may come from any
 * thread and block as the kernel blocks, unless {@link #nonBlocking} was set. A failed call throws
 * {@link ErrnoException}; "would block" is {@code EAGAIN}, a connect under way {@code EINPROGRESS}.
 * Constants are the kernel's own numbers ({@link SocketConstants}).
 */
public final class KernelSocket implements AutoCloseable {
    /** Octets to read (asm-generic/sockios.h and linux/sockios.h, as the next ones). */
    public static final int SIOCINQ = 0x541b;
    /** Octets not acknowledged. */
    public static final int SIOCOUTQ = 0x5411;
    /** Octets never sent. */
    public static final int SIOCOUTQNSD = 0x894b;
    /** 1 when reading stands at the urgent octet. */
    public static final int SIOCATMARK = 0x8905;

    private final int fd;
    private boolean closed;

    private KernelSocket(int fd) {
        this.fd = fd;
    }

    /**
     * socket(2) inside the namespace.
     *
     * @param type for example {@link SocketConstants#SOCK_STREAM}, with {@link SocketConstants#SOCK_NONBLOCK} added
     *     if wanted
     * @param protocol 0 for the type's own
     */
    public static KernelSocket open(NamespaceThread namespace, int domain, int type, int protocol) {
        return namespace.call(() -> new KernelSocket(
                LibC.check("socket", LibC.socket(domain, type | LibC.O_CLOEXEC, protocol))));
    }

    /** A TCP socket over IPv4. */
    public static KernelSocket tcp(NamespaceThread namespace) {
        return open(namespace, SocketConstants.AF_INET, SocketConstants.SOCK_STREAM, 0);
    }

    /** A UDP socket over IPv4. */
    public static KernelSocket udp(NamespaceThread namespace) {
        return open(namespace, SocketConstants.AF_INET, SocketConstants.SOCK_DGRAM, 0);
    }

    /** The descriptor, for a {@link PollSet}. */
    public int fd() {
        return fd;
    }

    /** bind(2). */
    public void bind(Address address, int port) {
        LibC.check("bind", LibC.bind(fd, Sockaddr.encode(address, port), Sockaddr.BYTES));
    }

    /** listen(2). */
    public void listen(int backlog) {
        LibC.check("listen", LibC.listen(fd, backlog));
    }

    /**
     * accept4(2).
     *
     * @param flags 0 or {@link SocketConstants#SOCK_NONBLOCK}
     */
    public KernelSocket accept(int flags) {
        return new KernelSocket(LibC.check("accept", LibC.accept4(fd, null, null, flags | LibC.O_CLOEXEC)));
    }

    /** connect(2). */
    public void connect(Address address, int port) {
        LibC.check("connect", LibC.connect(fd, Sockaddr.encode(address, port), Sockaddr.BYTES));
    }

    /** send(2) without SIGPIPE; returns how many bytes the kernel took. */
    public int send(byte[] data, int flags) {
        return LibC.check("send", LibC.send(fd, data, data.length, flags | SocketConstants.MSG_NOSIGNAL));
    }

    /** recv(2); returns how many bytes came, 0 at the end of the stream. */
    public int receive(byte[] into, int flags) {
        return LibC.check("recv", LibC.recv(fd, into, into.length, flags));
    }

    /** sendto(2); returns how many bytes the kernel took. */
    public int sendTo(byte[] data, int flags, Address address, int port) {
        return LibC.check("sendto", LibC.sendto(fd, data, data.length, flags | SocketConstants.MSG_NOSIGNAL,
                Sockaddr.encode(address, port), Sockaddr.BYTES));
    }

    /**
     * What {@link #receiveFrom} found.
     *
     * @param data the payload, cut to the room that was offered
     * @param length the kernel's result: the datagram's full length if MSG_TRUNC was asked for
     * @param address the sender's
     * @param port the sender's
     */
    public record Datagram(byte[] data, int length, Address address, int port) {
    }

    /** recvfrom(2) with room for {@code room} bytes. */
    public Datagram receiveFrom(int room, int flags) {
        byte[] buffer = new byte[room];
        byte[] from = new byte[Sockaddr.BYTES];
        int length = LibC.check("recvfrom", LibC.recvfrom(fd, buffer, room, flags, from, new int[] {Sockaddr.BYTES}));
        return new Datagram(Arrays.copyOf(buffer, Math.min(length, room)), length, Sockaddr.address(from), Sockaddr.port(from));
    }

    /** shutdown(2): 0 = receiving, 1 = sending, 2 = both. */
    public void shutdown(int how) {
        LibC.check("shutdown", LibC.shutdown(fd, how));
    }

    /** setsockopt(2) of an {@code int}. */
    public void setOption(int level, int name, int value) {
        setOption(level, name, ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array());
    }

    /** setsockopt(2) of any value in the kernel's own layout. */
    public void setOption(int level, int name, byte[] value) {
        LibC.check("setsockopt", LibC.setsockopt(fd, level, name, value, value.length));
    }

    /** getsockopt(2) of an {@code int}. */
    public int option(int level, int name) {
        return ByteBuffer.wrap(option(level, name, 4)).order(ByteOrder.nativeOrder()).getInt();
    }

    /** getsockopt(2) of any value, with room for {@code room} bytes; the answer is as long as the kernel made it. */
    public byte[] option(int level, int name, int room) {
        byte[] value = new byte[room];
        int[] length = {room};
        LibC.check("getsockopt", LibC.getsockopt(fd, level, name, value, length));
        return Arrays.copyOf(value, length[0]);
    }

    /** The pending error, {@link Errno#OK} for none; reading clears it (SO_ERROR). */
    public Errno takeError() {
        int number = option(SocketConstants.SOL_SOCKET, SocketConstants.SO_ERROR);
        Errno known = Errno.of(number);
        if (known == null) {
            throw LibC.failure("SO_ERROR", number);
        }
        return known;
    }

    /** What the kernel knows of this connection (TCP_INFO). */
    public TcpInfo tcpInfo() {
        return TcpInfo.decode(option(SocketConstants.SOL_TCP, SocketConstants.TCP_INFO, TcpInfo.MAX_BYTES));
    }

    /** The local address (getsockname(2)). */
    public Address localAddress() {
        return Sockaddr.address(localName());
    }

    /** The local port, 0 before there is one (getsockname(2)). */
    public int localPort() {
        return Sockaddr.port(localName());
    }

    /** The peer's address (getpeername(2)). */
    public Address peerAddress() {
        return Sockaddr.address(peerName());
    }

    /** The peer's port (getpeername(2)). */
    public int peerPort() {
        return Sockaddr.port(peerName());
    }

    private byte[] localName() {
        byte[] name = new byte[Sockaddr.BYTES];
        LibC.check("getsockname", LibC.getsockname(fd, name, new int[] {Sockaddr.BYTES}));
        return name;
    }

    private byte[] peerName() {
        byte[] name = new byte[Sockaddr.BYTES];
        LibC.check("getpeername", LibC.getpeername(fd, name, new int[] {Sockaddr.BYTES}));
        return name;
    }

    /** Sets or clears O_NONBLOCK (fcntl(2)). */
    public void nonBlocking(boolean on) {
        int flags = LibC.check("fcntl", LibC.fcntl(fd, LibC.F_GETFL, 0));
        int wanted = on ? flags | LibC.O_NONBLOCK : flags & ~LibC.O_NONBLOCK;
        LibC.check("fcntl", LibC.fcntl(fd, LibC.F_SETFL, wanted));
    }

    /** ioctl(2) with a request that answers a number. */
    public int ioctl(int request) {
        Memory answer = new Memory(Integer.BYTES);
        LibC.check("ioctl", LibC.ioctl(fd, request, answer));
        return answer.getInt(0);
    }

    /**
     * poll(2) on this socket alone.
     *
     * @param events of {@link PollSet}
     * @param timeoutNanos 0 = only look, negative = for ever
     * @return the events found, 0 on timeout
     */
    public int poll(int events, long timeoutNanos) {
        PollSet set = new PollSet(1);
        set.add(fd, events);
        set.await(timeoutNanos);
        return set.ready(0);
    }

    /** close(2); harmless when repeated. The caller sees to it that no other call is under way. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            LibC.check("close", LibC.close(fd));
        }
    }

    @Override
    public String toString() {
        return "kernel socket " + fd;
    }
}
