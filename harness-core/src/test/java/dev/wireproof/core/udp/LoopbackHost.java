package dev.wireproof.core.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.netns.Kernel;
import dev.wireproof.core.netns.NetNamespace;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.syscall.SocketApi;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** A host with nothing but its loopback device. */
final class LoopbackHost {
    static final Address HERE = Address.LOOPBACK;

    final EventLoop loop = new EventLoop();
    final Kernel kernel = new Kernel(loop, "host", Profile.MODERN, Rng.ofSeed(1));
    final NetNamespace net = kernel.namespace();
    final SocketApi calls;

    LoopbackHost() {
        net.linkUp("lo");
        calls = net.process("test").calls();
    }

    int socket() {
        return calls.socket(SocketType.DGRAM);
    }

    int bound(int port) {
        return bound(Address.ANY, port);
    }

    int bound(Address address, int port) {
        int fd = socket();
        calls.bind(fd, address, port);
        return fd;
    }

    int connected(int port) {
        int fd = socket();
        calls.connect(fd, HERE, port);
        return fd;
    }

    void send(int fd, String text, int port) {
        calls.sendTo(fd, octets(text), HERE, port);
        loop.runInstant();
    }

    String recv(int fd) {
        return new String(calls.recv(fd, 2000), StandardCharsets.US_ASCII);
    }

    /** True when a datagram can be read without waiting. */
    boolean has(int fd) {
        return (calls.ready(fd) & dev.wireproof.core.sock.Ready.IN) != 0;
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static void fails(Errno expected, Executable call) {
        assertEquals(expected, assertThrows(ErrnoException.class, call).errno());
    }

    void counted(long expected, Counter counter) {
        assertEquals(expected, net.counter(counter), counter.label());
    }

    void endsClean() {
        kernel.shutDown();
        assertEquals(List.of(), kernel.leaks());
    }
}
