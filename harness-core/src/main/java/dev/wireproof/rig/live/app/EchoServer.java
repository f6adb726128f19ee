package dev.wireproof.rig.live.app;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.rig.live.host.LiveHost;
import java.util.function.Consumer;

/** Sends back what comes, over TCP and over UDP (RFC 862). */
public final class EchoServer {
    private static final int BACKLOG = 128;
    private static final int ROOM = 65_536;

    private final LiveHost host;
    private final Consumer<String> log;

    /** @param log gets a line for every connection that ends badly */
    public EchoServer(LiveHost host, Consumer<String> log) {
        this.host = host;
        this.log = log;
    }

    /** Serves both transports on all addresses of the host, until the host is closed. */
    public void start(int port) {
        startDatagrams(port);
        startStreams(port);
    }

    /** UDP alone. */
    public void startDatagrams(int port) {
        host.start("echo-udp", calls -> datagrams(calls, port));
    }

    /** TCP alone. */
    public void startStreams(int port) {
        host.start("echo-tcp", calls -> {
            int listener = calls.socket(SocketType.STREAM);
            calls.bind(listener, Address.ANY, port);
            calls.listen(listener, BACKLOG);
            for (int number = 1; ; number++) {
                int fd = calls.accept(listener);
                host.spawn("echo-" + number, () -> stream(calls, fd));
            }
        });
    }

    private void datagrams(SocketApi calls, int port) {
        int fd = calls.socket(SocketType.DGRAM);
        calls.bind(fd, Address.ANY, port);
        byte[] room = new byte[ROOM];
        while (true) {
            Sock.Received got = calls.recvFrom(fd, room, 0, ROOM, 0);
            try {
                calls.sendTo(fd, room, 0, got.count(), 0, got.from());
            } catch (ErrnoException lost) {
                log.accept("echo: datagram not sent: " + lost.errno().meaning());
            }
        }
    }

    private void stream(SocketApi calls, int fd) {
        byte[] room = new byte[ROOM];
        try (Connection connection = new Connection(calls, fd)) {
            for (int count = connection.read(room, ROOM); count > 0; count = connection.read(room, ROOM)) {
                connection.write(room, count);
            }
        } catch (ErrnoException lost) {
            log.accept("echo: connection lost: " + lost.errno().meaning());
        }
    }
}
