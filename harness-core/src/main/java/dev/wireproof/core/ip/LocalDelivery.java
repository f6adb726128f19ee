package dev.wireproof.core.ip;

import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.hook.HookPoint;
import dev.wireproof.core.hook.Hooks;
import dev.wireproof.core.hook.Verdict;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.core.wire.Octets;

/** The last steps of a packet for this host: reassembly, LOCAL_IN, raw sockets, transport (Linux {@code ip_local_deliver}). */
final class LocalDelivery {
    private final Hooks hooks;
    private final Counters counters;
    private final DropSink drops;
    private final Transports transports;
    private final Reassembler reassembler;
    private final IcmpErrors errors;
    private RawReceiver raw;

    LocalDelivery(Hooks hooks, Counters counters, DropSink drops, Transports transports, Reassembler reassembler, IcmpErrors errors) {
        this.errors = errors;
        this.hooks = hooks;
        this.counters = counters;
        this.drops = drops;
        this.transports = transports;
        this.reassembler = reassembler;
    }

    void attach(RawReceiver receiver) {
        raw = receiver;
    }

    /** {@code skb.data()} is the IP header; addresses stand in the buffer. */
    void deliver(SkBuff skb, NetDevice device) {
        SkBuff whole = skb;
        if ((Octets.u16(skb.head(), skb.data() + 6) & (Ipv4View.MF | Ipv4View.OFFSET_MASK)) != 0) {
            whole = reassembler.add(skb, device);
            if (whole == null) {
                return;
            }
        }
        if (hooks.run(HookPoint.LOCAL_IN, whole, device, null) == Verdict.ACCEPT) {
            toTransport(whole);
        }
    }

    /** Linux {@code ip_protocol_deliver_rcu}. */
    private void toTransport(SkBuff skb) {
        boolean taken = raw != null && raw.offer(skb);
        TransportProtocol transport = transports.of(skb.ipProtocol);
        if (transport == null) {
            if (taken) {
                counters.increment(Counter.IP_IN_DELIVERS);
                skb.orphan();
            } else {
                counters.increment(Counter.IP_IN_UNKNOWN_PROTOS);
                errors.send(skb, 3, 2, 0);
                drops.drop(skb, DropReason.NO_PROTOCOL);
            }
            return;
        }
        counters.increment(Counter.IP_IN_DELIVERS);
        skb.transportHeader = skb.pull((Octets.u8(skb.head(), skb.data()) & 15) << 2);
        transport.receive(skb);
    }
}
