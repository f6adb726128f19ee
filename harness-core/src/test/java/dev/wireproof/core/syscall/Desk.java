package dev.wireproof.core.syscall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.dev.DeviceRegistry;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.Event;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sock.Credentials;
import dev.wireproof.core.sock.SocketType;
import org.junit.jupiter.api.function.Executable;

/** A process that has bells for sockets. */
final class Desk {
    final EventLoop loop = new EventLoop();
    final FileLimits limits = new FileLimits(new Sysctls(Profile.MODERN));
    final DescriptorTable table = new DescriptorTable(limits);
    final SocketApi calls;

    Desk() {
        SocketProtocols protocols = new SocketProtocols(new DeviceRegistry());
        protocols.register(SocketType.DGRAM, 17, (who, protocol) -> new Bell(loop));
        calls = new SocketApi(loop, protocols, Credentials.ROOT, table);
    }

    int bell() {
        return calls.socket(SocketType.DGRAM);
    }

    Bell bell(int fd) {
        return (Bell) calls.sock(fd);
    }

    void ring(int fd) {
        bell(fd).ring();
    }

    void ringIn(int fd, long nanos) {
        Bell bell = bell(fd);
        loop.schedule(new Event(bell::ring), loop.now() + nanos);
    }

    static void fails(Errno expected, Executable call) {
        assertEquals(expected, assertThrows(ErrnoException.class, call).errno());
    }
}
