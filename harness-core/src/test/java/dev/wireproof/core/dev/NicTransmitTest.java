package dev.wireproof.core.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.SkBuff;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NicTransmitTest {
    private static final Mac OURS = TestHost.mac(1);
    private static final Mac PEER = TestHost.mac(2);

    private final EventLoop loop = new EventLoop();
    private final TestHost host = new TestHost(loop, 1);
    private final List<Long> released = new ArrayList<>();

    private NicDevice nic(int txRing, TestWire wire) {
        NicDevice nic = host.nic("eth0", OURS, NicOptions.DEFAULT.rings(16, txRing));
        nic.attach(wire);
        return nic;
    }

    private SkBuff charged(int number) {
        SkBuff f = TestHost.frame(PEER, OURS, number);
        f.charge(this, s -> released.add(loop.now()));
        return f;
    }

    @Test
    void anEmptyQueueIsBypassedAndAWireWithoutRateFreesTheBufferAtOnce() {
        TestWire wire = new TestWire(loop, 0);
        NicDevice nic = nic(4, wire);
        for (int i = 0; i < 10; i++) {
            assertEquals(Errno.OK, nic.transmit(charged(i)));
        }
        assertEquals(10, wire.numbers.size());
        assertEquals(10, released.size());
        assertEquals(10, nic.counters.txPackets);
        assertEquals(600, nic.counters.txBytes);
        assertFalse(loop.hasWork());
    }

    @Test
    void theCompletionInterruptFreesEachBufferWhenItsLastBitHasLeft() {
        NicDevice nic = nic(4, new TestWire(loop, 100));
        nic.transmit(charged(0));
        nic.transmit(charged(1));
        loop.runUntil(1_000);
        assertEquals(List.of(100L, 200L), released);
        assertEquals(2, nic.interrupts());
    }

    @Test
    void aFullRingStopsTheQueueAndCompletionsWakeIt() {
        TestWire wire = new TestWire(loop, 100);
        NicDevice nic = nic(4, wire);
        for (int i = 0; i < 10; i++) {
            assertEquals(Errno.OK, nic.transmit(TestHost.frame(PEER, OURS, i)));
        }
        assertEquals(4, wire.numbers.size());
        assertTrue(nic.transmitQueues().get(0).isStopped());
        assertEquals(6, nic.queuedFrames());
        loop.runUntil(99);
        assertEquals(4, wire.numbers.size());
        loop.runUntil(100);
        assertEquals(5, wire.numbers.size());
        loop.runUntil(2_000);
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), wire.numbers);
        assertEquals(0, nic.queuedFrames());
    }

    @Test
    void aFullBandRefusesWithNoBufferSpace() {
        NicDevice nic = nic(1, new TestWire(loop, 100));
        nic.txQueueLength(2);
        assertEquals(Errno.OK, nic.transmit(charged(0)));
        assertEquals(Errno.OK, nic.transmit(charged(1)));
        assertEquals(Errno.OK, nic.transmit(charged(2)));
        assertEquals(Errno.ENOBUFS, nic.transmit(charged(3)));
        assertEquals(1, host.accounts.dropped(DropReason.QDISC_FULL));
        assertEquals(1, nic.transmitQueues().get(0).dropped());
        assertEquals(List.of(0L), released);
        loop.runUntil(1_000);
        assertEquals(List.of(0L, 100L, 200L, 300L), released);
    }

    @Test
    void aLowerBandGoesStrictlyFirst() {
        TestWire wire = new TestWire(loop, 100);
        NicDevice nic = nic(1, wire);
        int[] priorities = {0, 2, 0, 6, 2, 7};
        for (int i = 0; i < priorities.length; i++) {
            SkBuff f = TestHost.frame(PEER, OURS, i);
            f.priority = priorities[i];
            nic.transmit(f);
        }
        loop.runUntil(10_000);
        assertEquals(List.of(0, 3, 5, 2, 1, 4), wire.numbers);
    }

    @Test
    void withoutCarrierFramesAreSwallowedAndCounted() {
        NicDevice nic = nic(4, new TestWire(loop, 0));
        nic.attach(null);
        assertEquals(Errno.OK, nic.transmit(charged(0)));
        assertEquals(1, nic.counters.txDropped);
        assertEquals(1, host.accounts.dropped(DropReason.DEVICE_DOWN));
        assertEquals(1, released.size());
    }

    @Test
    void closingFlushesTheQueueAndEndsEveryCharge() {
        NicDevice nic = nic(2, new TestWire(loop, 100));
        for (int i = 0; i < 5; i++) {
            nic.transmit(charged(i));
        }
        nic.down();
        assertEquals(5, released.size());
        assertEquals(3, host.accounts.dropped(DropReason.FLUSHED));
        assertFalse(loop.hasWork());
    }

    @Test
    void aLongQueueIsRunInPortionsBySoftirq() {
        TestWire wire = new TestWire(loop, 0);
        NicDevice nic = nic(256, wire);
        nic.transmitQueues().get(0).stop();
        for (int i = 0; i < 150; i++) {
            nic.transmit(TestHost.frame(PEER, OURS, i));
        }
        nic.transmitQueues().get(0).wake();
        loop.step();
        assertEquals(64, wire.numbers.size());
        loop.runInstant();
        assertEquals(150, wire.numbers.size());
    }
}
