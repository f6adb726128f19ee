package dev.wireproof.core.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.SkBuff;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FqTest {
    private static final int QUANTUM = 2 * (1500 + 14);

    private final EventLoop loop = new EventLoop();
    private final Fq fq = new Fq(loop, 1500);

    /** A frame of so many octets; its flow is where its hash points. */
    private static SkBuff frame(int flow, int octets, long departNanos) {
        SkBuff f = SkBuff.received(new byte[octets], 0, octets);
        f.hash = flow << 22 | 1;
        f.seq = flow;
        f.departNanos = departNanos;
        return f;
    }

    private List<Integer> drain() {
        List<Integer> flows = new ArrayList<>();
        for (SkBuff f = fq.dequeue(); f != null; f = fq.dequeue()) {
            flows.add(f.seq);
        }
        return flows;
    }

    @Test
    void flowsTakeTurnsOnceTheirFirstCreditIsSpent() {
        for (int i = 0; i < 14; i++) {
            fq.enqueue(frame(1, QUANTUM / 2, 0));
            fq.enqueue(frame(2, QUANTUM / 2, 0));
        }
        assertEquals(List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2), drain());
        assertEquals(0, fq.length());
    }

    @Test
    void aFrameWaitsForItsDepartureAndOtherFlowsPassIt() {
        fq.enqueue(frame(1, 100, 5_000));
        fq.enqueue(frame(2, 100, 0));
        assertEquals(List.of(2), drain());
        assertEquals(5_000, fq.readyNanos());
        assertEquals(1, fq.length());
        loop.runUntil(4_999);
        assertNull(fq.dequeue());
        loop.runUntil(5_000);
        assertEquals(List.of(1), drain());
    }

    @Test
    void framesOfAFlowLeaveInTheOrderOfDeparture() {
        fq.enqueue(frame(1, 100, 3_000));
        SkBuff early = frame(1, 101, 1_000);
        fq.enqueue(early);
        loop.runUntil(1_000);
        assertEquals(early, fq.dequeue());
        assertNull(fq.dequeue());
        assertEquals(3_000, fq.readyNanos());
    }

    @Test
    void waitingFlowsAreServedSoonestFirst() {
        fq.enqueue(frame(1, 100, 3_000));
        fq.enqueue(frame(2, 100, 1_000));
        fq.enqueue(frame(3, 100, 2_000));
        assertNull(fq.dequeue());
        assertEquals(1_000, fq.readyNanos());
        loop.runUntil(3_000);
        assertEquals(List.of(2, 3, 1), drain());
    }

    @Test
    void aFlowMayQueueAHundredFramesAndNoneTenSecondsAhead() {
        for (int i = 0; i < 100; i++) {
            assertTrue(fq.enqueue(frame(1, 100, 0)));
        }
        assertFalse(fq.enqueue(frame(1, 100, 0)));
        assertTrue(fq.enqueue(frame(2, 100, 10_000_000_000L)));
        assertFalse(fq.enqueue(frame(2, 100, 10_000_000_001L)));
    }

    @Test
    void whatItHoldsIsLostWithIt() {
        fq.enqueue(frame(1, 100, 5_000));
        fq.enqueue(frame(2, 100, 0));
        assertEquals(1, fq.discard().seq);
        assertEquals(2, fq.discard().seq);
        assertNull(fq.discard());
    }

    @Test
    void aDeviceSendsAHeldFrameInTime() {
        TestHost host = new TestHost(loop, 1);
        TestWire wire = new TestWire(loop, 0);
        NicDevice nic = host.nic("eth0", TestHost.mac(1), NicOptions.DEFAULT);
        nic.attach(wire);
        nic.transmitQueues().get(0).discipline(new Fq(loop, 1500));
        assertTrue(nic.paces());
        SkBuff late = TestHost.frame(TestHost.mac(2), TestHost.mac(1), 7);
        late.departNanos = 2_000_000;
        assertEquals(Errno.OK, nic.transmit(late));
        loop.runUntil(1_999_999);
        assertEquals(0, nic.counters.txPackets);
        loop.runUntil(2_000_000);
        assertEquals(1, nic.counters.txPackets);
        assertEquals(0, nic.queuedFrames());
    }
}
