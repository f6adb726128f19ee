package dev.wireproof.rig.live.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Address;
import dev.wireproof.rig.fault.FaultPlan;
import dev.wireproof.rig.live.External;
import dev.wireproof.rig.live.KernelSocket;
import dev.wireproof.rig.live.PollSet;
import dev.wireproof.rig.live.app.EchoServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@External
class LiveHostTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Address HOST = Address.parse("192.0.2.2");
    private static final LivePlan PLAN = LivePlan.inNamespace("wireproof-live-" + ProcessHandle.current().pid());

    /** What a program of this machine does meanwhile; the loop ends with it. */
    static <T> T beside(LiveHost host, Callable<T> outside) throws Exception {
        var result = new FutureTask<>(() -> {
            try {
                return outside.call();
            } finally {
                host.loop().post(host.loop()::stop);
            }
        });
        new Thread(result, "outside").start();
        host.run(60 * SECOND);
        return result.get();
    }

    @Test
    void hundredOfHundredPingsAreAnswered() throws Exception {
        try (LiveHost host = new LiveHost(PLAN)) {
            String output = beside(host, () -> host.namespace().thread().command("ping", "-c", "100", "-i", "0.01", "192.0.2.2"));
            assertTrue(output.contains("100 received"), output);
        }
    }

    @Test
    void datagramsComeBackWhole() throws Exception {
        LiveHost host = new LiveHost(PLAN);
        try (host; KernelSocket udp = KernelSocket.udp(host.namespace().thread())) {
            new EchoServer(host, System.err::println).startDatagrams(7);
            byte[] sent = new byte[4_000];
            Arrays.fill(sent, (byte) 0x5a);
            byte[] back = beside(host, () -> {
                udp.sendTo(sent, 0, HOST, 7);
                return udp.poll(PollSet.POLLIN, 5 * SECOND) == 0 ? new byte[0] : udp.receiveFrom(65_535, 0).data();
            });
            assertArrayEquals(sent, back);
        }
        assertEquals(List.of(), host.leaks());
    }

    @Test
    void lostPingsStayLostAndTheCaptureSaysSo(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("live.pcapng");
        LivePlan plan = PLAN.faults(FaultPlan.parse("lose every 2 b>a match icmp")).capture(file);
        try (LiveHost host = new LiveHost(plan)) {
            String output = beside(host, () -> host.namespace().thread()
                    .command("sh", "-c", "ping -c 10 -i 0.01 -W 1 192.0.2.2 || true"));
            assertTrue(output.contains(" 5 received"), output);
        }
        assertTrue(Files.size(file) > 1_000);
        assertFalse(Files.exists(Path.of("/var/run/netns", PLAN.namespace())));
    }

    @Test
    void theLoopKeepsItsTimes() {
        try (LiveHost host = new LiveHost(PLAN)) {
            host.run(SECOND / 4);
            assertTrue(host.now() >= SECOND / 4 && host.now() < SECOND, "at " + host.now());
            assertTrue(host.loop().lateness().toString().contains("more than 10 ms late"));
        }
    }
}
