package dev.wireproof.core.syscall;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.Credentials;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.Sock.Endpoint;
import dev.wireproof.core.sock.Sock.Received;
import dev.wireproof.core.sock.SocketType;
import java.util.Arrays;
import java.util.List;

/**
 * The socket calls of one process. Descriptors are plain numbers; a failed call throws {@link ErrnoException}, EBADF for a
 * number that is no descriptor and ENOTSOCK for one that is no socket. A call waits unless O_NONBLOCK or MSG_DONTWAIT
 * says no; waiting turns the loop or parks the task ({@link dev.wireproof.core.sim.Blocking}).
 */
public final class SocketApi {
    private final EventLoop loop;
    private final SocketProtocols protocols;
    private final Credentials who;
    private final DescriptorTable descriptors;
    private final Epolls epolls;
    private final Splices splices;

    public SocketApi(EventLoop loop, SocketProtocols protocols, Credentials who, DescriptorTable descriptors) {
        this.loop = loop;
        this.protocols = protocols;
        this.who = who;
        this.descriptors = descriptors;
        this.epolls = new Epolls(loop, descriptors);
        this.splices = new Splices(loop, descriptors);
    }

    /** The epoll calls. */
    public Epolls epoll() {
        return epolls;
    }

    /** pipe, splice and sendfile. */
    public Splices splices() {
        return splices;
    }

    /** Makes a socket of the protocol that the type means: TCP for STREAM, UDP for DGRAM. */
    public int socket(SocketType type) {
        return socket(type, SocketProtocols.DEFAULT);
    }

    /**
     * Makes a socket.
     *
     * @param protocol IP protocol number, 0 for the type's own
     */
    public int socket(SocketType type, int protocol) {
        Sock sock = protocols.create(type, protocol, who);
        try {
            descriptors.checkRoomForFile("socket");
        } catch (ErrnoException e) {
            sock.close(Call.nonBlocking("socket"));
            throw e;
        }
        return install(sock, "socket");
    }

    private int install(Sock sock, String call) {
        descriptors.limits().take();
        SocketFile file = new SocketFile(sock, descriptors.limits());
        file.hold();
        try {
            return descriptors.add(file, call);
        } finally {
            file.drop();
        }
    }

    public void bind(int fd, Address address, int port) {
        socketOf(fd, "bind").sock.bind(address, port);
    }

    public void listen(int fd, int backlog) {
        socketOf(fd, "listen").sock.listen(backlog);
    }

    /** Takes the next connection of a listener; the new descriptor blocks. */
    public int accept(int fd) {
        return accept4(fd, false);
    }

    /** Takes the next connection of a listener. */
    public int accept4(int fd, boolean nonBlocking) {
        SocketFile listener = socketOf(fd, "accept");
        descriptors.checkRoomForFile("accept");
        Sock child = listener.sock.accept(call(listener, "accept", fd, 0, Option.SO_RCVTIMEO));
        int accepted = install(child, "accept");
        descriptors.get(accepted, "accept").nonBlocking(nonBlocking);
        return accepted;
    }

    /** Connects; a non-blocking stream throws EINPROGRESS when it has begun. */
    public void connect(int fd, Address address, int port) {
        SocketFile file = socketOf(fd, "connect");
        file.sock.connect(address, port, call(file, "connect", fd, 0, Option.SO_SNDTIMEO));
    }

    /** Dissolves the association of a datagram socket, or ends a connection (connect with AF_UNSPEC). */
    public void disconnect(int fd) {
        socketOf(fd, "connect").sock.disconnect();
    }

    /** Sends all of an array; returns octets taken. */
    public int send(int fd, byte[] octets) {
        return send(fd, octets, 0, octets.length, 0);
    }

    /** @param flags {@code Sock.MSG_...} */
    public int send(int fd, byte[] octets, int offset, int length, int flags) {
        return sendTo(fd, octets, offset, length, flags, null);
    }

    /** Sends a datagram to an address. */
    public int sendTo(int fd, byte[] octets, Address address, int port) {
        return sendTo(fd, octets, 0, octets.length, 0, new Endpoint(address, port));
    }

    /** @param to destination, or null for the connected peer */
    public int sendTo(int fd, byte[] octets, int offset, int length, int flags, Endpoint to) {
        SocketFile file = socketOf(fd, "send");
        return file.sock.send(octets, offset, length, flags, to, call(file, "send", fd, flags, Option.SO_SNDTIMEO));
    }

    /**
     * Sends what lies in several pieces of memory (sendmsg with a vector).
     *
     * @param octets all pieces behind each other
     * @param pieces their lengths
     */
    public int sendVector(int fd, byte[] octets, int[] pieces, int flags) {
        return sendVector(fd, octets, pieces, flags, null);
    }

    /** @param to destination, or null for the connected peer */
    public int sendVector(int fd, byte[] octets, int[] pieces, int flags, Endpoint to) {
        SocketFile file = socketOf(fd, "send");
        return file.sock.send(octets, pieces, flags, to, call(file, "send", fd, flags, Option.SO_SNDTIMEO));
    }

    /** As {@link #send(int, byte[])} through the file interface; also into a pipe. */
    public int write(int fd, byte[] octets) {
        OpenFile file = descriptors.get(fd, "write");
        return file instanceof SocketFile ? send(fd, octets) : file.write(octets, 0, octets.length, fd);
    }

    /** Receives up to {@code most} octets; an empty array at the end of the stream. */
    public byte[] recv(int fd, int most) {
        byte[] octets = new byte[most];
        int count = recv(fd, octets, 0, most, 0);
        return Arrays.copyOf(octets, count);
    }

    /** Receives into an array; 0 at the end of the stream; the whole length of a cut datagram with MSG_TRUNC. */
    public int recv(int fd, byte[] octets, int offset, int length, int flags) {
        Received got = recvFrom(fd, octets, offset, length, flags);
        return (flags & Sock.MSG_TRUNC) != 0 ? got.fullLength() : got.count();
    }

    /** As {@link #recv(int, int)} through the file interface; also from a pipe. */
    public byte[] read(int fd, int most) {
        OpenFile file = descriptors.get(fd, "read");
        if (file instanceof SocketFile) {
            return recv(fd, most);
        }
        byte[] octets = new byte[most];
        return Arrays.copyOf(octets, file.read(octets, 0, most, fd));
    }

    /** Receives with the sender's address, flags and control messages; with MSG_ERRQUEUE from the error queue (recvmsg). */
    public Received recvFrom(int fd, byte[] octets, int offset, int length, int flags) {
        SocketFile file = socketOf(fd, "recv");
        if ((flags & Sock.MSG_ERRQUEUE) != 0) {
            return file.sock.receiveError(octets, offset, length);
        }
        return file.sock.receive(octets, offset, length, flags, call(file, "recv", fd, flags, Option.SO_RCVTIMEO));
    }

    public void shutdown(int fd, Sock.Shutdown how) {
        socketOf(fd, "shutdown").sock.shutdown(how);
    }

    /** Closes a descriptor; the socket goes with the last one. */
    public void close(int fd) {
        descriptors.remove(fd, "close");
    }

    /** A second descriptor of the same open file. */
    public int dup(int fd) {
        return descriptors.add(descriptors.get(fd, "dup"), "dup");
    }

    /** Sets or clears O_NONBLOCK (fcntl F_SETFL). */
    public void nonBlocking(int fd, boolean on) {
        descriptors.get(fd, "fcntl").nonBlocking(on);
    }

    public boolean isNonBlocking(int fd) {
        return descriptors.get(fd, "fcntl").isNonBlocking();
    }

    public void setOption(int fd, Option option, long value) {
        socketOf(fd, "setsockopt").sock.setOption(option, value);
    }

    /** Sets an option by a name: SO_BINDTODEVICE, empty for any device; TCP_CONGESTION. */
    public void setOption(int fd, Option option, String name) {
        Sock sock = socketOf(fd, "setsockopt").sock;
        if (option == Option.SO_BINDTODEVICE) {
            sock.setOption(option, protocols.ifindexOf(name));
        } else {
            sock.setOption(option, name);
        }
    }

    /** Sets an option by octets: TCP_FASTOPEN_KEY. */
    public void setOption(int fd, Option option, byte[] octets) {
        socketOf(fd, "setsockopt").sock.setOption(option, octets);
    }

    /**
     * Sets the key for peers (setsockopt TCP_MD5SIG_EXT).
     *
     * @param key at most 80 octets; an empty one takes the key away
     * @throws ErrnoException EINVAL for a longer one, ENOENT when there is none to take away
     */
    public void signatureKey(int fd, Cidr peers, byte[] key) {
        socketOf(fd, "setsockopt").sock.signatureKey(peers, key);
    }

    /** getsockopt SO_MEMINFO. */
    public Sock.MemoryInfo memoryInfo(int fd) {
        return socketOf(fd, "getsockopt").sock.memoryInfo();
    }

    public long option(int fd, Option option) {
        return socketOf(fd, "getsockopt").sock.option(option);
    }

    /** getsockopt SO_ERROR: the pending error, cleared by this; OK when none. */
    public Errno takeError(int fd) {
        return socketOf(fd, "getsockopt").sock.takeError();
    }

    public Endpoint localEndpoint(int fd) {
        return socketOf(fd, "getsockname").sock.localEndpoint();
    }

    /** @throws ErrnoException ENOTCONN without a peer */
    public Endpoint remoteEndpoint(int fd) {
        Endpoint peer = socketOf(fd, "getpeername").sock.remoteEndpoint();
        if (peer == null) {
            throw new ErrnoException("getpeername", Errno.ENOTCONN);
        }
        return peer;
    }

    /** Octets that wait to be received (ioctl SIOCINQ). */
    public int unread(int fd) {
        return socketOf(fd, "ioctl").sock.unread();
    }

    /** Octets and FIN sent or not that the peer has not acknowledged (ioctl SIOCOUTQ). */
    public int queued(int fd) {
        return socketOf(fd, "ioctl").sock.queued();
    }

    /** Octets and FIN never sent (ioctl SIOCOUTQNSD). */
    public int unsent(int fd) {
        return socketOf(fd, "ioctl").sock.unsent();
    }

    /** Lets {@code handler} run when urgent data is announced (fcntl F_SETOWN and SIGURG); null for nobody. */
    public void owner(int fd, Runnable handler) {
        socketOf(fd, "fcntl").sock.owner(handler);
    }

    /** True when the next octet to read is urgent, or stood where the urgent one was (ioctl SIOCATMARK). */
    public boolean isAtMark(int fd) {
        return socketOf(fd, "ioctl").sock.isAtMark();
    }

    /** Readiness bits of one descriptor now. */
    public int ready(int fd) {
        return descriptors.get(fd, "poll").poll();
    }

    /** Waits until one of the entries is ready; returns how many are. */
    public int poll(List<PollEntry> entries) {
        return Poll.wait(loop, descriptors, entries, null);
    }

    /** As {@link #poll(List)}, for at most a span; 0 when it has passed. */
    public int poll(List<PollEntry> entries, Span timeout) {
        return Poll.wait(loop, descriptors, entries, timeout);
    }

    /**
     * Waits until a descriptor can be read, written, or has urgent data (select).
     *
     * @param timeout null for no limit
     * @throws ErrnoException EBADF for a number that is no descriptor
     */
    public Selected select(List<Integer> read, List<Integer> write, List<Integer> urgent, Span timeout) {
        return Select.wait(loop, descriptors, read, write, urgent, timeout);
    }

    /** The socket behind a descriptor, for observers (TCP_INFO, listings). */
    public Sock sock(int fd) {
        return socketOf(fd, "sock").sock;
    }

    /** Descriptors that are ready, lowest first. */
    public record Selected(List<Integer> read, List<Integer> write, List<Integer> urgent) {}

    private Call call(SocketFile file, String name, int fd, int flags, Option timeout) {
        return file.call(name, fd, (flags & Sock.MSG_DONTWAIT) != 0, timeout, loop.now());
    }

    private SocketFile socketOf(int fd, String call) {
        if (descriptors.get(fd, call) instanceof SocketFile file) {
            return file;
        }
        throw new ErrnoException(call, Errno.ENOTSOCK);
    }
}
