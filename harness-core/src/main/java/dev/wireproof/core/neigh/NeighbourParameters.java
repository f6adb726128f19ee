package dev.wireproof.core.neigh;

import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.Rng;

/**
 * The settings {@code net.ipv4.neigh.<dev>.*} of one device, or of {@code default}, and the reachable time drawn from them
 * (Linux {@code neigh_parms}, facts 2.2).
 */
public final class NeighbourParameters {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLISECOND = 1_000_000L;
    /** Ticks in which Linux shows some of the times: a hundredth of a second. */
    private static final long USER_TICK = 10_000_000L;
    private static final long REDRAW_NANOS = 300 * SECOND;
    /** No timer is armed for less (Linux HZ/100). */
    static final long SHORTEST_TIMER_NANOS = 10 * MILLISECOND;

    private final Setting baseReachableMs;
    private final Setting baseReachableSeconds;
    private final Setting delayFirstProbe;
    private final Setting retransMs;
    private final Setting unicastSolicits;
    private final Setting multicastSolicits;
    private final Setting applicationSolicits;
    private final Setting multicastResolicits;
    private final Setting gcStale;
    private final Setting locktime;
    private final Setting queueOctets;
    private final Setting proxyDelay;
    private final Setting proxyQueue;
    private final Rng rng;
    private long reachableNanos;
    private long drawnNanos;

    /**
     * @param prefix name up to and with the device, such as {@code net.ipv4.neigh.eth0.}
     * @param model the parameters whose values are the defaults, or null for Linux's own
     */
    NeighbourParameters(Sysctls sysctls, String prefix, NeighbourParameters model, Rng rng) {
        this.rng = rng;
        baseReachableMs = sysctls.number(prefix + "base_reachable_time_ms", model == null ? 30_000 : model.baseReachableMs.value(), 1, 86_400_000);
        baseReachableSeconds = sysctls.number(prefix + "base_reachable_time", baseReachableMs.value() / 1000, 0, 86_400);
        delayFirstProbe = sysctls.number(prefix + "delay_first_probe_time", model == null ? 5 : model.delayFirstProbe.value(), 0, 86_400);
        retransMs = sysctls.number(prefix + "retrans_time_ms", model == null ? 1000 : model.retransMs.value(), 0, 86_400_000);
        unicastSolicits = sysctls.number(prefix + "ucast_solicit", model == null ? 3 : model.unicastSolicits.value(), 0, 1000);
        multicastSolicits = sysctls.number(prefix + "mcast_solicit", model == null ? 3 : model.multicastSolicits.value(), 0, 1000);
        applicationSolicits = sysctls.number(prefix + "app_solicit", model == null ? 0 : model.applicationSolicits.value(), 0, 1000);
        multicastResolicits = sysctls.number(prefix + "mcast_resolicit", model == null ? 0 : model.multicastResolicits.value(), 0, 1000);
        gcStale = sysctls.number(prefix + "gc_stale_time", model == null ? 60 : model.gcStale.value(), 0, 86_400_000);
        locktime = sysctls.number(prefix + "locktime", model == null ? 100 : model.locktime.value(), 0, 8_640_000);
        queueOctets = sysctls.number(prefix + "unres_qlen_bytes", model == null ? 212_992 : model.queueOctets.value(), 0, Integer.MAX_VALUE);
        proxyDelay = sysctls.number(prefix + "proxy_delay", model == null ? 80 : model.proxyDelay.value(), 0, 8_640_000);
        proxyQueue = sysctls.number(prefix + "proxy_qlen", model == null ? 64 : model.proxyQueue.value(), 0, Integer.MAX_VALUE);
        baseReachableMs.onChange(this::millisecondsChanged);
        baseReachableSeconds.onChange(this::secondsChanged);
        draw(0);
    }

    private void millisecondsChanged() {
        if (baseReachableSeconds.value() != baseReachableMs.value() / 1000) {
            baseReachableSeconds.set(baseReachableMs.value() / 1000);
        }
        draw(drawnNanos);
    }

    private void secondsChanged() {
        if (baseReachableSeconds.value() != baseReachableMs.value() / 1000) {
            baseReachableMs.set(Math.max(1, baseReachableSeconds.value() * 1000));
        }
    }

    /** Uniform in [0.5, 1.5) of the base, in whole milliseconds (RFC 4861 section 6.3.2; Linux {@code neigh_rand_reach_time}). */
    private void draw(long nowNanos) {
        long base = baseReachableMs.value();
        reachableNanos = (base / 2 + rng.below(base)) * MILLISECOND;
        drawnNanos = nowNanos;
    }

    /** Draws a new reachable time when the last one is more than 300 s old. */
    void redrawIfDue(long nowNanos) {
        if (nowNanos > drawnNanos + REDRAW_NANOS) {
            draw(nowNanos);
        }
    }

    public long baseReachableNanos() {
        return baseReachableMs.value() * MILLISECOND;
    }

    /** The reachable time in use now. */
    public long reachableNanos() {
        return reachableNanos;
    }

    public long delayFirstProbeNanos() {
        return delayFirstProbe.value() * SECOND;
    }

    /** Spacing of solicitations, at least 10 ms. */
    public long retransNanos() {
        return Math.max(retransMs.value() * MILLISECOND, SHORTEST_TIMER_NANOS);
    }

    public int unicastSolicits() {
        return unicastSolicits.intValue();
    }

    public int multicastSolicits() {
        return multicastSolicits.intValue();
    }

    public int applicationSolicits() {
        return applicationSolicits.intValue();
    }

    /** Solicitations after which an entry fails: fewer in PROBE, where broadcasts are off by default (Linux {@code neigh_max_probes}). */
    int maximumProbes(NudState state) {
        return unicastSolicits() + applicationSolicits()
                + (state == NudState.PROBE ? multicastResolicits.intValue() : multicastSolicits());
    }

    public long gcStaleNanos() {
        return gcStale.value() * SECOND;
    }

    public long locktimeNanos() {
        return locktime.value() * USER_TICK;
    }

    /** Octets of truesize that may wait for one unresolved entry. */
    public long queueOctets() {
        return queueOctets.value();
    }

    /** Upper bound of the random delay of a proxy's reply. */
    public long proxyDelayNanos() {
        return proxyDelay.value() * USER_TICK;
    }

    public int proxyQueue() {
        return proxyQueue.intValue();
    }
}
