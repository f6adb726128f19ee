package dev.wireproof.core.tcp.recovery;

/** The estimator of RFC 6298 section 2 as printed: alpha 1/8, beta 1/4, K 4, and a least timeout (1 s). */
public final class Rfc6298Rto implements RtoEstimator {
    private static final long INITIAL_NANOS = 1_000_000_000L;
    private static final long FALLBACK_NANOS = 3_000_000_000L;
    /** G, the granularity of the clock. */
    private static final long GRANULARITY_NANOS = 1;

    private final long rtoMinNanos;
    private final long rtoMaxNanos;
    private boolean sampled;
    private long srttNanos;
    private long rttvarNanos;
    private long rtoNanos = INITIAL_NANOS;

    public Rfc6298Rto(long rtoMinNanos, long rtoMaxNanos) {
        this.rtoMinNanos = rtoMinNanos;
        this.rtoMaxNanos = rtoMaxNanos;
    }

    @Override
    public void sample(long r, int una, int nxt) {
        if (!sampled) {
            // (2.2)
            srttNanos = r;
            rttvarNanos = r / 2;
            sampled = true;
        } else {
            // (2.3)
            rttvarNanos += (Math.abs(srttNanos - r) - rttvarNanos) / 4;
            srttNanos += (r - srttNanos) / 8;
        }
        long rto = srttNanos + Math.max(GRANULARITY_NANOS, 4 * rttvarNanos);
        rtoNanos = Math.min(Math.max(rto, rtoMinNanos), rtoMaxNanos);
    }

    @Override
    public boolean hasSample() {
        return sampled;
    }

    @Override
    public long rtoNanos() {
        return rtoNanos;
    }

    @Override
    public void noHandshakeSample() {
        rtoNanos = FALLBACK_NANOS;
    }

    /** RFC 6298 knows no earlier connections. */
    @Override
    public boolean useRemembered(long rttMicros8) {
        return false;
    }

    @Override
    public long srttMicros8() {
        return srttNanos / 125;
    }

    @Override
    public long deviationMicros4() {
        return rttvarNanos / 250;
    }

    @Override
    public long srttNanos() {
        return srttNanos;
    }

    @Override
    public long rttvarMicros() {
        return rttvarNanos / 1000;
    }
}
