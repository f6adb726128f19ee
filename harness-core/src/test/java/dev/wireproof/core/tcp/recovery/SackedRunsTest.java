package dev.wireproof.core.tcp.recovery;

import static dev.wireproof.core.tcp.tcb.OutstandingSegments.segment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.tcp.tcb.OutstandingSegments;
import dev.wireproof.core.tcp.tcb.RetransmissionQueue;
import org.junit.jupiter.api.Test;

/** RFC 6675 section 4 on ten segments of 1000 octets from number 1 on. */
class SackedRunsTest {
    private static final int SMSS = 1000;

    private final RetransmissionQueue queue = OutstandingSegments.of(10);
    private final SackedRuns runs = new SackedRuns();

    private void sack(int ack, int... edges) {
        AckFacts facts = new AckFacts();
        facts.clear(ack, 1, 0);
        for (int i = 0; i < edges.length; i += 2) {
            facts.left[i / 2] = edges[i];
            facts.right[i / 2] = edges[i + 1];
        }
        facts.blocks = edges.length / 2;
        runs.update(facts, queue);
    }

    @Test
    void blocksMarkTheSegmentsTheyCoverWholeAndTellTheirOctetsOnce() {
        sack(1, 1501, 3501);
        assertFalse(segment(queue, 2).isSacked());
        assertTrue(segment(queue, 3).isSacked());
        assertEquals(1000, runs.takeNews());
        sack(1, 1501, 4001);
        assertEquals(1000, runs.takeNews());
        assertEquals(0, runs.takeNews());
    }

    @Test
    void aFirstBlockBelowTheAckOrInsideTheSecondIsNoNews() {
        sack(3001, 1001, 2001);
        sack(1, 3001, 4001, 2001, 6001);
        assertEquals(4000, runs.takeNews());
        assertFalse(segment(queue, 2).isSacked());
        sack(1, 3001, 4001, 2001, 6001);
        assertEquals(0, runs.takeNews());
    }

    @Test
    void blocksBeyondWhatWasSentTellNothing() {
        sack(1, 9001, 11_001);
        sack(1, 2001, 2001);
        assertEquals(0, runs.takeNews());
    }

    @Test
    void moreThanTwoSegmentsAboveMeanLoss() {
        sack(1, 1001, 3001);
        assertFalse(SackedRuns.isLost(segment(queue, 1), SMSS));
        sack(1, 1001, 4001);
        assertTrue(SackedRuns.isLost(segment(queue, 1), SMSS));
        assertFalse(SackedRuns.isLost(segment(queue, 5), SMSS));
    }

    @Test
    void threeRunsAboveMeanLossHoweverSmall() {
        int large = 5 * SMSS;
        sack(1, 1001, 2001, 3001, 4001);
        assertFalse(SackedRuns.isLost(segment(queue, 1), large));
        sack(1, 5001, 6001);
        assertTrue(SackedRuns.isLost(segment(queue, 1), large));
        assertFalse(SackedRuns.isLost(segment(queue, 3), large));
    }

    @Test
    void thePipeLeavesOutWhatIsSackedOrLostAndCountsWhatWasSentAgain() {
        assertEquals(10_000, SackedRuns.pipe(queue, 1, SMSS));
        sack(1, 1001, 4001);
        assertEquals(6000, SackedRuns.pipe(queue, 1, SMSS));
        assertEquals(7000, SackedRuns.pipe(queue, 1001, SMSS));
        assertEquals(9000, SackedRuns.pipe(queue, 6001, SMSS), "segment 5 is under way twice, 6 as well");
    }

    @Test
    void aHoleLiesBelowTheHighestSack() {
        assertNull(SackedRuns.hole(queue, 1));
        sack(1, 1001, 2001, 5001, 6001);
        assertSame(segment(queue, 1), SackedRuns.hole(queue, 1));
        assertSame(segment(queue, 3), SackedRuns.hole(queue, 1001));
        assertNull(SackedRuns.hole(queue, 5001));
        assertSame(segment(queue, 10), SackedRuns.highestHole(queue));
    }

    @Test
    void afterATimeoutOnlyWhatWasSentAgainIsUnderWay() {
        queue.markAllLost();
        assertEquals(0, SackedRuns.marked(queue));
        queue.repaired(segment(queue, 1), 5);
        assertEquals(1000, SackedRuns.marked(queue));
        sack(1, 1001, 3001);
        assertEquals(1000, SackedRuns.marked(queue));
    }
}
