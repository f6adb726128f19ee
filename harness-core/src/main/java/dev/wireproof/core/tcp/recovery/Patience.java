package dev.wireproof.core.tcp.recovery;

/** How long a sender tries before it gives up: a time worked out from a number of retries (Linux {@code tcp_model_timeout}, facts 9.13). */
public final class Patience {
    private Patience() {}

    /**
     * The time that {@code retries} retransmissions with doubling from {@code base} take, no wait longer than {@code max}.
     *
     * @return nanoseconds
     */
    public static long ofRetries(int retries, long baseNanos, long maxNanos) {
        int doublings = Math.max(0, 63 - Long.numberOfLeadingZeros(Math.max(1, maxNanos / baseNanos)));
        if (retries <= doublings) {
            return ((2L << retries) - 1) * baseNanos;
        }
        return ((2L << doublings) - 1) * baseNanos + (retries - doublings) * maxNanos;
    }
}
