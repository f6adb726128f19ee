package dev.wireproof.core.tcp.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Retransmission timeouts against computed tables: Linux's formulas with 200 ms floor, and RFC 6298 with 1 s. */
class RtoTest {
    private static final long SECOND = 1_000_000_000L;

    /** Samples and timeouts in microseconds; every sample completes a window. */
    private static void linux(long[] samples, long[] timeouts) {
        LinuxRto rto = new LinuxRto(1_000_000, 200_000, 120_000_000);
        for (int i = 0; i < samples.length; i++) {
            rto.sample(samples[i] * 1000, 10 * i, 10 * i + 1);
            assertEquals(timeouts[i] * 1000, rto.rtoNanos(), "after sample " + (i + 1));
        }
    }

    @Test
    void variationFallsByAQuarterAWindow() {
        linux(new long[] {100_000, 100_000, 100_000, 300_000, 300_000, 100_000, 100_000, 50_000, 1000, 1000},
                new long[] {300_000, 300_000, 300_000, 409_375, 535_157, 516_749, 491_334, 465_765, 440_687, 420_971});
    }

    @Test
    void oneOutlierRaisesTheTimeoutAndItDecaysSlowly() {
        linux(new long[] {1000, 1000, 1000, 600_000, 600_000, 1000, 1000, 1000, 1000},
                new long[] {201_000, 201_000, 201_000, 675_719, 1_115_398, 1_072_071, 1_013_662, 946_307, 874_530});
    }

    @Test
    void withoutHandshakeSampleTheTimeoutIsThreeSeconds() {
        LinuxRto rto = new LinuxRto(1_000_000, 200_000, 120_000_000);
        assertEquals(SECOND, rto.rtoNanos());
        rto.noHandshakeSample();
        assertEquals(3 * SECOND, rto.rtoNanos());
    }

    @Test
    void aRoundTripOfNoTimeStillHasATimeout() {
        LinuxRto rto = new LinuxRto(1_000_000, 200_000, 120_000_000);
        rto.sample(0, 0, 1);
        assertEquals(true, rto.hasSample());
        assertEquals(200_000_000L, rto.rtoNanos());
    }

    @Test
    void rfc6298FollowsItsFormulas() {
        Rfc6298Rto rto = new Rfc6298Rto(SECOND, 120 * SECOND);
        double[] samples = {500, 600, 400, 1500, 500};
        double[] timeouts = {1500, 1362.5, 1248.4375, 2187.695, 1904.858};
        assertEquals(SECOND, rto.rtoNanos());
        for (int i = 0; i < samples.length; i++) {
            rto.sample((long) (samples[i] * 1e6), 0, 0);
            assertEquals(timeouts[i], rto.rtoNanos() / 1e6, 0.001, "after sample " + (i + 1));
        }
    }

    @Test
    void rfc6298NeverFallsBelowItsMinimum() {
        Rfc6298Rto rto = new Rfc6298Rto(SECOND, 120 * SECOND);
        for (long ms : new long[] {100, 200, 100, 50}) {
            rto.sample(ms * 1_000_000, 0, 0);
            assertEquals(SECOND, rto.rtoNanos());
        }
        assertEquals(103.3203, rto.srttNanos() / 1e6, 0.0001);
        assertEquals(52.7344, rto.rttvarMicros() / 1e3, 0.001);
    }

    @Test
    void patienceIsATimeWorkedOutFromRetries() {
        long[][] table = {{1, 600}, {3, 3000}, {5, 12_600}, {8, 102_200}, {9, 204_600}, {10, 324_600}, {15, 924_600}};
        for (long[] row : table) {
            assertEquals(row[1], Patience.ofRetries((int) row[0], 200_000_000L, 120 * SECOND) / 1_000_000L, row[0] + " retries");
        }
    }

    @Test
    void reductionSendsInProportion() {
        Prr prr = new Prr();
        prr.begin(10, 5);
        int[][] table = {{6, 1}, {6, 0}, {5, 0}, {4, 1}, {4, 1}, {4, 1}, {4, 1}};
        for (int i = 0; i < table.length; i++) {
            int count = prr.allowance(1, table[i][0], false);
            assertEquals(table[i][1], count, "SACK #" + (i + 3));
            prr.onSent(count);
        }
    }
}
