package dev.wireproof.rig.oracle;

import java.math.BigDecimal;

/** Retransmission timeouts, by RFC 6298 without rounding and by Linux's estimator in whole microseconds. */
public final class RttOracle {
    private RttOracle() {
    }

    /** RFC 6298 sections 2.2 and 2.3 in exact decimals of any unit; clock granularity counts as 0. */
    public static final class Rfc6298 {
        private static final BigDecimal ALPHA = new BigDecimal("0.125");
        private static final BigDecimal BETA = new BigDecimal("0.25");
        private static final BigDecimal K = BigDecimal.valueOf(4);
        private BigDecimal srtt;
        private BigDecimal rttvar;

        /** Takes one round-trip time. */
        public void sample(long roundTrip) {
            var r = BigDecimal.valueOf(roundTrip);
            if (srtt == null) {
                srtt = r;
                rttvar = r.multiply(new BigDecimal("0.5"));
            } else {
                rttvar = rttvar.subtract(rttvar.multiply(BETA)).add(srtt.subtract(r).abs().multiply(BETA));
                srtt = srtt.subtract(srtt.multiply(ALPHA)).add(r.multiply(ALPHA));
            }
        }

        /** SRTT + 4 x RTTVAR, not below {@code minimum}; {@code initial} before the first sample. */
        public BigDecimal rto(long initial, long minimum) {
            if (srtt == null) {
                return BigDecimal.valueOf(initial);
            }
            return srtt.add(rttvar.multiply(K)).max(BigDecimal.valueOf(minimum));
        }

        public BigDecimal srtt() {
            return srtt;
        }

        public BigDecimal rttvar() {
            return rttvar;
        }
    }

    /** Linux ({@code tcp_rtt_estimator}, {@code tcp_set_rto}); all values in microseconds. */
    public static final class Linux {
        private static final long MAXIMUM = 120_000_000;
        private final long floor;
        private long srtt8;
        private long mdev;
        private long mdevMax;
        private long rttvar;

        /** An estimator whose variance term is never below {@code floorMicros}, 200,000 by default in Linux. */
        public Linux(long floorMicros) {
            this.floor = floorMicros;
        }

        /** Takes one round-trip time; {@code windowDone} when it also completed a window of data. */
        public void sample(long micros, boolean windowDone) {
            if (srtt8 == 0) {
                srtt8 = micros * 8;
                mdev = micros * 2;
                rttvar = Math.max(mdev, floor);
                mdevMax = rttvar;
                return;
            }
            long error = micros - srtt8 / 8;
            srtt8 += error;
            long distance = Math.abs(error) - mdev / 4;
            mdev += error < 0 && distance > 0 ? distance / 8 : distance;
            mdevMax = Math.max(mdevMax, mdev);
            rttvar = Math.max(rttvar, mdevMax);
            if (windowDone) {
                if (mdevMax < rttvar) {
                    rttvar -= (rttvar - mdevMax) / 4;
                }
                mdevMax = floor;
            }
        }

        /** SRTT + variance, at most 120 s. */
        public long rto() {
            return Math.min(srtt8 / 8 + rttvar, MAXIMUM);
        }

        /** Eight times the smoothed round-trip time. */
        public long srtt8() {
            return srtt8;
        }

        public long mdev() {
            return mdev;
        }

        public long rttvar() {
            return rttvar;
        }
    }

    /** The timeout after {@code timeouts} expiries in a row: doubled each time, never above {@code maximum}. */
    public static long backedOff(long rto, int timeouts, long maximum) {
        long value = rto;
        for (int i = 0; i < timeouts && value < maximum; i++) {
            value *= 2;
        }
        return Math.min(value, maximum);
    }
}
