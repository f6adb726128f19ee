package dev.wireproof.core.route;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.skb.DropReason;

/**
 * Routes arriving packets: to this host, through it, or nowhere (Linux {@code ip_route_input_slow}; the order is that of facts
 * 3.3). Results are cached by source, destination and device.
 */
public final class InputRouter {
    /** Stands for "any device" in the cache of local results, which depend on the destination alone. */
    private static final int ANY_DEVICE = -1;
    private static final int ALL_HOSTS = 0xE000_0001;

    private final Fib fib;
    private final Interfaces interfaces;
    private final SourceCheck sources;
    private final OutputRouter out;
    private final DstCache cache = new DstCache();

    public InputRouter(Fib fib, Interfaces interfaces, OutputRouter out) {
        this.fib = fib;
        this.interfaces = interfaces;
        this.out = out;
        this.sources = new SourceCheck(fib, interfaces);
    }

    /** Never null; see {@link Dst#isRefused} and {@link Dst#type}. */
    public Dst route(int source, int destination, NetDevice in) {
        Dst d = cache.get(source, destination, in.ifindex());
        if (d == null) {
            d = decide(source, destination, in);
            cache.put(source, destination, in.ifindex(), d);
        }
        return d;
    }

    private Dst decide(int source, int destination, NetDevice in) {
        if (Address.isMulticast(destination)) {
            return multicast(source, destination, in);
        }
        if (Address.isMulticast(source) || source == -1) {
            return martian();
        }
        if (destination == -1 || source == 0 && destination == 0) {
            return broadcast(source, destination, in, null);
        }
        InterfaceSettings settings = interfaces.of(in).settings();
        boolean loopback = Address.isLoopback(source) || Address.isLoopback(destination);
        if (source >>> 24 == 0 || destination >>> 24 == 0 || loopback && !settings.routesLoopbackNet()) {
            return martian();
        }
        Route route = fib.lookup(destination, 0, RouteScope.UNIVERSE);
        if (route != null && route.type() == RouteType.BROADCAST) {
            return broadcast(source, destination, in, route);
        }
        if (route != null && route.type() == RouteType.LOCAL) {
            return checked(source, in, null, local(destination, route));
        }
        if (!settings.forwards()) {
            return Dst.refusal(fib, Errno.EHOSTUNREACH, DropReason.NO_ROUTE);
        }
        if (route == null) {
            return Dst.refusal(fib, Errno.ENETUNREACH, DropReason.NO_ROUTE);
        }
        if (route.type().errno() != Errno.OK) {
            return Dst.refusal(fib, route.type().errno(), DropReason.NO_ROUTE);
        }
        return checked(source, in, route.device(), out.through(route, destination));
    }

    private Dst martian() {
        return Dst.refusal(fib, Errno.EINVAL, DropReason.MARTIAN);
    }

    private Dst broadcast(int source, int destination, NetDevice in, Route route) {
        Dst here = Dst.incoming(fib, RouteType.BROADCAST, route);
        return source == 0 ? here : checked(source, in, null, here);
    }

    private Dst multicast(int source, int destination, NetDevice in) {
        if (destination != ALL_HOSTS) {
            return Dst.refusal(fib, Errno.EINVAL, DropReason.NO_ROUTE);
        }
        if (Address.isMulticast(source) || source == -1 || Address.isLoopback(source)) {
            return martian();
        }
        Dst here = Dst.incoming(fib, RouteType.MULTICAST, null);
        return source >>> 24 == 0 ? here : checked(source, in, null, here);
    }

    /** One result for all senders, so that a flood of new sources makes nothing new. */
    private Dst local(int destination, Route route) {
        Dst d = cache.get(0, destination, ANY_DEVICE);
        if (d == null) {
            d = Dst.incoming(fib, RouteType.LOCAL, route);
            cache.put(0, destination, ANY_DEVICE, d);
        }
        return d;
    }

    private Dst checked(int source, NetDevice in, NetDevice leaving, Dst good) {
        return switch (sources.check(source, in, leaving)) {
            case ACCEPT -> good;
            case MARTIAN -> martian();
            case REVERSE_PATH -> Dst.refusal(fib, Errno.EINVAL, DropReason.RP_FILTER);
        };
    }
}
