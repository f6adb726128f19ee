package dev.wireproof.core.tcp.recovery;

import static dev.wireproof.core.tcp.recovery.TailLossProbe.Verdict.NO_LOSS;
import static dev.wireproof.core.tcp.recovery.TailLossProbe.Verdict.OPEN;
import static dev.wireproof.core.tcp.recovery.TailLossProbe.Verdict.REPAIRED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** When a probe goes (RFC 8985 section 7.2) and what its answer means (section 7.4.2); the probe covers everything up to 5001. */
class TailLossProbeTest {
    private static final long MS = 1_000_000;

    private static AckFacts ack(int number, int una) {
        AckFacts facts = new AckFacts();
        facts.clear(number, una, 0);
        facts.advanced = number != una;
        facts.segments = facts.advanced ? 1 : 0;
        return facts;
    }

    private static TailLossProbe.Verdict verdict(boolean again, AckFacts facts) {
        TailLossProbe probe = new TailLossProbe();
        probe.sent(5001, again);
        return probe.onAck(facts);
    }

    @Test
    void theProbeComesAfterTwoRoundTripsAndForALoneSegmentAfterTheLeastTimeoutMore() {
        assertEquals(202 * MS, TailLossProbe.delayNanos(2, 100 * MS, 200 * MS));
        assertEquals(400 * MS, TailLossProbe.delayNanos(1, 100 * MS, 200 * MS));
        assertEquals(1000 * MS, TailLossProbe.delayNanos(2, 0, 200 * MS));
    }

    @Test
    void nothingIsSaidBelowTheEndOfWhatWasSent() {
        assertEquals(OPEN, verdict(true, ack(4001, 1)));
        assertEquals(OPEN, new TailLossProbe().onAck(ack(5001, 1)));
    }

    @Test
    void aProbeOfNewDataNeedsNoMore() {
        assertEquals(NO_LOSS, verdict(false, ack(5001, 1)));
    }

    @Test
    void anAckOfTheEndMayBeTheOriginalsAndOneBeyondItShowsTheRepair() {
        assertEquals(OPEN, verdict(true, ack(5001, 1)));
        assertEquals(REPAIRED, verdict(true, ack(6001, 5001)));
    }

    @Test
    void aDsackOrAPureDuplicateShowsThatBothArrived() {
        AckFacts dsack = ack(5001, 5001);
        dsack.probeDuplicate = true;
        assertEquals(NO_LOSS, verdict(true, dsack));
        assertEquals(NO_LOSS, verdict(true, ack(5001, 5001)));
        AckFacts sack = ack(5001, 5001);
        sack.sacked = true;
        assertEquals(OPEN, verdict(true, sack));
    }
}
