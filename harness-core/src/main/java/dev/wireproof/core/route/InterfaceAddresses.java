package dev.wireproof.core.route;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.dev.NetDevice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The IPv4 side of one device: its addresses, its settings, and the routes that its addresses make while it is up (Linux {@code
 * in_device}, net/ipv4/devinet.c; facts 3.9).
 */
public final class InterfaceAddresses {
    private final NetDevice device;
    private final InterfaceSettings settings;
    private final Fib fib;
    private final List<InterfaceAddress> addresses = new ArrayList<>();
    private boolean up;

    InterfaceAddresses(NetDevice device, InterfaceSettings settings, Fib fib) {
        this.device = device;
        this.settings = settings;
        this.fib = fib;
    }

    public NetDevice device() {
        return device;
    }

    public InterfaceSettings settings() {
        return settings;
    }

    /** In the order in which they were added; primaries of other subnets are not sorted before secondaries. */
    public List<InterfaceAddress> addresses() {
        return Collections.unmodifiableList(addresses);
    }

    /**
     * Adds an address; the first of a subnet is primary.
     *
     * @throws ErrnoException EEXIST when it is there already
     */
    public void add(Cidr cidr) {
        boolean secondary = false;
        for (InterfaceAddress a : addresses) {
            if (a.local().equals(cidr.address())) {
                throw new ErrnoException("addr add", Errno.EEXIST);
            }
            secondary |= !a.secondary() && a.cidr().length() == cidr.length() && a.cidr().contains(cidr.address());
        }
        RouteScope scope = cidr.address().isLoopback() ? RouteScope.HOST : RouteScope.UNIVERSE;
        InterfaceAddress added = new InterfaceAddress(cidr, scope, secondary);
        addresses.add(added);
        if (up) {
            makeRoutes(added);
        }
    }

    /**
     * Removes an address; a primary takes the secondaries of its subnet along.
     *
     * @throws ErrnoException EADDRNOTAVAIL when it is not there
     */
    public void remove(Address address) {
        InterfaceAddress gone = find(address);
        if (gone == null) {
            throw new ErrnoException("addr del", Errno.EADDRNOTAVAIL);
        }
        List<InterfaceAddress> leaving = new ArrayList<>(List.of(gone));
        for (InterfaceAddress a : addresses) {
            if (!gone.secondary() && a.secondary() && a.cidr().length() == gone.cidr().length() && gone.cidr().contains(a.local())) {
                leaving.add(a);
            }
        }
        addresses.removeAll(leaving);
        for (InterfaceAddress a : leaving) {
            withdrawRoutes(a);
        }
    }

    private InterfaceAddress find(Address address) {
        for (InterfaceAddress a : addresses) {
            if (a.local().equals(address)) {
                return a;
            }
        }
        return null;
    }

    void up() {
        up = true;
        for (InterfaceAddress a : addresses) {
            makeRoutes(a);
        }
    }

    void down() {
        up = false;
        fib.deviceDown(device);
    }

    private boolean isLoopback() {
        return device.ifindex() == Interfaces.LOOPBACK_INDEX;
    }

    /** Linux {@code fib_add_ifaddr}. */
    private void makeRoutes(InterfaceAddress a) {
        fib.add(Fib.Table.LOCAL, host(RouteType.LOCAL, RouteScope.HOST, a.local(), a));
        if (a.secondary()) {
            return;
        }
        if (a.broadcast() != null) {
            fib.add(Fib.Table.LOCAL, host(RouteType.BROADCAST, RouteScope.LINK, a.broadcast(), a));
        }
        if (a.cidr().length() < 32) {
            fib.add(isLoopback() ? Fib.Table.LOCAL : Fib.Table.MAIN, connected(a));
        }
    }

    /** Linux {@code fib_del_ifaddr}. */
    private void withdrawRoutes(InterfaceAddress a) {
        fib.remove(Fib.Table.LOCAL, host(RouteType.LOCAL, RouteScope.HOST, a.local(), a));
        if (!a.secondary()) {
            if (a.broadcast() != null) {
                fib.remove(Fib.Table.LOCAL, host(RouteType.BROADCAST, RouteScope.LINK, a.broadcast(), a));
            }
            fib.remove(isLoopback() ? Fib.Table.LOCAL : Fib.Table.MAIN, connected(a));
        }
        fib.sourceGone(a.local());
    }

    private Route host(RouteType type, RouteScope scope, Address to, InterfaceAddress a) {
        return Route.kernel(type, scope, new Cidr(to, 32), device, a.local());
    }

    private Route connected(InterfaceAddress a) {
        return isLoopback()
                ? Route.kernel(RouteType.LOCAL, RouteScope.HOST, a.cidr(), device, a.local())
                : Route.kernel(RouteType.UNICAST, RouteScope.LINK, a.cidr(), device, a.local());
    }

    /** True when the address lies in the subnet of one of the interface's primary addresses (Linux {@code inet_addr_onlink}). */
    public boolean isOnLink(int address) {
        for (int i = 0; i < addresses.size(); i++) {
            if (addresses.get(i).cidr().contains(address)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The primary address for talking to {@code target}: of its subnet, else the first; 0 when there is none (Linux {@code
     * inet_select_addr}, one device).
     */
    int select(int target, RouteScope scope) {
        int first = 0;
        for (int i = 0; i < addresses.size(); i++) {
            InterfaceAddress a = addresses.get(i);
            if (a.secondary() || a.scope().isNarrowerThan(scope)) {
                continue;
            }
            int own = a.local().v4();
            if (target == 0 || a.cidr().contains(target)) {
                return own;
            }
            first = first == 0 ? own : first;
        }
        return first;
    }
}
