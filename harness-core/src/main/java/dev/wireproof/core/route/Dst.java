package dev.wireproof.core.route;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.neigh.Neighbour;
import dev.wireproof.core.neigh.NeighbourTable;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropReason;

/**
 * The result of routing one packet, kept and shared while {@link #isCurrent} (Linux {@code rtable} with its dst entry).
 */
public final class Dst {
    /** Largest packet that the length field can say. */
    private static final int MOST_OCTETS = 65_535;

    private final Fib fib;
    private final int generation;
    private final RouteType type;
    private final Route route;
    private final NetDevice device;
    private final int nextHop;
    private final int source;
    private final Errno errno;
    private final DropReason dropReason;

    private EventLoop loop;
    private NeighbourTable neighbours;
    private PathMtu pathMtu;
    private Neighbour neighbour;

    private Dst(Fib fib, RouteType type, Route route, NetDevice device, int nextHop, int source, Errno errno, DropReason dropReason) {
        this.fib = fib;
        this.generation = fib.generation();
        this.type = type;
        this.route = route;
        this.device = device;
        this.nextHop = nextHop;
        this.source = source;
        this.errno = errno;
        this.dropReason = dropReason;
    }

    /** A way out by a device. */
    static Dst outgoing(Fib fib, RouteType type, Route route, NetDevice device, int nextHop, int source) {
        return new Dst(fib, type, route, device, nextHop, source, Errno.OK, null);
    }

    /** Delivery to this host. */
    static Dst incoming(Fib fib, RouteType type, Route route) {
        return new Dst(fib, type, route, route == null ? null : route.device(), 0, 0, Errno.OK, null);
    }

    /** No way: what the sender is told, and how a received packet ends. */
    static Dst refusal(Fib fib, Errno errno, DropReason reason) {
        return new Dst(fib, RouteType.UNREACHABLE, null, null, 0, 0, errno, reason);
    }

    Dst with(EventLoop clock, NeighbourTable table, PathMtu learnt) {
        loop = clock;
        neighbours = table;
        pathMtu = learnt;
        return this;
    }

    /** False as soon as any table changed since; then route again. */
    public boolean isCurrent() {
        return generation == fib.generation();
    }

    /** LOCAL and BROADCAST are for this host; UNICAST and MULTICAST are for others. */
    public RouteType type() {
        return type;
    }

    public boolean isRefused() {
        return errno != Errno.OK;
    }

    /** OK, or why there is no way. */
    public Errno errno() {
        return errno;
    }

    /** How a received packet ends that was refused; null otherwise. */
    public DropReason dropReason() {
        return dropReason;
    }

    /** The device to leave by; loopback for this host's own addresses. */
    public NetDevice device() {
        return device;
    }

    /** The address to resolve on the device, 32 bits. */
    public int nextHop() {
        return nextHop;
    }

    /** The source address that the route gives local senders, 32 bits; 0 when none. */
    public int source() {
        return source;
    }

    public RouteMetrics metrics() {
        return route == null ? RouteMetrics.NONE : route.metrics();
    }

    /** The neighbour to hand packets to; null when the table is full. */
    public Neighbour neighbour() {
        Neighbour n = neighbour;
        if (n == null || n.isDead()) {
            n = neighbours.resolve(0, Address.lowOf(nextHop), device);
            neighbour = n;
        }
        return n;
    }

    /** An upper layer heard from the next hop. */
    public void confirm() {
        Neighbour n = neighbour;
        if (n == null || n.isDead()) {
            n = neighbours.find(0, Address.lowOf(nextHop), device);
        }
        if (n != null) {
            n.confirm();
        }
    }

    /** Largest packet on the way: learnt, or the route's, or the device's (Linux {@code ipv4_mtu}). */
    public int mtu() {
        PathMtu p = pathMtu;
        if (p != null && loop.now() < p.expiresNanos) {
            return Math.min(p.octets, linkMtu());
        }
        return linkMtu();
    }

    /** Largest packet on the outgoing link, without what was learnt of the path (Linux {@code ip_dst_mtu_maybe_forward}). */
    public int linkMtu() {
        int metric = metrics().mtu();
        return Math.min(metric != 0 ? metric : device.mtu(), MOST_OCTETS);
    }

    /** DF must not be set on this way. */
    public boolean mtuLocked() {
        PathMtu p = pathMtu;
        return metrics().mtuLocked() || p != null && p.locked && loop.now() < p.expiresNanos;
    }
}
