package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.base.Seq;

/** Timestamps of one connection (RFC 7323 sections 3 to 5): a clock of 1 ms with an own offset, and what the peer sent last. */
public final class Timestamps {
    private static final long TICK_NANOS = 1_000_000L;

    /** Both ends have sent the option on their SYN. */
    public boolean on;
    /** Added to the clock, so that an outsider learns nothing from it. */
    public int offset;
    /** TS.Recent, to be echoed; valid with {@link #hasRecent}. */
    public int recent;
    /** True when {@link #recent} was ever set. */
    public boolean hasRecent;
    /** When {@link #recent} was set. */
    public long recentNanos;
    /** Value sent on the first segment, the oldest that an echo may carry. */
    public int first;

    private int lastEcho;

    /** TSval for a segment sent now. */
    public int value(long nowNanos) {
        return (int) (nowNanos / TICK_NANOS) + offset;
    }

    public void learn(int tsVal, long nowNanos) {
        recent = tsVal;
        recentNanos = nowNanos;
        hasRecent = true;
    }

    /**
     * True when PAWS rejects this TSval: older than TS.Recent by more than {@code window} ticks, and TS.Recent is not 0 and younger
     * than {@code validNanos}.
     */
    public boolean isOld(int tsVal, int window, long validNanos, long nowNanos) {
        return hasRecent && recent != 0 && Seq.diff(recent, tsVal) > window && nowNanos - recentNanos < validNanos;
    }

    /** True when the peer echoes another value than last time, and one at all (Linux {@code tcp_rcv_rtt_measure_ts}). */
    public boolean isNewEcho(int tsEcr) {
        boolean fresh = tsEcr != 0 && tsEcr != lastEcho;
        lastEcho = tsEcr;
        return fresh;
    }

    /** Nanoseconds since the value that the peer echoes was sent; -1 when the echo makes no sense. */
    public long sinceNanos(int tsEcr, long nowNanos) {
        int ticks = value(nowNanos) - tsEcr;
        return ticks < 0 ? -1 : Math.max(ticks, 1) * TICK_NANOS;
    }
}
