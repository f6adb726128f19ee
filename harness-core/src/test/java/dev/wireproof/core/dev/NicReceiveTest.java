package dev.wireproof.core.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Mac;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.PacketKind;
import dev.wireproof.core.skb.SkBuff;
import java.util.List;
import org.junit.jupiter.api.Test;

class NicReceiveTest {
    private static final Mac OURS = TestHost.mac(1);
    private static final Mac PEER = TestHost.mac(2);

    private final EventLoop loop = new EventLoop();
    private final TestHost host = new TestHost(loop, 1);

    @Test
    void theInterruptOnlySchedulesAndTheSoftirqDeliversLaterAtTheSameInstant() {
        NicDevice nic = host.nic("eth0", OURS, NicOptions.DEFAULT);
        loop.advanceTo(500);
        nic.frameArrived(TestHost.frame(OURS, PEER, 7));
        assertEquals(List.of(), host.received);
        assertEquals(1, nic.queuedFrames());
        loop.runInstant();
        assertEquals(List.of("eth0:7"), host.received);
        assertEquals(List.of(500L), host.times);
        assertEquals(1, nic.interrupts());
        assertEquals(60, nic.counters.rxBytes);
    }

    @Test
    void framesThatArriveWhileTheQueueIsPolledCauseNoFurtherInterrupt() {
        NicDevice nic = host.nic("eth0", OURS, NicOptions.DEFAULT);
        for (int i = 0; i < 200; i++) {
            nic.frameArrived(TestHost.frame(OURS, PEER, i));
        }
        loop.runInstant();
        assertEquals(200, host.received.size());
        assertEquals(1, nic.interrupts());
        nic.frameArrived(TestHost.frame(OURS, PEER, 200));
        loop.runInstant();
        assertEquals(2, nic.interrupts());
    }

    @Test
    void aFullRingDropsBeforeTheKernelSeesTheFrame() {
        NicDevice nic = host.nic("eth0", OURS, NicOptions.DEFAULT.rings(4, 4));
        for (int i = 0; i < 6; i++) {
            nic.frameArrived(TestHost.frame(OURS, PEER, i));
        }
        loop.runInstant();
        assertEquals(List.of("eth0:0", "eth0:1", "eth0:2", "eth0:3"), host.received);
        assertEquals(2, nic.counters.rxMissed);
        assertEquals(0, nic.counters.rxDropped);
        assertEquals(2, host.accounts.dropped(DropReason.RX_RING_FULL));
        assertEquals(4, host.softnets.get(0).processed());
    }

    @Test
    void framesBeforeOpeningAreLostAndThoseInTheRingOnClosingAreFlushed() {
        NicDevice nic = new NicDevice(host.softnets, "eth0", OURS, 1500, NicOptions.DEFAULT);
        host.devices.register(nic);
        nic.frameArrived(TestHost.frame(OURS, PEER, 1));
        nic.up();
        nic.frameArrived(TestHost.frame(OURS, PEER, 2));
        nic.down();
        loop.runInstant();
        assertEquals(List.of(), host.received);
        assertEquals("DEVICE_DOWN 1, FLUSHED 1", host.accounts.text());
        nic.up();
        nic.frameArrived(TestHost.frame(OURS, PEER, 3));
        loop.runInstant();
        assertEquals(List.of("eth0:3"), host.received);
    }

    @Test
    void receptionTellsToWhomAFrameWasAddressed() {
        NicDevice nic = host.nic("eth0", OURS, NicOptions.DEFAULT);
        Mac[] destinations = {OURS, Mac.BROADCAST, Mac.parse("01:00:5e:00:00:01"), TestHost.mac(9)};
        for (Mac m : destinations) {
            nic.frameArrived(TestHost.frame(m, PEER, 0));
        }
        loop.runInstant();
        List<PacketKind> kinds = host.frames.stream().map(f -> f.kind).toList();
        assertEquals(List.of(PacketKind.HOST, PacketKind.BROADCAST, PacketKind.MULTICAST, PacketKind.OTHERHOST), kinds);
        assertEquals(1, nic.counters.multicast);
        SkBuff first = host.frames.get(0);
        assertEquals(first.macHeader + 14, first.data());
        assertEquals(first.data(), first.networkHeader);
        assertEquals(1, first.inputIfindex);
    }

    @Test
    void aFilteringNicLetsThroughOwnBroadcastAndJoinedGroupsUnlessPromiscuous() {
        NicDevice nic = host.nic("eth0", OURS, NicOptions.DEFAULT.filtering());
        Mac group = Mac.parse("01:00:5e:00:00:05");
        Mac[] destinations = {OURS, Mac.BROADCAST, group, TestHost.mac(9)};
        nic.groups().join(group);
        for (int i = 0; i < destinations.length; i++) {
            nic.frameArrived(TestHost.frame(destinations[i], PEER, i));
        }
        loop.runInstant();
        assertEquals(List.of("eth0:0", "eth0:1", "eth0:2"), host.received);
        assertEquals(1, host.accounts.dropped(DropReason.OTHERHOST));
        nic.promiscuous(true);
        nic.frameArrived(TestHost.frame(TestHost.mac(9), PEER, 4));
        loop.runInstant();
        assertEquals("eth0:4", host.received.get(3));
    }

    @Test
    void anUnknownEtherTypeAndAFrameShorterThanItsHeaderAreDroppedByName() {
        NicDevice nic = host.nic("eth0", OURS, NicOptions.DEFAULT);
        SkBuff strange = TestHost.frame(OURS, PEER, 1);
        strange.head()[strange.data() + 12] = 0x12;
        nic.frameArrived(strange);
        nic.frameArrived(SkBuff.received(new byte[13], 0, 13));
        loop.runInstant();
        assertEquals("LINK_HEADER 1, NO_PACKET_HANDLER 1", host.accounts.text());
        assertEquals(1, nic.counters.rxDropped);
        assertEquals(1, nic.counters.rxErrors);
    }

    @Test
    void queuesInterruptTheirOwnProcessorAndAFlowStaysOnOneQueue() {
        TestHost two = new TestHost(loop, 2);
        NicDevice nic = two.nic("eth0", OURS, NicOptions.DEFAULT.queues(2));
        assertEquals("mq", nic.queueingDiscipline());
        for (int flow = 0; flow < 32; flow++) {
            for (int i = 0; i < 3; i++) {
                SkBuff f = TestHost.frame(OURS, PEER, flow * 10 + i);
                f.head()[f.data() + 14] = 0x45;
                f.head()[f.data() + 14 + 15] = (byte) flow;
                nic.frameArrived(f);
            }
        }
        loop.runInstant();
        long first = two.softnets.get(0).processed();
        assertEquals(96, first + two.softnets.get(1).processed());
        assertEquals(0, first % 3);
        assertTrue(first > 0 && first < 96);
    }
}
