package dev.wireproof.core.route;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.dev.NetDevice;

/**
 * One route (Linux {@code fib_alias} with its {@code fib_info}). Built with the static starters and the {@code with}-like
 * words: {@code Route.to(Cidr.parse("10.1.0.0/16")).via(gateway)}.
 *
 * @param prefix destination network, host bits clear
 * @param gateway next hop, or null when destinations are on the link
 * @param device outgoing device; null for types that carry nothing, and until {@link Fib#add} found it by the gateway
 * @param preferredSource source address for local senders, or null to have one chosen
 * @param metric lower wins among routes of one prefix
 * @param origin who made it, as {@code ip route} prints {@code proto}: kernel, boot or static
 */
public record Route(
        Cidr prefix,
        RouteType type,
        RouteScope scope,
        Address gateway,
        NetDevice device,
        Address preferredSource,
        int metric,
        String origin,
        RouteMetrics metrics) {

    /** The default route's prefix. */
    public static final Cidr EVERYWHERE = new Cidr(Address.ANY, 0);

    /** A unicast route to a network on the link; say {@link #via} or {@link #dev} next. */
    public static Route to(Cidr prefix) {
        return new Route(prefix.network(), RouteType.UNICAST, RouteScope.LINK, null, null, null, 0, "boot", RouteMetrics.NONE);
    }

    /** A route of a type that carries nothing: blackhole, unreachable, prohibit or throw. */
    public static Route refusing(RouteType type, Cidr prefix) {
        return new Route(prefix.network(), type, RouteScope.UNIVERSE, null, null, null, 0, "boot", RouteMetrics.NONE);
    }

    /** A route the kernel makes for an address of a device. */
    static Route kernel(RouteType type, RouteScope scope, Cidr prefix, NetDevice device, Address source) {
        return new Route(prefix.network(), type, scope, null, device, source, 0, "kernel", RouteMetrics.NONE);
    }

    public Route via(Address next) {
        return new Route(prefix, type, RouteScope.UNIVERSE, next, device, preferredSource, metric, origin, metrics);
    }

    public Route dev(NetDevice out) {
        return new Route(prefix, type, scope, gateway, out, preferredSource, metric, origin, metrics);
    }

    public Route source(Address address) {
        return new Route(prefix, type, scope, gateway, device, address, metric, origin, metrics);
    }

    public Route metric(int value) {
        return new Route(prefix, type, scope, gateway, device, preferredSource, value, origin, metrics);
    }

    public Route origin(String who) {
        return new Route(prefix, type, scope, gateway, device, preferredSource, metric, who, metrics);
    }

    public Route metrics(RouteMetrics values) {
        return new Route(prefix, type, scope, gateway, device, preferredSource, metric, origin, values);
    }

    /** As {@code ip route} prints it, without metrics. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (type != RouteType.UNICAST) {
            text.append(type.name().toLowerCase(java.util.Locale.ROOT)).append(' ');
        }
        text.append(prefix.length() == 0 ? "default" : prefix.length() == 32 ? prefix.address().toString() : prefix.toString());
        text.append(gateway == null ? "" : " via " + gateway);
        text.append(device == null ? "" : " dev " + device.name());
        text.append("boot".equals(origin) ? "" : " proto " + origin);
        if (scope != RouteScope.UNIVERSE) {
            text.append(" scope ").append(scope.name().toLowerCase(java.util.Locale.ROOT));
        }
        text.append(preferredSource == null ? "" : " src " + preferredSource);
        text.append(metric == 0 ? "" : " metric " + metric);
        return text.toString();
    }
}
