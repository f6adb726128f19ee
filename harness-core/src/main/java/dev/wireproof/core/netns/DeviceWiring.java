package dev.wireproof.core.netns;

import dev.wireproof.core.arp.ArpProtocol;
import dev.wireproof.core.dev.DeviceEvent;
import dev.wireproof.core.dev.DeviceListener;
import dev.wireproof.core.dev.DeviceRegistry;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.ip.Ipv4Stack;
import dev.wireproof.core.route.InterfaceAddress;
import dev.wireproof.core.wire.EtherType;

/** Ties the devices of a namespace to its IPv4 side: frames by EtherType upwards, changes of devices to those who keep state about them. */
final class DeviceWiring implements DeviceListener {
    private final Ipv4Stack stack;
    private final ArpProtocol arp;

    DeviceWiring(Ipv4Stack stack, ArpProtocol arp) {
        this.stack = stack;
        this.arp = arp;
    }

    void attachTo(DeviceRegistry devices) {
        devices.packetTypes.register(EtherType.IPV4, stack.input());
        devices.packetTypes.register(EtherType.ARP, arp);
        devices.addListener(this);
    }

    /** Linux {@code inetdev_event}, {@code fib_netdev_event} and {@code arp_netdev_event}. */
    @Override
    public void deviceChanged(NetDevice device, DeviceEvent event) {
        switch (event) {
            case REGISTERED -> stack.interfaces().add(device);
            case UP -> {
                stack.interfaces().up(device);
                announce(device);
            }
            case DOWN -> stack.interfaces().down(device);
            case UNREGISTERED -> stack.interfaces().remove(device);
            case CHANGED -> {
                if (!device.hasCarrier()) {
                    stack.neighbours().carrierLost(device);
                    stack.fib().flushCaches();
                }
            }
            case MTU_CHANGED -> stack.fib().flushCaches();
            case ADDRESS_CHANGED -> {
                stack.neighbours().deviceDown(device);
                stack.fib().flushCaches();
                announce(device);
            }
            case GOING_DOWN -> {
                // Routes stay until the device is down, so that its last frames still find their way.
            }
        }
    }

    private void announce(NetDevice device) {
        if (device.isUp() && stack.interfaces().of(device).settings().notifiesByArp()) {
            for (InterfaceAddress a : stack.interfaces().of(device).addresses()) {
                arp.announce(device, a.local());
            }
        }
    }
}
