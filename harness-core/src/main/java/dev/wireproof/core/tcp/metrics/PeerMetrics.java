package dev.wireproof.core.tcp.metrics;

import dev.wireproof.core.tcp.fastopen.ServerMemory;
import dev.wireproof.core.tcp.recovery.LossRecovery;

/** What connections between two addresses have left behind (Linux {@code tcp_metrics_block}, {@code tcp_update_metrics}). */
public final class PeerMetrics {
    /** For Fast Open. */
    public final ServerMemory fastOpen = new ServerMemory();

    private long rttMicros8;
    private long varianceMicros4;
    private int ssthresh;
    private int cwnd;
    private int reordering;
    private long stampNanos;

    PeerMetrics(long nowNanos) {
        stampNanos = nowNanos;
    }

    /** How a connection ended. */
    public record End(long rttMicros8, long meanDeviationMicros4, int cwnd, int ssthresh, int reordering, boolean open) {}

    /** Round-trip time in eighths of a microsecond, 0 for none. */
    public long rttMicros8() {
        return rttMicros8;
    }

    /** Its deviation in quarters of a microsecond. */
    public long varianceMicros4() {
        return varianceMicros4;
    }

    /** Slow start threshold in segments, 0 for none. */
    public int ssthresh() {
        return ssthresh;
    }

    /** Congestion window in segments, 0 for none. */
    public int cwnd() {
        return cwnd;
    }

    /** How many places segments were late, 0 for nothing unusual. */
    public int reordering() {
        return reordering;
    }

    /** When a connection left something last. */
    public long stampNanos() {
        return stampNanos;
    }

    /** Too old to be true; what Fast Open knows stays. */
    void forgetPath(long nowNanos) {
        rttMicros8 = 0;
        varianceMicros4 = 0;
        ssthresh = 0;
        cwnd = 0;
        reordering = 0;
        stampNanos = nowNanos;
    }

    /** A connection ended without a round-trip time that could be trusted. */
    void forgetRtt() {
        rttMicros8 = 0;
    }

    /**
     * A connection has ended well. A longer round trip counts at once, a shorter one by an eighth: too long is the smaller harm.
     *
     * @param usualReordering the namespace's setting, which need not be remembered
     * @param keepSsthresh whether thresholds are remembered
     */
    void learn(End e, int usualReordering, boolean keepSsthresh, long nowNanos) {
        long change = rttMicros8 - e.rttMicros8;
        rttMicros8 = change <= 0 ? e.rttMicros8 : rttMicros8 - (change >> 3);
        long deviation = Math.max(Math.abs(change) >> 1, e.meanDeviationMicros4);
        varianceMicros4 = deviation >= varianceMicros4 ? deviation : varianceMicros4 - (varianceMicros4 - deviation >> 2);
        if (e.ssthresh >= LossRecovery.INFINITE) {
            ssthresh = keepSsthresh && ssthresh != 0 && e.cwnd >> 1 > ssthresh ? e.cwnd >> 1 : ssthresh;
            cwnd = Math.max(cwnd, e.cwnd);
        } else if (e.cwnd >= e.ssthresh && e.open) {
            ssthresh = keepSsthresh ? Math.max(e.cwnd >> 1, e.ssthresh) : ssthresh;
            cwnd = cwnd + e.cwnd >> 1;
        } else {
            cwnd = cwnd + e.ssthresh >> 1;
            ssthresh = keepSsthresh && ssthresh != 0 && e.ssthresh > ssthresh ? e.ssthresh : ssthresh;
            reordering = e.reordering > reordering && e.reordering != usualReordering ? e.reordering : reordering;
        }
        stampNanos = nowNanos;
    }
}
