package dev.wireproof.core.tcp.congestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.rig.oracle.CubicOracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CubicTest {
    private static final long MILLI = 1_000_000L;

    private final Sysctls sysctls = new Sysctls(Profile.MODERN);
    private final CongestionWindow window = new CongestionWindow();
    private final CongestionFacts facts = new CongestionFacts();
    private final Cubic cubic = new Cubic(new CubicParameters(sysctls), (sign, cwnd) -> { });

    private void begin(int cwnd) {
        window.cwnd = cwnd;
        window.ssthresh = Integer.MAX_VALUE;
        facts.nowNanos = 5_000 * MILLI;
        cubic.init(window, facts);
    }

    private void lose() {
        window.ssthresh = cubic.ssthresh(window);
        window.cwnd = window.ssthresh;
        window.credit = 0;
    }

    /** Acknowledgements of {@code perAck} segments, spread over the round trip, for so many milliseconds. */
    private void pass(long rttMillis, int perAck, long millis) {
        long end = facts.nowNanos + millis * MILLI;
        double now = facts.nowNanos;
        while (now < end) {
            now += (double) rttMillis * MILLI * perAck / window.cwnd;
            facts.nowNanos = (long) now;
            facts.rttNanos = rttMillis * MILLI;
            cubic.acked(window, perAck, facts);
            cubic.avoid(window, perAck, facts);
        }
        facts.nowNanos = end;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 10, 99, 100, 1000, 100_000})
    void aLossLeavesSevenTenths(int cwnd) {
        begin(cwnd);
        assertEquals(CubicOracle.reduced(cwnd), cubic.ssthresh(window), cwnd / 1000.0 + 0.5);
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "100, 20", "40, 300", "400, 50", "1000, 30", "20, 200", "12, 400"})
    void growthFollowsTheCurve(int before, int rttMillis) {
        sysctls.get(CubicParameters.FOLDER + "tcp_friendliness").set(0);
        begin(before);
        lose();
        CubicOracle oracle = new CubicOracle(before, window.cwnd);
        long step = Math.max((long) (oracle.k() * 1000 / 8), rttMillis);
        for (int i = 1; i <= 16; i++) {
            pass(rttMillis, 2, step);
            double expected = oracle.grown(rttMillis / 1000.0, 2, i * step / 1000.0, false);
            assertEquals(expected, window.cwnd, 1.5 + expected * 0.05, "after " + i * step + " ms of K " + oracle.k());
        }
    }

    @ParameterizedTest
    @CsvSource({"20, 40", "50, 35", "100, 35", "8, 100"})
    void onShortPathsGrowthIsRenos(int before, int rttMillis) {
        begin(before);
        lose();
        int start = window.cwnd;
        CubicOracle oracle = new CubicOracle(before, start);
        for (int trips = 4; trips <= 24; trips += 4) {
            pass(rttMillis, 1, 4L * rttMillis);
            assertEquals(oracle.reno(trips), window.cwnd, 1.5 + 0.03 * before, trips + " round trips");
        }
    }

    @Test
    void aWindowThatLosesBelowItsLastMaximumMakesRoom() {
        sysctls.get(CubicParameters.FOLDER + "tcp_friendliness").set(0);
        begin(100);
        lose();
        pass(100, 1, 1500);
        int second = window.cwnd;
        assertTrue(second < 100);
        lose();
        CubicOracle oracle = new CubicOracle(CubicOracle.converged(second), window.cwnd);
        pass(100, 1, (long) (oracle.k() * 1000));
        assertEquals(CubicOracle.converged(second), window.cwnd, 2);
    }

    /** K is 0; while no maximum is known the window grows by 5 % a round trip at least. */
    @Test
    void aTimeoutForgetsTheMaximum() {
        begin(100);
        window.ssthresh = cubic.ssthresh(window);
        cubic.enterLoss(facts);
        window.cwnd = window.ssthresh;
        assertEquals(0, new CubicOracle(window.cwnd, window.cwnd).k());
        for (int trip = 1; trip <= 10; trip++) {
            int before = window.cwnd;
            acknowledge(before);
            assertEquals(before * 1.05, window.cwnd, 1);
        }
    }

    private void acknowledge(int segments) {
        facts.nowNanos += 100 * MILLI;
        for (int i = 0; i < segments; i++) {
            cubic.avoid(window, 1, facts);
        }
    }

    @Test
    void idleTimeIsNotTimeOnTheCurve() {
        begin(50);
        lose();
        pass(100, 1, 1000);
        int before = window.cwnd;
        facts.lastSentNanos = facts.nowNanos;
        facts.nowNanos += 60_000 * MILLI;
        cubic.on(CongestionControl.Event.TX_START, facts);
        pass(100, 1, 100);
        assertTrue(window.cwnd <= before + 2, "grown from " + before + " to " + window.cwnd);
    }

    @Test
    void aWindowGrowsByHalfARoundTripAtMost() {
        begin(40);
        lose();
        acknowledge(1);
        facts.nowNanos += 60_000 * MILLI;
        int before = window.cwnd;
        acknowledge(before);
        assertEquals(before * 1.5, window.cwnd, 1);
    }

    @Test
    void anAlgorithmWithoutHyStartBeginsAtItsThreshold() {
        sysctls.get(CubicParameters.FOLDER + "hystart").set(0);
        sysctls.get(CubicParameters.FOLDER + "initial_ssthresh").set(100);
        begin(10);
        assertEquals(100, window.ssthresh);
    }

    @Test
    void aTakenBackReductionReturnsToTheLargerWindow() {
        begin(50);
        lose();
        assertEquals(50, cubic.undo(window, 50));
        window.cwnd = 60;
        assertEquals(60, cubic.undo(window, 50));
    }
}
