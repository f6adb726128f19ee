package dev.wireproof.core.route;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.neigh.NeighbourTable;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropReason;

/**
 * Routes departing packets and chooses their source address (Linux {@code ip_route_output_key_hash}; the order is that of facts
 * 3.6). Results are cached by source, destination and device. It also keeps the path MTUs that were learnt.
 */
public final class OutputRouter {
    private static final int LOOPBACK = 0x7F00_0001;

    private final EventLoop loop;
    private final Fib fib;
    private final Interfaces interfaces;
    private final NeighbourTable neighbours;
    private final PathMtus pathMtus;
    private final DstCache cache = new DstCache();

    public OutputRouter(EventLoop loop, Fib fib, Interfaces interfaces, NeighbourTable neighbours, Sysctls sysctls) {
        this.loop = loop;
        this.fib = fib;
        this.interfaces = interfaces;
        this.neighbours = neighbours;
        this.pathMtus = new PathMtus(loop, fib, sysctls);
    }

    /**
     * Never null; see {@link Dst#isRefused}.
     *
     * @param source wanted source address, or 0; {@link Dst#source} of the result is meant for 0
     * @param ifindex device to leave by, or 0
     */
    public Dst route(int source, int destination, int ifindex) {
        Dst d = cache.get(source, destination, ifindex);
        if (d == null) {
            d = decide(source, destination, ifindex);
            cache.put(source, destination, ifindex, d);
        }
        return d;
    }

    private Dst decide(int source, int destination, int ifindex) {
        if (source != 0) {
            if (Address.isMulticast(source) || source == -1 || source >>> 24 == 0) {
                return refused(Errno.EINVAL);
            }
            if (fib.typeOf(source, null) != RouteType.LOCAL) {
                return refused(Errno.ENETUNREACH);
            }
        }
        if (destination == 0) {
            return toThisHost(source != 0 ? source : LOOPBACK, null);
        }
        if (destination >>> 24 == 0) {
            return refused(Errno.EINVAL);
        }
        return ifindex != 0 ? byDevice(source, destination, ifindex) : byTables(source, destination);
    }

    private Dst byDevice(int source, int destination, int ifindex) {
        InterfaceAddresses bound = interfaces.at(ifindex);
        if (bound == null) {
            return refused(Errno.ENODEV);
        }
        NetDevice device = bound.device();
        if (!device.isUp()) {
            return refused(Errno.ENETUNREACH);
        }
        Route route = destination == -1 ? null : fib.lookup(destination, ifindex, RouteScope.UNIVERSE);
        if (route == null || route.type().errno() != Errno.OK) {
            int own = interfaces.selectSource(device, 0, RouteScope.LINK);
            return leave(null, device, destination, destination, own, source);
        }
        return along(route, source, destination);
    }

    private Dst byTables(int source, int destination) {
        if (source != 0 && (Address.isMulticast(destination) || destination == -1)) {
            NetDevice owner = fib.lookupIn(Fib.Table.LOCAL, source, 0).device();
            return leave(null, owner, destination, destination, source, source);
        }
        Route route = fib.lookup(destination, 0, RouteScope.UNIVERSE);
        if (route == null) {
            return refused(Errno.ENETUNREACH);
        }
        if (route.type().errno() != Errno.OK) {
            return refused(route.type().errno());
        }
        return along(route, source, destination);
    }

    private Dst along(Route route, int source, int destination) {
        if (route.type() == RouteType.LOCAL) {
            return toThisHost(destination, route);
        }
        int hop = route.gateway() == null ? destination : route.gateway().v4();
        return leave(route, route.device(), hop, destination, sourceOf(route, hop), source);
    }

    private int sourceOf(Route route, int hop) {
        return route.preferredSource() != null ? route.preferredSource().v4()
                : interfaces.selectSource(route.device(), hop, route.scope());
    }

    private static RouteType typeFor(int destination, RouteType routed) {
        if (destination == -1) {
            return RouteType.BROADCAST;
        }
        return Address.isMulticast(destination) ? RouteType.MULTICAST : routed;
    }

    private Dst toThisHost(int destination, Route route) {
        int own = route == null || route.preferredSource() == null ? destination : route.preferredSource().v4();
        NetDevice lo = interfaces.loopback();
        if (lo == null || !lo.isUp()) {
            return refused(Errno.ENETUNREACH);
        }
        return complete(Dst.outgoing(fib, RouteType.LOCAL, route, lo, destination, own), destination);
    }

    private Dst leave(Route route, NetDevice device, int hop, int destination, int own, int source) {
        int used = source != 0 ? source : own;
        boolean loopbackLeaves = Address.isLoopback(used) && device.ifindex() != Interfaces.LOOPBACK_INDEX;
        if (loopbackLeaves && !interfaces.of(device).settings().routesLoopbackNet()) {
            return refused(Errno.EINVAL);
        }
        RouteType routed = route == null ? RouteType.UNICAST : route.type();
        return complete(Dst.outgoing(fib, typeFor(destination, routed), route, device, hop, own), destination);
    }

    /** A forwarded packet's way along a route. */
    Dst through(Route route, int destination) {
        int hop = route.gateway() == null ? destination : route.gateway().v4();
        return complete(Dst.outgoing(fib, route.type(), route, route.device(), hop, sourceOf(route, hop)), destination);
    }

    private Dst complete(Dst d, int destination) {
        return d.with(loop, neighbours, pathMtus.of(destination));
    }

    private Dst refused(Errno errno) {
        return Dst.refusal(fib, errno, DropReason.NO_ROUTE);
    }

    /** A router reported the largest packet that passes towards a destination (Linux {@code ipv4_update_pmtu}). */
    public void learnMtu(int destination, int octets) {
        Dst d = route(0, destination, 0);
        if (!d.isRefused()) {
            pathMtus.learn(destination, d.mtu(), d.mtuLocked(), octets);
        }
    }

    /** Forgets what was learnt ({@code ip route flush cache}). */
    public void forget() {
        pathMtus.clear();
    }
}
