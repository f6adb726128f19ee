package dev.wireproof.core.route;

import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.neigh.NeighbourTable;
import java.util.Arrays;

/**
 * The IPv4 sides of a namespace's devices, by index (Linux net/ipv4/devinet.c). The namespace tells it when a device is
 * registered, goes up, down or away; it keeps routes and neighbours in step.
 */
public final class Interfaces {
    /** The index of every namespace's loopback device. */
    public static final int LOOPBACK_INDEX = 1;

    private static final Cidr LOOPBACK = Cidr.parse("127.0.0.1/8");

    private final Sysctls sysctls;
    private final Fib fib;
    private final NeighbourTable neighbours;
    private final InterfaceSettings all;
    private final InterfaceSettings defaults;
    private final Setting ipForward;
    private InterfaceAddresses[] byIndex = new InterfaceAddresses[8];

    public Interfaces(Sysctls sysctls, Fib fib, NeighbourTable neighbours) {
        this.sysctls = sysctls;
        this.fib = fib;
        this.neighbours = neighbours;
        all = new InterfaceSettings(sysctls, "all", null, null, fib);
        defaults = new InterfaceSettings(sysctls, "default", all, null, fib);
        ipForward = sysctls.number("net.ipv4.ip_forward", 0, 0, 1);
        ipForward.onChange(() -> forwardEverywhere(ipForward.value()));
        all.forwarding().onChange(() -> forwardEverywhere(all.forwarding().value()));
        defaults.forwarding().onChange(fib::flushCaches);
        forwardEverywhere(ipForward.value());
    }

    /** {@code ip_forward}, {@code conf.all.forwarding} and all devices move together (Linux {@code inet_forward_change}). */
    private void forwardEverywhere(long value) {
        setIfOther(ipForward, value);
        setIfOther(all.forwarding(), value);
        setIfOther(defaults.forwarding(), value);
        for (InterfaceAddresses i : byIndex) {
            if (i != null) {
                setIfOther(i.settings().forwarding(), value);
            }
        }
        fib.flushCaches();
    }

    private static void setIfOther(Setting setting, long value) {
        if (setting.value() != value) {
            setting.set(value);
        }
    }

    /** A device came into the namespace; it is down and has no address. */
    public InterfaceAddresses add(NetDevice device) {
        int index = device.ifindex();
        Invariant.check(index > 0, "device without an index");
        if (index >= byIndex.length) {
            byIndex = Arrays.copyOf(byIndex, Math.max(index + 1, byIndex.length * 2));
        }
        Invariant.check(byIndex[index] == null, "two devices of one index");
        InterfaceSettings settings = new InterfaceSettings(sysctls, device.name(), all, defaults, fib);
        settings.forwarding().onChange(fib::flushCaches);
        neighbours.parameters(device);
        byIndex[index] = new InterfaceAddresses(device, settings, fib);
        return byIndex[index];
    }

    /** The device went up: its addresses make their routes; loopback gets 127.0.0.1/8 when it has none. */
    public void up(NetDevice device) {
        InterfaceAddresses i = of(device);
        if (device.ifindex() == LOOPBACK_INDEX && i.addresses().isEmpty()) {
            i.add(LOOPBACK);
        }
        i.up();
    }

    /** The device went down: routes and neighbours go, addresses stay. */
    public void down(NetDevice device) {
        of(device).down();
        neighbours.deviceDown(device);
    }

    /** The device left the namespace; addresses and settings go too. */
    public void remove(NetDevice device) {
        of(device).down();
        neighbours.deviceRemoved(device);
        sysctls.removeUnder("net.ipv4.conf." + device.name() + ".");
        byIndex[device.ifindex()] = null;
    }

    /** The interface of a device of this namespace. */
    public InterfaceAddresses of(NetDevice device) {
        InterfaceAddresses i = at(device.ifindex());
        Invariant.check(i != null && i.device() == device, "device is not in this namespace");
        return i;
    }

    /** The interface with this index, or null. */
    public InterfaceAddresses at(int ifindex) {
        return ifindex > 0 && ifindex < byIndex.length ? byIndex[ifindex] : null;
    }

    /** The loopback device, or null before it is registered. */
    public NetDevice loopback() {
        InterfaceAddresses lo = byIndex[LOOPBACK_INDEX];
        return lo == null ? null : lo.device();
    }

    /** Largest index in use or below; for walks over all devices. */
    public int highestIndex() {
        return byIndex.length - 1;
    }

    /**
     * A source address for packets that leave by {@code device} to {@code target} (Linux {@code inet_select_addr}): a primary
     * address of the device in the target's subnet, else its first, else one of any other device.
     *
     * @param target next hop, or 0 for any
     * @param scope the address must reach at least this far
     * @return 0 when there is none
     */
    public int selectSource(NetDevice device, int target, RouteScope scope) {
        int own = of(device).select(target, scope);
        for (int i = 1; own == 0 && i < byIndex.length; i++) {
            if (byIndex[i] != null && byIndex[i].device() != device) {
                own = byIndex[i].select(0, scope);
            }
        }
        return own;
    }
}
