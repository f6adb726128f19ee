package dev.wireproof.core.ip;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.route.Dst;
import dev.wireproof.core.route.Interfaces;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.skb.SkBuff;

/**
 * Ends received packets that routing refused (Linux {@code ip_error}; facts 3.3): martians in silence; others with a counter,
 * and with an ICMP error where this host forwards, at most one a second to a source after a burst of five.
 */
final class Refusal {
    private static final long COST_NANOS = 1_000_000_000L;
    private static final int BURST = 5;

    private final Counters counters;
    private final DropSink drops;
    private final Interfaces interfaces;
    private final TokenBuckets buckets;
    private final IcmpErrors errors;

    Refusal(Counters counters, DropSink drops, Interfaces interfaces, TokenBuckets buckets, IcmpErrors errors) {
        this.errors = errors;
        this.counters = counters;
        this.drops = drops;
        this.interfaces = interfaces;
        this.buckets = buckets;
    }

    void refuse(SkBuff skb, Dst dst, NetDevice in) {
        if (dst.dropReason() == DropReason.RP_FILTER) {
            counters.increment(Counter.TCPEXT_IP_REVERSE_PATH_FILTER);
        } else if (dst.dropReason() == DropReason.NO_ROUTE) {
            tell(skb, dst.errno(), interfaces.of(in).settings().forwards());
        }
        drops.drop(skb, dst.dropReason());
    }

    private void tell(SkBuff skb, Errno errno, boolean forwards) {
        if (errno == Errno.ENETUNREACH) {
            counters.increment(Counter.IPEXT_IN_NO_ROUTES);
        } else if (!forwards && errno == Errno.EHOSTUNREACH) {
            counters.increment(Counter.IP_IN_ADDR_ERRORS);
        }
        int code = switch (errno) {
            case ENETUNREACH -> 0;
            case EHOSTUNREACH -> 1;
            case EACCES -> 13;
            default -> -1;
        };
        if (forwards && code >= 0 && buckets.take((int) skb.sourceLow, COST_NANOS, BURST)) {
            errors.send(skb, 3, code, 0);
        }
    }
}
