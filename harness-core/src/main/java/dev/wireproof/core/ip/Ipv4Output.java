package dev.wireproof.core.ip;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.hook.HookPoint;
import dev.wireproof.core.hook.Hooks;
import dev.wireproof.core.hook.Verdict;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.neigh.Neighbour;
import dev.wireproof.core.route.Dst;
import dev.wireproof.core.route.OutputRouter;
import dev.wireproof.core.route.RouteType;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.UnfilledChecksum;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.core.wire.Octets;

/**
 * The way of a packet with a finished IP header out of this host: LOCAL_OUT, POST_ROUTING, fragmentation, neighbour (Linux
 * net/ipv4/ip_output.c; facts 3.5 and 3.7).
 */
final class Ipv4Output {
    private final Hooks hooks;
    private final Counters counters;
    private final DropSink drops;
    private final OutputRouter router;
    private final Fragmenter fragmenter = new Fragmenter();
    private IcmpErrors errors;

    Ipv4Output(Hooks hooks, Counters counters, DropSink drops, OutputRouter router) {
        this.hooks = hooks;
        this.counters = counters;
        this.drops = drops;
        this.router = router;
    }

    /** Sets who tells senders that a packet is too big; once. */
    void attach(IcmpErrors icmp) {
        errors = icmp;
    }

    /** Sends a packet of this host; {@code skb.data()} is its IP header (Linux {@code ip_local_out}). */
    Errno local(SkBuff skb, Dst dst, int mtu) {
        counters.increment(Counter.IP_OUT_REQUESTS);
        skb.route = dst;
        return hooks.isEmpty(HookPoint.LOCAL_OUT) ? leave(skb, dst, null, mtu) : throughLocalOut(skb, dst, mtu);
    }

    /** A function that changed an address, the TOS or the mark makes another route (Linux {@code ip_route_me_harder}). */
    private Errno throughLocalOut(SkBuff skb, Dst dst, int mtu) {
        int source = Octets.i32(skb.head(), skb.data() + 12);
        int destination = Octets.i32(skb.head(), skb.data() + 16);
        int tos = Octets.u8(skb.head(), skb.data() + 1);
        int mark = skb.mark;
        Verdict v = hooks.run(HookPoint.LOCAL_OUT, skb, null, dst.device());
        if (v != Verdict.ACCEPT) {
            return v == Verdict.DROP ? Errno.EPERM : Errno.OK;
        }
        int newSource = Octets.i32(skb.head(), skb.data() + 12);
        int newDestination = Octets.i32(skb.head(), skb.data() + 16);
        if (newSource == source && newDestination == destination && Octets.u8(skb.head(), skb.data() + 1) == tos && skb.mark == mark) {
            return leave(skb, dst, null, mtu);
        }
        Dst next = router.route(newSource, newDestination, 0);
        if (next.isRefused()) {
            drops.drop(skb, DropReason.NO_ROUTE);
            return next.errno();
        }
        skb.route = next;
        return leave(skb, next, null, next.mtu());
    }

    /** Linux {@code ip_output}. {@code in} is null for packets of this host. */
    Errno leave(SkBuff skb, Dst dst, NetDevice in, int mtu) {
        Verdict v = hooks.run(HookPoint.POST_ROUTING, skb, in, dst.device());
        if (v != Verdict.ACCEPT) {
            return v == Verdict.DROP ? Errno.EPERM : Errno.OK;
        }
        return skb.longestPacket() > mtu ? inPieces(skb, dst, mtu) : finish(skb, dst);
    }

    /** Linux {@code ip_fragment}. */
    private Errno inPieces(SkBuff skb, Dst dst, int mtu) {
        UnfilledChecksum.fill(skb);
        boolean mayNot = (Octets.u16(skb.head(), skb.data() + 6) & Ipv4View.DF) != 0;
        if (mayNot) {
            errors.send(skb, 3, 4, mtu);
        }
        int pieces = mayNot ? 0 : fragmenter.split(skb, mtu, f -> {
            counters.increment(Counter.IP_FRAG_CREATES);
            finish(f, dst);
        });
        if (pieces == 0) {
            counters.increment(Counter.IP_FRAG_FAILS);
            drops.drop(skb, DropReason.FRAGMENTATION_NEEDED);
            return Errno.EMSGSIZE;
        }
        counters.increment(Counter.IP_FRAG_OKS);
        skb.orphan();
        return Errno.OK;
    }

    /** Linux {@code ip_finish_output2}. */
    private Errno finish(SkBuff skb, Dst dst) {
        counters.increment(Counter.IP_OUT_TRANSMITS);
        counters.add(Counter.IPEXT_OUT_OCTETS, skb.length());
        if (dst.type() != RouteType.UNICAST) {
            countSpecial(dst.type(), skb.length());
        }
        Neighbour next = dst.neighbour();
        if (next == null) {
            counters.increment(Counter.IP_OUT_DISCARDS);
            drops.drop(skb, DropReason.NEIGHBOUR_FAILED);
            return Errno.ENOBUFS;
        }
        return next.output(skb);
    }

    private void countSpecial(RouteType type, int octets) {
        if (type == RouteType.MULTICAST) {
            counters.increment(Counter.IPEXT_OUT_MCAST_PKTS);
            counters.add(Counter.IPEXT_OUT_MCAST_OCTETS, octets);
        } else if (type == RouteType.BROADCAST) {
            counters.increment(Counter.IPEXT_OUT_BCAST_PKTS);
            counters.add(Counter.IPEXT_OUT_BCAST_OCTETS, octets);
        }
    }
}
