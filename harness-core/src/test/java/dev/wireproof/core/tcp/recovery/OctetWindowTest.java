package dev.wireproof.core.tcp.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** RFC 5681 section 3.1 and 4.1 with an SMSS of 1000 octets. */
class OctetWindowTest {
    private static OctetWindow window(boolean countOctets) {
        OctetWindow w = new OctetWindow(countOctets);
        w.start(4, 1000);
        return w;
    }

    private static OctetWindow avoiding(boolean countOctets) {
        OctetWindow w = window(countOctets);
        w.lowerThreshold(10_000);
        w.cwnd = w.ssthresh;
        return w;
    }

    @Test
    void slowStartAddsWhatIsAcknowledgedUpToASegment() {
        OctetWindow w = window(false);
        w.grow(250);
        assertEquals(4250, w.cwnd);
        w.grow(3000);
        assertEquals(5250, w.cwnd);
        assertEquals(5, w.cwndSegments());
        assertEquals(LossRecovery.INFINITE, w.ssthreshSegments());
    }

    @Test
    void avoidanceAddsAFractionForEachAcknowledgement() {
        OctetWindow w = avoiding(false);
        long[] expected = {5200, 5392, 5577, 5756, 5929, 6097};
        for (long cwnd : expected) {
            w.grow(1000);
            assertEquals(cwnd, w.cwnd);
        }
    }

    @Test
    void avoidanceNeverAddsNothing() {
        OctetWindow w = avoiding(false);
        w.cwnd = 2_000_000;
        w.grow(1000);
        assertEquals(2_000_001, w.cwnd);
    }

    @Test
    void countedOctetsAddASegmentForEachWindow() {
        OctetWindow w = avoiding(true);
        w.grow(2000);
        w.grow(2000);
        assertEquals(5000, w.cwnd);
        w.grow(2000);
        assertEquals(6000, w.cwnd);
        w.grow(4000);
        w.grow(1000);
        assertEquals(7000, w.cwnd);
    }

    @Test
    void theThresholdIsHalfOfTheFlightAndTwoSegmentsAtLeast() {
        OctetWindow w = window(false);
        w.lowerThreshold(14_600);
        assertEquals(7300, w.ssthresh);
        w.lowerThreshold(2920);
        assertEquals(2000, w.ssthresh);
    }

    @Test
    void theRestartWindowIsTheInitialOneOrLess() {
        OctetWindow w = window(false);
        w.cwnd = 9000;
        w.restart();
        assertEquals(4000, w.cwnd);
        w.cwnd = 1000;
        w.restart();
        assertEquals(1000, w.cwnd);
    }
}
