package dev.wireproof.rig.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RetransmissionTimerOracleTest {
    private static final long MS = 1_000_000L;

    private static RetransmissionTimerOracle printed() {
        return new RetransmissionTimerOracle(false, 1000 * MS, 500 * MS);
    }

    @Test
    void theTimerRunsFromTheSendingAndDoubles() {
        var oracle = printed();
        oracle.sends(1, 10_000 * MS);
        assertEquals(11_500 * MS, oracle.dueNanos());
        assertEquals(1, oracle.timeout());
        assertEquals(14_500 * MS, oracle.dueNanos());
        assertEquals(1, oracle.timeout());
        assertEquals(20_500 * MS, oracle.dueNanos());
    }

    @Test
    void anAcknowledgementRestartsTheTimerWithItsSample() {
        var oracle = printed();
        oracle.sends(2, 10_000 * MS);
        oracle.acknowledges(1, 10_600 * MS);
        // RFC 6298 sections 2.2 and 2.3: samples 500 and 600 give 1362.5.
        assertEquals(11_962_500_000L, oracle.dueNanos());
        assertEquals(2, oracle.timeout());
    }

    @Test
    void whatWasSentAgainGivesNoSampleAndLeavesTheBackoff() {
        var oracle = printed();
        oracle.sends(1, 0);
        oracle.timeout();
        oracle.acknowledges(1, 1600 * MS);
        assertEquals(Long.MAX_VALUE, oracle.dueNanos());
        oracle.sends(1, 2000 * MS);
        assertEquals(5000 * MS, oracle.dueNanos());
        oracle.acknowledges(2, 2600 * MS);
        oracle.sends(1, 3000 * MS);
        assertEquals(4_362_500_000L, oracle.dueNanos());
    }

    @Test
    void linuxKeepsTheLeastInsideTheVariance() {
        var oracle = new RetransmissionTimerOracle(true, 200 * MS, 10 * MS);
        oracle.sends(1, 0);
        assertEquals(210 * MS, oracle.dueNanos());
    }
}
