package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;

/**
 * Linux's estimator (net/ipv4/tcp_input.c {@code tcp_rtt_estimator}, facts 9.12): the floor stands inside the variation, which
 * falls once a window only.
 */
public final class LinuxRto implements RtoEstimator {
    private static final long FALLBACK_MICROS = 3_000_000;
    /** A millisecond in eighths of a microsecond: what is remembered counts in ticks. */
    private static final long MILLI_8 = 8000;

    private final long rtoMinMicros;
    private final long rtoMaxMicros;
    private long srtt8;
    private long mdev;
    private long mdevMax;
    private long rttvar;
    private int windowEnd;
    private long rtoMicros;

    /**
     * @param initialMicros timeout before the first sample: 1 s by default
     * @param rtoMinMicros least variation: 200 ms by default
     */
    public LinuxRto(long initialMicros, long rtoMinMicros, long rtoMaxMicros) {
        this.rtoMinMicros = rtoMinMicros;
        this.rtoMaxMicros = rtoMaxMicros;
        rtoMicros = initialMicros;
        mdev = initialMicros;
    }

    @Override
    public void sample(long rttNanos, int una, int nxt) {
        long m = rttNanos / 1000;
        if (srtt8 == 0) {
            srtt8 = Math.max(1, m << 3);
            mdev = m << 1;
            rttvar = Math.max(mdev, rtoMinMicros);
            mdevMax = rttvar;
            windowEnd = nxt;
        } else {
            smooth(m, una, nxt);
        }
        rtoMicros = Math.min((srtt8 >> 3) + rttvar, rtoMaxMicros);
    }

    private void smooth(long m, int una, int nxt) {
        long error = m - (srtt8 >> 3);
        srtt8 = Math.max(1, srtt8 + error);
        if (error < 0) {
            error = -error - (mdev >> 2);
            // A falling round-trip time must not blow the variation up.
            error = error > 0 ? error >> 3 : error;
        } else {
            error -= mdev >> 2;
        }
        mdev += error;
        if (mdev > mdevMax) {
            mdevMax = mdev;
            rttvar = Math.max(rttvar, mdevMax);
        }
        if (Seq.gt(una, windowEnd)) {
            if (mdevMax < rttvar) {
                rttvar -= rttvar - mdevMax >> 2;
            }
            windowEnd = nxt;
            mdevMax = rtoMinMicros;
        }
    }

    @Override
    public boolean hasSample() {
        return srtt8 != 0;
    }

    @Override
    public long rtoNanos() {
        return rtoMicros * 1000;
    }

    @Override
    public void noHandshakeSample() {
        rttvar = FALLBACK_MICROS;
        mdev = FALLBACK_MICROS;
        mdevMax = FALLBACK_MICROS;
        rtoMicros = FALLBACK_MICROS;
    }

    @Override
    public boolean useRemembered(long rttMicros8) {
        if (rttMicros8 <= srtt8) {
            return false;
        }
        long rtt = rttMicros8 / MILLI_8 * 1000;
        rtoMicros = Math.min(rtt + Math.max(2 * rtt, rtoMinMicros), rtoMaxMicros);
        return true;
    }

    @Override
    public long srttMicros8() {
        return srtt8;
    }

    @Override
    public long deviationMicros4() {
        return mdev;
    }

    @Override
    public long srttNanos() {
        return (srtt8 >> 3) * 1000;
    }

    @Override
    public long rttvarMicros() {
        return mdev >> 2;
    }
}
