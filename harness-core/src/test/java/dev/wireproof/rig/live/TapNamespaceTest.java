package dev.wireproof.rig.live;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Address;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

@External
class TapNamespaceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Address PEER = Address.parse("192.0.2.2");
    private static final int IPPROTO_ICMP = 1;
    private static final String NAME = "wireproof-test-" + ProcessHandle.current().pid();

    @Test
    void hundredPingsAreAnsweredOverTheTap() {
        try (TapNamespace ns = TapNamespace.create(TapPlan.DEFAULT);
                KernelSocket icmp = KernelSocket.open(ns.thread(), SocketConstants.AF_INET, SocketConstants.SOCK_RAW,
                        IPPROTO_ICMP)) {
            FrameResponder responder = new FrameResponder(ns.tap());
            for (int sequence = 1; sequence <= 100; sequence++) {
                icmp.sendTo(echoRequest(sequence), 0, PEER, 0);
                ByteBuffer request = responder.nextIpv4(SECOND);
                request.put(34, (byte) 0);
                responder.sendBack(request.getShort(16), 2, false);

                assertEquals(PollSet.POLLIN, icmp.poll(PollSet.POLLIN, SECOND));
                byte[] reply = icmp.receiveFrom(100, 0).data();
                assertEquals(0, reply[20]);
                assertEquals(sequence, ByteBuffer.wrap(reply).getShort(26));
            }
        }
    }

    private static byte[] echoRequest(int sequence) {
        ByteBuffer echo = ByteBuffer.allocate(8).put(0, (byte) 8).putShort(4, (short) 0x1234);
        echo.putShort(6, (short) sequence);
        int sum = 0x0800 + 0x1234 + sequence;
        return echo.putShort(2, (short) ~(sum + (sum >>> 16))).array();
    }

    @Test
    void kernelFramesAreWholeAndUncut() {
        try (TapNamespace ns = TapNamespace.create(TapPlan.DEFAULT.mtu(9000));
                KernelSocket udp = KernelSocket.udp(ns.thread())) {
            byte[] payload = new byte[8900];
            Arrays.fill(payload, (byte) 0x5a);
            udp.sendTo(payload, 0, PEER, 9);

            ByteBuffer frame = new FrameResponder(ns.tap()).nextIpv4(SECOND);

            assertEquals(14 + 28 + 8900, frame.limit());
            byte[] received = new byte[8900];
            frame.position(42).get(received);
            assertArrayEquals(payload, received);
        }
    }

    @Test
    void wakeEndsAWaitFromAnotherThread() throws Exception {
        try (TapNamespace ns = TapNamespace.create(TapPlan.DEFAULT)) {
            Thread other = new Thread(ns.tap()::wake);
            other.start();

            assertFalse(ns.tap().await(-1));
            other.join();
            assertFalse(ns.tap().await(0));
        }
    }

    @Test
    void aNamedNamespaceIsVisibleToOthersUntilItIsClosed() {
        TapNamespace ns = TapNamespace.create(TapPlan.DEFAULT.inNamespace(NAME).tap("wp0"));
        try (ns; NamespaceThread visitor = NamespaceThread.named(NAME)) {
            String addresses = visitor.command("ip", "-brief", "address", "show", "dev", "wp0");
            assertTrue(addresses.contains("192.0.2.1/24"), addresses);
            assertTrue(assertThrows(LiveSetupException.class,
                    () -> TapNamespace.create(TapPlan.DEFAULT.inNamespace(NAME))).getMessage().contains("in use"));
        }
        assertFalse(Files.exists(Path.of("/var/run/netns", NAME)));
        ns.close();
    }

    @Test
    void aNamespaceLeftByACrashIsReplacedAndAForeignOneIsNotTouched() throws Exception {
        Path claim = Path.of("/run/wireproof-netns", NAME);
        Command.run("ip", "netns", "add", NAME);
        assertTrue(assertThrows(LiveSetupException.class, () -> TapNamespace.create(TapPlan.DEFAULT.inNamespace(NAME)))
                .getMessage().contains("was not made by this program"));
        assertTrue(Files.exists(Path.of("/var/run/netns", NAME)));

        Files.createDirectories(claim.getParent());
        Files.writeString(claim, "ours\n");
        TapNamespace.create(TapPlan.DEFAULT.inNamespace(NAME)).close();

        assertFalse(Files.exists(Path.of("/var/run/netns", NAME)));
        assertFalse(Files.exists(claim));
    }

    @Test
    void badNamesGetOneClearLine() {
        assertEquals("\"much-too-long-name\" is no interface name: 1 to 15 letters, digits, _ . - expected",
                assertThrows(LiveSetupException.class,
                        () -> TapNamespace.create(TapPlan.DEFAULT.tap("much-too-long-name"))).getMessage());
        assertTrue(assertThrows(LiveSetupException.class, () -> TapNamespace.create(TapPlan.DEFAULT.inNamespace("../x")))
                .getMessage().contains("no namespace name"));
    }
}
