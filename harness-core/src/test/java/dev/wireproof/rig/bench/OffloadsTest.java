package dev.wireproof.rig.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.dev.NicDevice;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.netns.Kernel;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.rig.fault.FaultAction;
import dev.wireproof.rig.fault.FaultPlan;
import dev.wireproof.rig.fault.FaultRule;
import dev.wireproof.rig.fault.Selector;
import dev.wireproof.rig.link.Cable;
import dev.wireproof.rig.link.CableListener;
import dev.wireproof.rig.link.Way;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two hosts whose NICs take super-segments, leave checksums to each other, join what they receive and moderate interrupts. */
class OffloadsTest {
    private static final int BYTES = 1_000_000;
    private static final int MTU = 1500;

    private final EventLoop loop = new EventLoop();
    private final Rng rng = Rng.ofSeed(7);
    private final Kernel client = new Kernel(loop, "client", Profile.MODERN, rng);
    private final Kernel server = new Kernel(loop, "server", Profile.MODERN, rng);
    private final Cable cable = new Cable(loop, rng, "c").oneWayDelay(Span.us(50)).rate(1_000_000_000L);
    private final List<byte[]> frames = new ArrayList<>();

    private void connect(boolean offloads) {
        cable.connect(nic(client, 1, offloads), "client", nic(server, 2, offloads), "server");
        client.namespace().linkUp("eth0");
        server.namespace().linkUp("eth0");
    }

    private static NicDevice nic(Kernel kernel, int host, boolean offloads) {
        NicDevice nic = kernel.namespace().addNic("eth0", new Mac(0x0200_0000_0000L | host), MTU);
        kernel.namespace().addAddress("eth0", new Cidr(Address.v4(0x0A00_0000 | host), 24));
        if (offloads) {
            nic.fillsChecksums(true);
            nic.superSegments(BulkOptions.SUPER_SEGMENTS);
            nic.merges(true);
            nic.moderation(BulkOptions.MODERATION_NANOS);
        }
        return nic;
    }

    private void transfer() {
        BulkServer sink = new BulkServer(server.namespace().process("sink").calls(), 80);
        new BulkClient(client.namespace().process("source").calls(), Address.v4(0x0A00_0002), 80, BYTES, new byte[BulkOptions.BUFFER]);
        while (sink.received() < BYTES) {
            assertTrue(loop.step(), "the transfer stopped before its end");
        }
    }

    private void record() {
        cable.addListener(new CableListener() {
            @Override
            public void entered(Way way, SkBuff frame, long ordinal, String fate) {
                frames.add(frame.toBytes());
            }

            @Override
            public void copyArrived(Way way, SkBuff frame, long ordinal, String fate) {}
        });
    }

    private static int sum(byte[] a, int from, int to, long start) {
        long sum = start;
        for (int i = from; i < to; i += 2) {
            sum += (a[i] & 255) << 8 | (i + 1 < to ? a[i + 1] & 255 : 0);
        }
        while (sum > 0xFFFF) {
            sum = (sum >>> 16) + (sum & 0xFFFF);
        }
        return (int) sum;
    }

    private static int u16(byte[] a, int at) {
        return (a[at] & 255) << 8 | a[at + 1] & 255;
    }

    @Test
    void framesOnTheCableAreWholeAndTheirChecksumsRight() {
        connect(true);
        record();
        transfer();
        int nextId = -1;
        long text = 0;
        for (byte[] f : frames) {
            if (u16(f, 12) != 0x0800) {
                continue;
            }
            assertTrue(f.length <= 14 + MTU, "a frame of " + f.length);
            assertEquals(f.length - 14, u16(f, 16));
            assertEquals(0xFFFF, sum(f, 14, 34, 0), "header checksum");
            assertEquals(0xFFFF, sum(f, 26, f.length, 6 + f.length - 34), "TCP checksum");
            int headers = 34 + ((f[46] & 0xF0) >>> 2);
            if (f[29] == 1 && (f[47] & 2) == 0) {
                assertTrue(nextId == -1 || u16(f, 18) == nextId, "identification " + u16(f, 18));
                nextId = u16(f, 18) + 1 & 0xFFFF;
                text += f.length - headers;
            }
        }
        assertEquals(BYTES, text);
    }

    @Test
    void theLayersAboveWorkLessOften() {
        connect(true);
        transfer();
        long packets = server.namespace().counters().get(Counter.TCP_IN_SEGS);
        assertTrue(packets < BYTES / 1448 / 4, packets + " packets for " + BYTES / 1448 + " frames");
    }

    @Test
    void aSumThatNobodyReadIsNotTakenButCorruptionIsCaught() {
        connect(true);
        cable.faults(FaultPlan.of(FaultRule.of(new FaultAction.FlipAny()).only(new Selector.Chance(10_000))));
        transfer();
        long caught = server.namespace().counters().get(Counter.TCP_IN_CSUM_ERRORS);
        assertTrue(caught > 0, "no corrupted segment was refused");
    }

    @Test
    void lossAndDisorderAreRepairedWithOffloads() {
        connect(true);
        cable.faults(FaultPlan.of(FaultRule.of(new FaultAction.Lose()).only(new Selector.Chance(20_000))));
        transfer();
        assertTrue(client.namespace().counters().get(Counter.TCP_RETRANS_SEGS) > 0);
    }
}
