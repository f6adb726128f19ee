package dev.wireproof.core.tcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.netns.Kernel;
import dev.wireproof.core.netns.NetNamespace;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.sim.Task;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.syscall.SocketApi;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** TCP on the whole stack over a loopback device. */
class LoopbackTest {
    private final EventLoop loop = new EventLoop();

    private Kernel kernel(Profile profile) {
        Kernel k = new Kernel(loop, "host", profile, Rng.ofSeed(1));
        k.namespace().linkUp("lo");
        return k;
    }

    @Test
    void aMegabyteArrivesAndBothEndsCloseCleanly() {
        transfer(Profile.MODERN);
    }

    @Test
    void aMegabyteArrivesUnderTheTextbookProfileToo() {
        transfer(Profile.TEXTBOOK);
    }

    private void transfer(Profile profile) {
        Kernel kernel = kernel(profile);
        NetNamespace net = kernel.namespace();
        SocketApi server = net.process("server").calls();
        SocketApi client = net.process("client").calls();
        int listener = server.socket(SocketType.STREAM);
        server.bind(listener, Address.ANY, 8080);
        server.listen(listener, 5);
        byte[] octets = new byte[1_000_000];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (i * 31 + (i >> 8));
        }
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        Task reader = Task.start(loop, "reader", () -> {
            int fd = server.accept(listener);
            for (byte[] part = server.recv(fd, 10_000); part.length > 0; part = server.recv(fd, 10_000)) {
                got.writeBytes(part);
            }
            server.close(fd);
        });
        int fd = client.socket(SocketType.STREAM);
        client.connect(fd, Address.LOOPBACK, 8080);
        assertEquals(octets.length, client.send(fd, octets));
        client.close(fd);
        reader.join();
        loop.runUntil(loop.now() + 1_000_000_000L);
        assertArrayEquals(octets, got.toByteArray());
        kernel.shutDown();
        assertEquals(List.of(), kernel.leaks());
    }
}
