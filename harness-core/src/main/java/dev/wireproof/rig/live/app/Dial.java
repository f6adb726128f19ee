package dev.wireproof.rig.live.app;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.rig.live.host.LiveHost;

/**
 * A TCP server to connect to, which a person may start only now.
 *
 * @param address of the server
 * @param port of the server, 1 to 65535
 * @param patience how long a refusal is met by another try
 */
public record Dial(Address address, int port, Span patience) {
    private static final Span BETWEEN_TRIES = Span.ms(250);

    /** Connects; the last refusal is the caller's. */
    Connection connect(LiveHost host, SocketApi calls) {
        long until = host.now() + patience.nanos();
        while (true) {
            int fd = calls.socket(SocketType.STREAM);
            try {
                calls.connect(fd, address, port);
                return new Connection(calls, fd);
            } catch (ErrnoException failed) {
                calls.close(fd);
                if (failed.errno() != Errno.ECONNREFUSED || host.now() >= until) {
                    throw failed;
                }
            }
            host.sleep(BETWEEN_TRIES);
        }
    }

    @Override
    public String toString() {
        return address + ":" + port;
    }
}
