package dev.wireproof.core.ip;

import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.hook.HookPoint;
import dev.wireproof.core.hook.Hooks;
import dev.wireproof.core.hook.Verdict;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.route.Dst;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.skb.PacketKind;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.Ipv4View;

/** Sends packets for others on (Linux {@code ip_forward}; the order is that of facts 3.4). */
final class Ipv4Forward {
    private final Hooks hooks;
    private final Counters counters;
    private final DropSink drops;
    private final Ipv4Output output;
    private final Redirects redirects;
    private final Setting useLearntMtu;
    private final Ipv4View view = new Ipv4View();
    private final IcmpErrors errors;

    Ipv4Forward(Sysctls sysctls, Hooks hooks, Counters counters, DropSink drops, Ipv4Output output, Redirects redirects, IcmpErrors errors) {
        this.errors = errors;
        this.hooks = hooks;
        this.counters = counters;
        this.drops = drops;
        this.output = output;
        this.redirects = redirects;
        useLearntMtu = sysctls.number("net.ipv4.ip_forward_use_pmtu", 0, 0, 1);
    }

    /** {@code skb.data()} is the IP header. */
    void forward(SkBuff skb, Dst dst, NetDevice in) {
        if (skb.kind != PacketKind.HOST) {
            drops.drop(skb, DropReason.OTHERHOST);
            return;
        }
        if (skb.hopLimit <= 1) {
            counters.increment(Counter.IP_IN_HDR_ERRORS);
            errors.send(skb, 11, 0, 0);
            drops.drop(skb, DropReason.TTL_EXCEEDED);
            return;
        }
        counters.increment(Counter.IP_FORW_DATAGRAMS);
        int mtu = useLearntMtu.isOn() ? dst.mtu() : dst.linkMtu();
        view.at(skb.head(), skb.data());
        if (skb.longestPacket() > mtu && view.dontFragment()) {
            counters.increment(Counter.IP_FRAG_FAILS);
            errors.send(skb, 3, 4, mtu);
            drops.drop(skb, DropReason.FRAGMENTATION_NEEDED);
            return;
        }
        view.decrementTtl();
        if (view.headerLength() > Ipv4View.SIZE) {
            view.fillChecksum();
        }
        redirects.forwarded(skb, view.source(), dst, in);
        if (hooks.run(HookPoint.FORWARD, skb, in, dst.device()) == Verdict.ACCEPT) {
            output.leave(skb, dst, in, mtu);
        }
    }
}
