package dev.wireproof.core.ip;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.route.Dst;
import dev.wireproof.core.route.Fib;
import dev.wireproof.core.route.OutputRouter;
import dev.wireproof.core.route.RouteMetrics;
import dev.wireproof.core.route.RouteType;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.core.wire.Octets;

/**
 * {@link Network} for IPv4: paths with their cached routes, and the header of every packet that a transport of this host sends
 * (RFC 791; Linux {@code ip_queue_xmit}; facts 3.5, 3.6).
 */
public final class Ipv4 implements Network {
    private static final int LARGEST = 65_535;

    private final Fib fib;
    private final OutputRouter router;
    private final Ipv4Output output;
    private final Counters counters;
    private final DropSink drops;
    private final Identification ids;
    private final Transports transports;
    private final Setting defaultTtl;
    private final Setting noPmtuDiscovery;
    private IcmpErrors errors;

    Ipv4(Sysctls sysctls, Counters counters, DropSink drops, Fib fib, OutputRouter router, Ipv4Output output, Identification ids,
            Transports transports) {
        this.fib = fib;
        this.router = router;
        this.output = output;
        this.counters = counters;
        this.drops = drops;
        this.ids = ids;
        this.transports = transports;
        defaultTtl = sysctls.number("net.ipv4.ip_default_ttl", 64, 1, 255);
        noPmtuDiscovery = sysctls.number("net.ipv4.ip_no_pmtu_disc", 0, 0, 3);
    }

    /** Sets who tells senders about what cannot be delivered; once. */
    void attach(IcmpErrors icmp) {
        errors = icmp;
    }

    @Override
    public int headerSize() {
        return Ipv4View.SIZE;
    }

    @Override
    public PathAnswer open(Address source, Address destination, int protocol, int ifindex) {
        if (!destination.isV4() || !source.isV4()) {
            return new PathAnswer(null, Errno.EAFNOSUPPORT);
        }
        Dst dst = router.route(source.v4(), destination.v4(), ifindex);
        if (dst.isRefused()) {
            if (dst.errno() == Errno.ENETUNREACH) {
                counters.increment(Counter.IP_OUT_NO_ROUTES);
            }
            return new PathAnswer(null, dst.errno());
        }
        Address from = source.isAny() ? Address.v4(dst.source()) : source;
        Address to = destination.isAny() ? Address.v4(dst.nextHop()) : destination;
        IpPath path = new IpPath(from, to, protocol, ifindex);
        path.addressSum = (from.low() & 0xFFFF_FFFFL) + (to.low() & 0xFFFF_FFFFL) + protocol;
        path.nextId = ids.start();
        path.route = source.isAny() || destination.isAny() ? null : dst;
        if (noPmtuDiscovery.isOn()) {
            path.pmtuDiscovery = IpPath.PmtuDiscovery.DONT;
        }
        return new PathAnswer(path, Errno.OK);
    }

    /** The path's route, looked up again when a table changed. */
    private Dst routeOf(IpPath path) {
        Dst d = (Dst) path.route;
        if (d == null || !d.isCurrent()) {
            d = router.route((int) path.source.low(), (int) path.destination.low(), path.ifindex);
            path.route = d;
        }
        return d;
    }

    // As routeOf, but a path whose route has changed keeps it until a packet takes the new one: its MTU still counts for segments.
    private Dst lookAhead(IpPath path) {
        Dst d = (Dst) path.route;
        return d == null || d.isCurrent() ? routeOf(path) : router.route((int) path.source.low(), (int) path.destination.low(), path.ifindex);
    }

    @Override
    public Errno transmit(SkBuff skb, IpPath path) {
        Dst dst = routeOf(path);
        if (dst.isRefused()) {
            counters.increment(Counter.IP_OUT_NO_ROUTES);
            return refuse(skb, DropReason.NO_ROUTE, Errno.EHOSTUNREACH);
        }
        int length = skb.length() + Ipv4View.SIZE;
        int mtu = mtuOf(path, dst);
        int longest = skb.longestPacket() + Ipv4View.SIZE;
        if (longest > mtu && (length > LARGEST || !mayFragment(path))) {
            return refuse(skb, DropReason.FRAGMENTATION_NEEDED, Errno.EMSGSIZE);
        }
        boolean df = path.idZero || setsDf(path, dst, longest <= mtu);
        int id = path.idZero ? 0 : idOf(path, df, skb.segments);
        int at = skb.push(Ipv4View.SIZE);
        Ipv4Header.write(skb.head(), at, path.tos, length, id, df ? Ipv4View.DF : 0, ttlOf(path, dst), path.protocol,
                (int) path.source.low(), (int) path.destination.low());
        skb.networkHeader = at;
        skb.transportHeader = at + Ipv4View.SIZE;
        skb.protocol = EtherType.IPV4;
        skb.mark = path.mark;
        skb.priority = path.priority;
        return output.local(skb, dst, mtu);
    }

    private Errno refuse(SkBuff skb, DropReason reason, Errno errno) {
        drops.drop(skb, reason);
        return errno;
    }

    /** True when a datagram larger than the MTU is cut here instead of refused (Linux {@code ip_sk_ignore_df}). */
    private static boolean mayFragment(IpPath path) {
        return switch (path.pmtuDiscovery) {
            case DONT, WANT, OMIT -> true;
            case DO, PROBE, INTERFACE -> false;
        };
    }

    private static boolean setsDf(IpPath path, Dst dst, boolean fits) {
        return switch (path.pmtuDiscovery) {
            case WANT -> fits && !dst.mtuLocked();
            case DO, PROBE -> true;
            case DONT, INTERFACE, OMIT -> false;
        };
    }

    private int idOf(IpPath path, boolean df, int packets) {
        if (path.connected) {
            int id = path.nextId & 0xFFFF;
            path.nextId += packets;
            return id;
        }
        return df && !mayFragment(path) ? 0 : ids.next((int) path.source.low(), (int) path.destination.low(), path.protocol);
    }

    private int ttlOf(IpPath path, Dst dst) {
        if (path.ttl >= 0) {
            return path.ttl;
        }
        if (dst.type() == RouteType.MULTICAST) {
            return 1;
        }
        int hops = dst.metrics().hopLimit();
        return hops != 0 ? hops : defaultTtl.intValue();
    }

    private static int mtuOf(IpPath path, Dst dst) {
        return switch (path.pmtuDiscovery) {
            case DONT, WANT, DO -> dst.mtu();
            case PROBE, INTERFACE, OMIT -> dst.linkMtu();
        };
    }

    @Override
    public int mtu(IpPath path) {
        Dst dst = lookAhead(path);
        return dst.isRefused() ? LARGEST : mtuOf(path, dst);
    }

    @Override
    public int pathMtu(IpPath path) {
        Dst dst = lookAhead(path);
        int mtu = dst.isRefused() ? LARGEST : dst.mtu();
        Dst held = (Dst) path.route;
        return held.isRefused() ? mtu : Math.min(mtu, held.mtu());
    }

    @Override
    public boolean forbidsFragments(IpPath path) {
        Dst dst = lookAhead(path);
        return !dst.isRefused() && setsDf(path, dst, true);
    }

    @Override
    public int superSegments(IpPath path) {
        Dst dst = lookAhead(path);
        return dst.isRefused() || dst.device() == null ? 1 : dst.device().superSegments();
    }

    @Override
    public boolean paces(IpPath path) {
        Dst dst = routeOf(path);
        return !dst.isRefused() && dst.device() != null && dst.device().paces();
    }

    @Override
    public void updateMtu(IpPath path, int mtu) {
        if (path.pmtuDiscovery != IpPath.PmtuDiscovery.INTERFACE && path.pmtuDiscovery != IpPath.PmtuDiscovery.OMIT) {
            updateMtu(path.destination, mtu);
        }
    }

    @Override
    public void updateMtu(Address destination, int mtu) {
        router.learnMtu(destination.v4(), mtu);
    }

    @Override
    public RouteMetrics metrics(IpPath path) {
        return lookAhead(path).metrics();
    }

    @Override
    public long pseudoHeaderSum(SkBuff skb, int length) {
        return (skb.sourceLow & 0xFFFF_FFFFL) + (skb.destinationLow & 0xFFFF_FFFFL) + skb.ipProtocol + length;
    }

    @Override
    public long pseudoHeaderSum(IpPath path, int length) {
        return path.addressSum + length;
    }

    @Override
    public int pseudoHeader(Address source, Address destination, int length, byte[] into) {
        Octets.put32(into, 0, source.v4());
        Octets.put32(into, 4, destination.v4());
        Octets.put16(into, 8, IpProtocol.TCP);
        Octets.put16(into, 10, length);
        return 12;
    }

    @Override
    public AddressType typeOf(Address address) {
        return switch (fib.typeOf(address.v4(), null)) {
            case LOCAL -> AddressType.LOCAL;
            case BROADCAST -> AddressType.BROADCAST;
            case MULTICAST -> AddressType.MULTICAST;
            case BLACKHOLE, UNREACHABLE, PROHIBIT, THROW -> AddressType.UNREACHABLE;
            case UNICAST -> AddressType.UNICAST;
        };
    }

    @Override
    public void confirm(IpPath path) {
        Dst dst = lookAhead(path);
        if (!dst.isRefused()) {
            dst.confirm();
        }
    }

    @Override
    public void reject(SkBuff skb, int type, int code) {
        errors.send(skb, type, code, 0);
    }

    @Override
    public void register(TransportProtocol transport) {
        Invariant.check(transports.of(transport.number()) == null, "two transports of one number");
        transports.add(transport);
    }
}
