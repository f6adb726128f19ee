package dev.wireproof.core.ip;

import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;

/** How many ICMP messages may leave: all together, and to one destination (RFC 1812 section 4.3.2.8; facts 5.3). */
final class IcmpLimits {
    /** Messages at once to one destination (Linux {@code XRLIM_BURST_FACTOR}). */
    private static final int BURST = 6;
    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long SHORTEST_REFILL_NANOS = 20 * MILLISECOND;

    private final EventLoop loop;
    private final Rng rng;
    private final TokenBuckets buckets;
    private final Setting gapMillis;
    private final Setting mask;
    private final Setting perSecond;
    private final Setting burst;
    private long credit;
    /** Long ago, so that the first message fills the bucket. */
    private long refilledNanos = -SECOND;

    IcmpLimits(EventLoop loop, Rng rng, Sysctls sysctls, TokenBuckets buckets) {
        this.loop = loop;
        this.rng = rng;
        this.buckets = buckets;
        gapMillis = sysctls.number("net.ipv4.icmp_ratelimit", 1000, 0, Integer.MAX_VALUE);
        mask = sysctls.number("net.ipv4.icmp_ratemask", 0x1818, 0, Integer.MAX_VALUE);
        perSecond = sysctls.number("net.ipv4.icmp_msgs_per_sec", 1000, 0, Integer.MAX_VALUE);
        burst = sysctls.number("net.ipv4.icmp_msgs_burst", 50, 0, Integer.MAX_VALUE);
    }

    /** Limits do not apply to "fragmentation needed" and to types outside the mask. */
    boolean exempts(int type, int code) {
        return type == 3 && code == 4 || type > 18 || (mask.value() >>> type & 1) == 0;
    }

    /** True when the limit of all messages together allows one more; it is used up by {@link #sent}. */
    boolean allowsOneMore() {
        if (credit > 0) {
            return true;
        }
        long idle = Math.min(loop.now() - refilledNanos, SECOND);
        long more = perSecond.value() * idle / SECOND;
        if (idle < SHORTEST_REFILL_NANOS || more == 0) {
            return false;
        }
        refilledNanos = loop.now();
        credit = Math.min(credit + more, burst.value());
        return true;
    }

    /** A random price of 0 to 2, so that the limit tells an observer nothing (CVE-2020-25705). */
    void sent() {
        credit -= rng.below(3);
    }

    boolean allowsTo(int destination) {
        return gapMillis.value() == 0 || buckets.take(destination, gapMillis.value() * MILLISECOND, BURST);
    }
}
