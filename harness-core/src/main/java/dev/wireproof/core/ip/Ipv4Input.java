package dev.wireproof.core.ip;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.dev.PacketHandler;
import dev.wireproof.core.hook.HookPoint;
import dev.wireproof.core.hook.Hooks;
import dev.wireproof.core.hook.Verdict;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.route.Dst;
import dev.wireproof.core.route.InputRouter;
import dev.wireproof.core.route.RouteType;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.skb.PacketKind;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.core.wire.Octets;

/**
 * Receives IPv4 packets: header checks in Linux's order with their counters, PRE_ROUTING, routing, and on to local delivery or
 * forwarding (Linux {@code ip_rcv}; facts 3.1).
 */
public final class Ipv4Input implements PacketHandler {
    private static final Counter[] BY_ECN = {
        Counter.IPEXT_IN_NO_ECT_PKTS, Counter.IPEXT_IN_ECT1_PKTS, Counter.IPEXT_IN_ECT0_PKTS, Counter.IPEXT_IN_CE_PKTS
    };

    private final Hooks hooks;
    private final Counters counters;
    private final DropSink drops;
    private final InputRouter router;
    private final LocalDelivery delivery;
    private final Ipv4Forward forward;
    private final Refusal refusal;
    private final Ipv4Options options;
    private final Ipv4View view = new Ipv4View();

    Ipv4Input(Hooks hooks, Counters counters, DropSink drops, InputRouter router, LocalDelivery delivery, Ipv4Forward forward,
            Refusal refusal, Ipv4Options options) {
        this.hooks = hooks;
        this.counters = counters;
        this.drops = drops;
        this.router = router;
        this.delivery = delivery;
        this.forward = forward;
        this.refusal = refusal;
        this.options = options;
    }

    @Override
    public void receive(SkBuff skb, NetDevice device) {
        if (skb.kind == PacketKind.OTHERHOST) {
            drops.drop(skb, DropReason.OTHERHOST);
            return;
        }
        counters.increment(Counter.IP_IN_RECEIVES);
        counters.add(Counter.IPEXT_IN_OCTETS, skb.length());
        if (!hasGoodHeader(skb)) {
            return;
        }
        skb.networkHeader = skb.data();
        skb.inputIfindex = device.ifindex();
        if (hooks.run(HookPoint.PRE_ROUTING, skb, device, null) == Verdict.ACCEPT) {
            route(skb, device);
        }
    }

    private boolean hasGoodHeader(SkBuff skb) {
        if (!skb.mayPull(Ipv4View.SIZE)) {
            return bad(skb, Counter.IP_IN_HDR_ERRORS, DropReason.IP_HEADER);
        }
        byte[] head = skb.head();
        int at = skb.data();
        int versionAndLength = Octets.u8(head, at);
        if (versionAndLength >>> 4 != 4 || (versionAndLength & 15) < 5) {
            return bad(skb, Counter.IP_IN_HDR_ERRORS, DropReason.IP_HEADER);
        }
        counters.increment(BY_ECN[Octets.u8(head, at + 1) & 3]);
        int header = (versionAndLength & 15) << 2;
        if (header == Ipv4View.SIZE) {
            if (!Ipv4Header.holds(head, at)) {
                return badChecksum(skb);
            }
        } else if (!skb.mayPull(header)) {
            return bad(skb, Counter.IP_IN_HDR_ERRORS, DropReason.IP_HEADER);
        } else if (!view.at(skb.head(), skb.data()).checksumHolds()) {
            return badChecksum(skb);
        }
        return hasGoodLength(skb, header);
    }

    private boolean badChecksum(SkBuff skb) {
        counters.increment(Counter.IPEXT_IN_CSUM_ERRORS);
        return bad(skb, Counter.IP_IN_HDR_ERRORS, DropReason.IP_CHECKSUM);
    }

    private boolean hasGoodLength(SkBuff skb, int header) {
        int total = Octets.u16(skb.head(), skb.data() + 2);
        int length = skb.length();
        if (length < total) {
            return bad(skb, Counter.IPEXT_IN_TRUNCATED_PKTS, DropReason.IP_TRUNCATED);
        }
        if (total < header) {
            return bad(skb, Counter.IP_IN_HDR_ERRORS, DropReason.IP_HEADER);
        }
        if (length > total) {
            skb.trim(total);
        }
        return true;
    }

    private boolean bad(SkBuff skb, Counter counter, DropReason reason) {
        counters.increment(counter);
        drops.drop(skb, reason);
        return false;
    }

    /** Linux {@code ip_rcv_finish}. A packet that came over loopback has its route already. */
    private void route(SkBuff skb, NetDevice device) {
        byte[] head = skb.head();
        int at = skb.data();
        int source = Octets.i32(head, at + 12);
        int destination = Octets.i32(head, at + 16);
        Dst dst = (Dst) skb.route;
        if (dst == null) {
            dst = router.route(source, destination, device);
            skb.route = dst;
        }
        skb.sourceHigh = 0;
        skb.sourceLow = Address.lowOf(source);
        skb.destinationHigh = 0;
        skb.destinationLow = Address.lowOf(destination);
        skb.trafficClass = Octets.u8(head, at + 1);
        skb.hopLimit = Octets.u8(head, at + 8);
        skb.ipProtocol = Octets.u8(head, at + 9);
        int header = (Octets.u8(head, at) & 15) << 2;
        if (header == Ipv4View.SIZE || options.accept(skb, dst, device, header)) {
            onward(skb, dst, device);
        }
    }

    private void onward(SkBuff skb, Dst dst, NetDevice device) {
        RouteType type = dst.type();
        if (dst.isRefused()) {
            refusal.refuse(skb, dst, device);
        } else if (type == RouteType.LOCAL) {
            delivery.deliver(skb, device);
        } else if (type == RouteType.UNICAST) {
            forward.forward(skb, dst, device);
        } else {
            toMany(skb, type, device);
        }
    }

    private void toMany(SkBuff skb, RouteType type, NetDevice device) {
        boolean broadcast = type == RouteType.BROADCAST;
        counters.increment(broadcast ? Counter.IPEXT_IN_BCAST_PKTS : Counter.IPEXT_IN_MCAST_PKTS);
        counters.add(broadcast ? Counter.IPEXT_IN_BCAST_OCTETS : Counter.IPEXT_IN_MCAST_OCTETS, skb.length());
        delivery.deliver(skb, device);
    }
}
