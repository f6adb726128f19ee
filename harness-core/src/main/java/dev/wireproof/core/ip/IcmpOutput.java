package dev.wireproof.core.ip;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.IcmpView;
import dev.wireproof.core.wire.Octets;

/** Sends finished ICMP messages: checksum, counters, DF clear (Linux {@code icmp_push_reply}). */
final class IcmpOutput {
    private final Network network;
    private final Counters counters;

    IcmpOutput(Network network, Counters counters) {
        this.network = network;
        this.counters = counters;
    }

    /** {@code skb.data()} is the ICMP header with checksum field 0. */
    Errno send(SkBuff skb, IpPath path, int tos) {
        count(Octets.u8(skb.head(), skb.data()));
        int sum = InternetChecksum.finish(skb.checksum(0, 0, skb.length()));
        Octets.put16(skb.head(), skb.data() + 2, sum);
        path.tos = tos;
        path.pmtuDiscovery = IpPath.PmtuDiscovery.DONT;
        return network.transmit(skb, path);
    }

    /** Counts one message of this type as sent. */
    void count(int type) {
        counters.increment(Counter.ICMP_OUT_MSGS);
        Counter c = switch (type) {
            case IcmpView.ECHO_REPLY -> Counter.ICMP_OUT_ECHO_REPS;
            case IcmpView.UNREACHABLE -> Counter.ICMP_OUT_DEST_UNREACHS;
            case IcmpView.REDIRECT -> Counter.ICMP_OUT_REDIRECTS;
            case IcmpView.ECHO_REQUEST -> Counter.ICMP_OUT_ECHOS;
            case IcmpView.TIME_EXCEEDED -> Counter.ICMP_OUT_TIME_EXCDS;
            case IcmpView.PARAMETER_PROBLEM -> Counter.ICMP_OUT_PARM_PROBS;
            case IcmpView.TIMESTAMP_REPLY -> Counter.ICMP_OUT_TIMESTAMP_REPS;
            default -> null;
        };
        if (c != null) {
            counters.increment(c);
        }
    }
}
