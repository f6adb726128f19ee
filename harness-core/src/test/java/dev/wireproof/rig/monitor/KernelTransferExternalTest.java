package dev.wireproof.rig.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wireproof.rig.capture.CaptureReader;
import dev.wireproof.rig.capture.CapturedFrame;
import dev.wireproof.rig.capture.DecodedFrame;
import dev.wireproof.rig.live.NamespaceThread;
import dev.wireproof.rig.live.NativeSupport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** tcpdump's captures of the kernel's own TCP between two namespaces: no violation, and one altered sequence number is one finding. */
@Tag("external")
@Timeout(60)
class KernelTransferExternalTest {
    private static final int OCTETS = 2_000_000;

    @TempDir
    Path folder;

    @BeforeEach
    void needsNamespaces() {
        assumeTrue(NativeSupport.obstacle().isEmpty(), () -> NativeSupport.obstacle().toString());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hasNoViolationsAndAnAlteredSequenceNumberIsTheOneFinding(boolean offloads) throws Exception {
        Path file = folder.resolve("kernel.pcap");
        capture(offloads, file);
        CheckResult result = CaptureCheck.file(file.toString());
        assertEquals(List.of(), result.violations(), result::toText);
        assertTrue(result.conclusive() > 50 * result.inconclusiveCount(), result::toText);
        assertEquals(offloads, result.notes().containsKey("tcp-checksum left to the device (offloaded)"), result::toText);
        List<CapturedFrame> frames = CaptureReader.readAll(file);
        Random random = new Random(1);
        for (int tries = 0; tries < 40; ) {
            int index = 6 + random.nextInt(frames.size() - 12);
            DecodedFrame frame = DecodedFrame.of(frames.get(index));
            if (frame.tcp() != null && frame.tcp().payloadLength() > 0) {
                int by = random.nextBoolean() ? random.nextInt() : random.nextInt(20_000) - 10_000;
                assertOneFinding(frames, index, frame, by == 0 ? 1 : by);
                tries++;
            }
        }
    }

    private static void assertOneFinding(List<CapturedFrame> frames, int index, DecodedFrame frame, int by) {
        byte[] altered = frame.octets().clone();
        int seq = frame.tcp().seq() + by;
        for (int i = 0; i < 4; i++) {
            altered[frame.tcp().offset() + 4 + i] = (byte) (seq >>> 24 - 8 * i);
        }
        CaptureCheck check = CaptureCheck.foreign();
        for (CapturedFrame each : frames) {
            check.frame(each.number() != index + 1 ? each : new CapturedFrame(
                    each.number(), each.unixNanos(), each.on(), altered, each.originalLength(), each.direction(), ""));
        }
        List<Violation> violations = check.result("altered").violations();
        assertEquals(1, violations.size(), () -> "frame " + (index + 1) + " by " + by + ": " + violations);
        assertEquals(index + 1, violations.get(0).frame());
    }

    private static void capture(boolean offloads, Path file) throws Exception {
        try (NamespaceThread client = NamespaceThread.anonymous("client");
                NamespaceThread server = NamespaceThread.anonymous("server")) {
            long serverThread = server.call(() -> Long.parseLong(
                    Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString()));
            for (NamespaceThread each : List.of(client, server)) {
                each.sysctl("net.ipv6.conf.all.disable_ipv6", "1");
                each.sysctl("net.ipv6.conf.default.disable_ipv6", "1");
            }
            client.command("ip", "link", "add", "va", "type", "veth", "peer", "name", "vb");
            client.command("ip", "link", "set", "vb", "netns", Long.toString(serverThread));
            up(client, "va", "10.0.0.1/24", offloads);
            up(server, "vb", "10.0.0.2/24", offloads);
            Process tcpdump = server.start("tcpdump", "-i", "vb", "-U", "-w", file.toString());
            awaitListening(tcpdump);
            transfer(client, server);
            tcpdump.destroy();
            tcpdump.waitFor();
        }
    }

    private static void up(NamespaceThread host, String device, String address, boolean offloads) {
        host.command("ip", "address", "add", address, "dev", device);
        host.command("ip", "link", "set", device, "up");
        if (!offloads) {
            host.command("ethtool", "-K", device, "tx", "off", "rx", "off", "sg", "off", "tso", "off", "gso", "off", "gro", "off");
        }
    }

    private static void awaitListening(Process tcpdump) throws IOException {
        StringBuilder said = new StringBuilder();
        while (!said.toString().contains("listening on")) {
            int c = tcpdump.getInputStream().read();
            assertTrue(c >= 0, () -> "tcpdump ended: " + said);
            said.append((char) c);
        }
    }

    private static void transfer(NamespaceThread client, NamespaceThread server) throws Exception {
        ServerSocket listener = server.call(() -> new ServerSocket(5001, 1, InetAddress.getByName("10.0.0.2")));
        FutureTask<Integer> received = new FutureTask<>(() -> {
            try (Socket accepted = listener.accept(); InputStream in = accepted.getInputStream()) {
                int total = 0;
                byte[] some = new byte[1 << 16];
                for (int n = in.read(some); n >= 0; n = in.read(some)) {
                    total += n;
                }
                accepted.getOutputStream().write("enough".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                return total;
            }
        });
        Thread reader = new Thread(received, "reader");
        reader.start();
        try (Socket socket = client.call(() -> new Socket("10.0.0.2", 5001))) {
            byte[] data = new byte[OCTETS];
            new Random(7).nextBytes(data);
            socket.getOutputStream().write(data);
            socket.shutdownOutput();
            assertEquals(6, socket.getInputStream().readAllBytes().length);
        }
        assertEquals(OCTETS, received.get());
        listener.close();
    }
}
