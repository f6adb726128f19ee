package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.rig.packetdrill.Flags;

/** Calls that make, name, join and end sockets. */
final class ConnectionCalls {
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_RDWR = 2;
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int AF_INET = 2;
    private static final int SIOCINQ = 0x541b;
    private static final int SIOCOUTQ = 0x5411;
    private static final int SIOCOUTQNSD = 0x894b;
    private static final int SIOCATMARK = 0x8905;

    private final SocketApi api;
    private final Sockets sockets;
    private final Flags flags;

    ConnectionCalls(SocketApi api, Sockets sockets, Flags flags) {
        this.api = api;
        this.sockets = sockets;
        this.flags = flags;
    }

    long socket(Arguments a) {
        a.count(3);
        if (!a.isEllipsis(0) && a.number(0) != AF_INET) {
            throw a.unsupported("this address family");
        }
        long kind = a.number(1);
        SocketType type = null;
        for (SocketType t : SocketType.values()) {
            type = t.number() == (kind & ~(SOCK_NONBLOCK | SOCK_CLOEXEC)) ? t : type;
        }
        if (type == null) {
            throw a.unsupported("this socket type");
        }
        int fd = api.socket(type, (int) a.number(2));
        api.nonBlocking(fd, (kind & SOCK_NONBLOCK) != 0);
        if (a.expected() >= 0) {
            sockets.name((int) a.expected(), fd);
            sockets.opened().fd = fd;
        }
        return fd;
    }

    long bind(Arguments a) {
        a.count(3);
        api.bind(a.fd(0), flags.local().address(), flags.bindPort());
        return 0;
    }

    long listen(Arguments a) {
        a.count(2);
        int fd = a.fd(0);
        api.listen(fd, (int) a.number(1));
        TestSocket s = sockets.withDescriptor(fd);
        if (s != null) {
            s.stage = TestSocket.Stage.LISTENING;
        }
        return 0;
    }

    long accept(Arguments a) {
        boolean four = a.call.name().equals("accept4");
        a.count(four ? 4 : 3);
        boolean nonBlocking = four && (a.number(3) & SOCK_NONBLOCK) != 0;
        int fd = api.accept4(a.fd(0), nonBlocking);
        if (a.expected() >= 0) {
            sockets.name((int) a.expected(), fd);
            TestSocket s = sockets.passive(api.remoteEndpoint(fd).port());
            if (s == null) {
                throw a.differs("connection", "one that the script opened", api.remoteEndpoint(fd));
            }
            s.fd = fd;
        }
        return fd;
    }

    long connect(Arguments a) {
        a.count(3);
        int fd = a.fd(0);
        TestSocket s = sockets.withDescriptor(fd);
        if (!a.isEllipsis(1)) {
            if (a.number(1) != 0) {
                throw a.unsupported("this address");
            }
            s.stage = TestSocket.Stage.NEW;
            api.disconnect(fd);
            return 0;
        }
        connecting(s, flags);
        api.connect(fd, flags.remote(), flags.connectPort());
        return 0;
    }

    /** The socket's next SYN goes to the script. */
    static void connecting(TestSocket s, Flags flags) {
        if (s != null && s.stage == TestSocket.Stage.NEW) {
            s.stage = TestSocket.Stage.CONNECTING;
            s.remoteAddress = flags.remote();
            s.remotePort = flags.connectPort();
            s.localAddress = null;
        }
    }

    long close(Arguments a) {
        a.count(1);
        int fd = a.fd(0);
        api.close(fd);
        sockets.closed(a.number(0));
        TestSocket s = sockets.withDescriptor(fd);
        if (s != null) {
            s.fd = -1;
        }
        return 0;
    }

    long shutdown(Arguments a) {
        a.count(2);
        long how = a.number(1);
        Sock.Shutdown[] all = Sock.Shutdown.values();
        if (how < 0 || how >= all.length) {
            throw a.unsupported("this direction");
        }
        api.shutdown(a.fd(0), all[(int) how]);
        return 0;
    }

    long ioctl(Arguments a) {
        a.count(3);
        int fd = a.fd(0);
        int actual = switch ((int) a.number(1)) {
            case SIOCINQ -> api.unread(fd);
            case SIOCOUTQ -> api.queued(fd);
            case SIOCOUTQNSD -> api.unsent(fd);
            case SIOCATMARK -> api.isAtMark(fd) ? 1 : 0;
            default -> throw a.unsupported("this request");
        };
        if (a.pointed(2) != actual) {
            throw a.differs("answer", a.pointed(2), actual);
        }
        return 0;
    }

    long fcntl(Arguments a) {
        long command = a.number(1);
        if (command == F_GETFL) {
            return O_RDWR | (api.isNonBlocking(a.fd(0)) ? O_NONBLOCK : 0);
        }
        if (command != F_SETFL) {
            throw a.unsupported("this command");
        }
        a.count(3);
        api.nonBlocking(a.fd(0), (a.number(2) & O_NONBLOCK) != 0);
        return 0;
    }
}
