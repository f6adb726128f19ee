package dev.wireproof.core.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.SkBuff;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loopback, veth and the backlog behind them. */
class VirtualDevicesTest {
    private final EventLoop loop = new EventLoop();
    private final TestHost host = new TestHost(loop, 1);
    private final List<Long> released = new ArrayList<>();

    private LoopbackDevice loopback() {
        LoopbackDevice lo = new LoopbackDevice(host.softnets);
        host.devices.register(lo);
        lo.up();
        return lo;
    }

    private VethDevice veth() {
        VethDevice a = VethDevice.pair(host.softnets, "va", TestHost.mac(1), "vb", TestHost.mac(2));
        host.devices.register(a);
        host.devices.register(a.peer());
        return a;
    }

    private SkBuff charged(Mac to, int number, int payload) {
        SkBuff f = TestHost.frame(to, Mac.ZERO, number, payload);
        f.charge(this, s -> released.add(loop.now()));
        return f;
    }

    @Test
    void loopbackNeverCallsTheReceivePathFromTransmit() {
        LoopbackDevice lo = loopback();
        assertEquals(1, lo.ifindex());
        assertEquals("UNKNOWN", lo.operationalState());
        assertEquals("noqueue", lo.queueingDiscipline());
        SkBuff f = charged(Mac.ZERO, 1, 46);
        f.route = "route";
        lo.transmit(f);
        assertEquals(List.of(), host.received);
        assertEquals(1, released.size());
        loop.runInstant();
        assertEquals(List.of("lo:1"), host.received);
        assertEquals("route", host.frames.get(0).route);
        assertEquals(1, lo.counters.txPackets);
        assertEquals(60, lo.counters.rxBytes);
    }

    @Test
    void theBacklogTakesOneMoreThanItsLimit() {
        LoopbackDevice lo = loopback();
        for (int i = 0; i < 1_005; i++) {
            assertEquals(Errno.OK, lo.transmit(TestHost.frame(Mac.ZERO, Mac.ZERO, i)));
        }
        assertEquals(1_001, host.softnets.get(0).backlogLength());
        loop.runInstant();
        assertEquals(1_001, host.received.size());
        assertEquals(4, host.softnets.get(0).dropped());
        assertEquals(4, lo.counters.rxDropped);
        assertEquals(1_001, lo.counters.txPackets);
        assertEquals(4, host.accounts.dropped(DropReason.BACKLOG_FULL));
    }

    @Test
    void vethDeliversToItsPeerWithAnotherIdentityOfTheFrame() {
        VethDevice a = veth();
        a.up();
        a.peer().up();
        SkBuff f = charged(TestHost.mac(2), 5, 46);
        f.mark = 7;
        f.priority = 3;
        f.route = "route";
        assertEquals(Errno.OK, a.transmit(f));
        assertEquals(1, released.size());
        loop.runInstant();
        assertEquals(List.of("vb:5"), host.received);
        assertEquals(7, f.mark);
        assertEquals(0, f.priority);
        assertNull(f.route);
        assertEquals(1, a.counters.txPackets);
        assertEquals(1, a.peer().counters.rxPackets);
    }

    @Test
    void theMarkEndsWhereANamespaceEnds() {
        VethDevice a = veth();
        DeviceRegistry other = new DeviceRegistry();
        List<Integer> marks = new ArrayList<>();
        other.packetTypes.register(TestHost.TYPE, (skb, device) -> marks.add(skb.mark));
        assertEquals(Errno.OK, host.devices.move(a.peer(), other, "eth0"));
        assertEquals("eth0", a.peer().name());
        a.up();
        a.peer().up();
        SkBuff f = TestHost.frame(TestHost.mac(2), TestHost.mac(1), 1);
        f.mark = 7;
        a.transmit(f);
        loop.runInstant();
        assertEquals(List.of(0), marks);
    }

    @Test
    void oneEndDownTakesTheCarrierFromTheOther() {
        VethDevice a = veth();
        a.up();
        assertFalse(a.hasCarrier());
        assertEquals("LOWERLAYERDOWN", a.operationalState());
        assertEquals("DOWN", a.peer().operationalState());
        assertEquals(Errno.OK, a.transmit(TestHost.frame(TestHost.mac(2), TestHost.mac(1), 1)));
        assertEquals(1, a.counters.txDropped);
        a.peer().up();
        assertTrue(a.hasCarrier() && a.peer().hasCarrier());
        assertEquals("UP", a.operationalState());
        a.peer().down();
        assertFalse(a.hasCarrier());
        assertEquals(1, host.accounts.dropped(DropReason.DEVICE_DOWN));
    }

    @Test
    void aDeviceThatIsDownRefuses() {
        assertEquals(Errno.ENETDOWN, veth().transmit(TestHost.frame(TestHost.mac(2), TestHost.mac(1), 1)));
    }

    @Test
    void thePeersMtuAndAVlanTagBoundTheLength() {
        VethDevice a = veth();
        a.up();
        a.peer().up();
        a.peer().mtu(1000);
        assertEquals(Errno.OK, a.transmit(charged(TestHost.mac(2), 1, 1004)));
        assertEquals(Errno.ENOBUFS, a.transmit(charged(TestHost.mac(2), 2, 1005)));
        assertEquals(1, a.counters.txDropped);
        assertEquals(1, host.accounts.dropped(DropReason.TOO_LONG));
        assertEquals(2, released.size());
    }

    @Test
    void aFullBacklogIsTheSendersDropToo() {
        host.sysctls.get("net.core.netdev_max_backlog").set(1);
        VethDevice a = veth();
        a.up();
        a.peer().up();
        for (int i = 0; i < 2; i++) {
            assertEquals(Errno.OK, a.transmit(TestHost.frame(TestHost.mac(2), TestHost.mac(1), i)));
        }
        assertEquals(Errno.ENOBUFS, a.transmit(TestHost.frame(TestHost.mac(2), TestHost.mac(1), 2)));
        assertEquals(1, a.counters.txDropped);
        assertEquals(1, a.peer().counters.rxDropped);
    }

    @Test
    void deletingOneEndDeletesBothAndFlushesWhatWaited() {
        VethDevice a = veth();
        a.up();
        a.peer().up();
        a.transmit(TestHost.frame(TestHost.mac(2), TestHost.mac(1), 1));
        assertNotNull(host.devices.byName("vb"));
        host.devices.delete(a);
        assertNull(host.devices.byName("vb"));
        loop.runInstant();
        assertEquals(List.of(), host.received);
        assertEquals(1, host.accounts.dropped(DropReason.FLUSHED));
    }
}
