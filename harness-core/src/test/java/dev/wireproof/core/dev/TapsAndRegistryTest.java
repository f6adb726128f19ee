package dev.wireproof.core.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.SkBuff;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TapsAndRegistryTest {
    private static final Mac OURS = TestHost.mac(1);
    private static final Mac PEER = TestHost.mac(2);

    private final EventLoop loop = new EventLoop();
    private final TestHost host = new TestHost(loop, 1);
    private final List<String> seen = new ArrayList<>();

    private PacketTap tap(String name) {
        return (skb, device, outgoing) ->
                seen.add(name + (outgoing ? ">" : "<") + device + ":" + TestHost.number(skb, NetDevice.HEADER));
    }

    @Test
    void tapsOfTheNamespaceComeBeforeThoseOfTheDeviceAndBothBeforeTheReceiveHandler() {
        NicDevice nic = host.nic("eth0", OURS, NicOptions.DEFAULT);
        nic.taps.add(tap("device"));
        host.devices.taps.add(tap("all"));
        nic.rxHandler((skb, device) -> {
            seen.add("handler");
            return RxHandler.Result.CONSUMED;
        });
        nic.frameArrived(TestHost.frame(OURS, PEER, 1));
        loop.runInstant();
        assertEquals(List.of("all<eth0:1", "device<eth0:1", "handler"), seen);
        assertEquals(List.of(), host.received);
    }

    @Test
    void aReceiveHandlerCanSendTheFrameOnAsAnotherDevicesAndTapsSeeItAgain() {
        NicDevice port = host.nic("eth0", OURS, NicOptions.DEFAULT);
        NicDevice bridge = host.nic("br0", OURS, NicOptions.DEFAULT);
        host.devices.taps.add(tap("all"));
        port.rxHandler((skb, device) -> {
            skb.device = bridge;
            return RxHandler.Result.ANOTHER;
        });
        port.frameArrived(TestHost.frame(OURS, PEER, 1));
        loop.runInstant();
        assertEquals(List.of("all<eth0:1", "all<br0:1"), seen);
        assertEquals(List.of("br0:1"), host.received);
    }

    @Test
    void aTapSeesAnOutgoingFrameOnlyWhenTheDriverGetsIt() {
        NicDevice nic = host.nic("eth0", OURS, NicOptions.DEFAULT.rings(16, 1));
        nic.txQueueLength(1);
        nic.attach(new TestWire(loop, 100));
        host.devices.taps.add(tap("all"));
        for (int i = 0; i < 3; i++) {
            nic.transmit(TestHost.frame(PEER, OURS, i));
        }
        assertEquals(List.of("all>eth0:0"), seen);
        loop.runUntil(1_000);
        // The third was refused by the full queue: no tap ever sees it.
        assertEquals(List.of("all>eth0:0", "all>eth0:1"), seen);
    }

    @Test
    void aRemovedTapSeesNothingMore() {
        NicDevice nic = host.nic("eth0", OURS, NicOptions.DEFAULT);
        PacketTap tap = tap("all");
        host.devices.taps.add(tap);
        host.devices.taps.remove(tap);
        nic.frameArrived(TestHost.frame(OURS, PEER, 1));
        loop.runInstant();
        assertEquals(List.of(), seen);
    }

    @Test
    void listenersHearOfEveryStepInADevicesLife() {
        List<String> events = new ArrayList<>();
        host.devices.addListener((device, event) -> events.add(device + " " + event));
        NicDevice nic = new NicDevice(host.softnets, "eth0", OURS, 1500, NicOptions.DEFAULT);
        host.devices.register(nic);
        nic.attach(new TestWire(loop, 0));
        nic.up();
        nic.up();
        nic.mtu(1400);
        nic.mac(PEER);
        nic.down();
        host.devices.unregister(nic);
        assertEquals(List.of("eth0 REGISTERED", "eth0 CHANGED", "eth0 UP", "eth0 MTU_CHANGED", "eth0 ADDRESS_CHANGED",
                "eth0 GOING_DOWN", "eth0 DOWN", "eth0 UNREGISTERED"), events);
    }

    @Test
    void indexesCountUpAndNamesAreUnique() {
        host.devices.register(new LoopbackDevice(host.softnets));
        NicDevice nic = host.nic("eth0", OURS, NicOptions.DEFAULT);
        assertEquals(2, nic.ifindex());
        assertEquals(nic, host.devices.byIndex(2));
        assertEquals(Errno.EEXIST, host.devices.register(new NicDevice(host.softnets, "eth0", PEER, 1500, NicOptions.DEFAULT)));
        assertEquals(Errno.EINVAL, nic.mtu(67));
        host.devices.unregister(nic);
        assertEquals(3, host.nic("eth1", OURS, NicOptions.DEFAULT).ifindex());
    }

    @Test
    void aMovedDeviceIsClosedAndKeepsItsIndexWhereThatIsFree() {
        host.devices.register(new LoopbackDevice(host.softnets));
        NicDevice nic = host.nic("eth0", OURS, NicOptions.DEFAULT);
        DeviceRegistry other = new DeviceRegistry();
        other.register(new LoopbackDevice(host.softnets));
        assertEquals(Errno.OK, host.devices.move(nic, other, "eth9"));
        assertEquals(2, nic.ifindex());
        assertEquals(other, nic.registry());
        assertEquals(false, nic.isUp());
        SkBuff late = TestHost.frame(OURS, PEER, 1);
        nic.frameArrived(late);
        assertEquals(1, host.accounts.dropped());
    }
}
