package dev.wireproof.core.tcp.congestion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Sysctls;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HyStartTest {
    private static final long MILLI = 1_000_000L;

    private final List<String> ends = new ArrayList<>();
    private final Sysctls sysctls = new Sysctls(Profile.MODERN);
    private final Cubic cubic = new Cubic(new CubicParameters(sysctls), (sign, cwnd) -> ends.add(sign + " at " + cwnd));
    private final CongestionWindow window = new CongestionWindow();
    private final CongestionFacts facts = new CongestionFacts();

    private void begin(int cwnd) {
        window.cwnd = cwnd;
        cubic.init(window, facts);
        // The least round trip is 100 ms, and the round goes on.
        ack(0, 100);
        facts.nxt = 1000;
        facts.una = 1;
    }

    private void ack(long afterMillis, long rttMillis) {
        facts.nowNanos += afterMillis * MILLI;
        facts.rttNanos = rttMillis * MILLI;
        cubic.acked(window, 1, facts);
    }

    @Test
    void nineLateSamplesOfARoundEndSlowStart() {
        begin(20);
        for (int i = 0; i < 8; i++) {
            ack(10, 120);
            assertEquals(List.of(), ends);
        }
        ack(10, 120);
        assertEquals(List.of("DELAY at 20"), ends);
        assertEquals(20, window.ssthresh);
    }

    @Test
    void oneGoodSampleOfARoundKeepsIt() {
        begin(20);
        for (int i = 0; i < 20; i++) {
            ack(10, i == 3 ? 110 : 120);
        }
        assertEquals(List.of(), ends);
    }

    @Test
    void aTrainOfHalfARoundTripEndsSlowStart() {
        begin(20);
        ack(100, 100);
        for (int i = 0; i < 25; i++) {
            ack(2, 100);
            assertEquals(List.of(), ends);
        }
        ack(1, 100);
        assertEquals(List.of("TRAIN at 20"), ends);
    }

    @Test
    void pacedSegmentsMayComeBackOverTheWholeRoundTrip() {
        facts.paced = true;
        begin(20);
        ack(100, 100);
        for (int i = 0; i < 50; i++) {
            ack(2, 100);
        }
        assertEquals(List.of(), ends);
        ack(1, 100);
        assertEquals(List.of("TRAIN at 20"), ends);
    }

    @Test
    void aPauseInTheTrainEndsIt() {
        begin(20);
        ack(100, 100);
        ack(3, 100);
        for (int i = 0; i < 60; i++) {
            ack(1, 100);
        }
        assertEquals(List.of(), ends);
    }

    @Test
    void smallWindowsAreLeftAlone() {
        begin(15);
        for (int i = 0; i < 20; i++) {
            ack(10, 200);
        }
        assertEquals(List.of(), ends);
    }

    @Test
    void eachSignCanBeSwitchedOff() {
        sysctls.get(CubicParameters.FOLDER + "hystart_detect").set(1);
        begin(20);
        for (int i = 0; i < 20; i++) {
            ack(10, 200);
        }
        assertEquals(List.of(), ends);
    }
}
