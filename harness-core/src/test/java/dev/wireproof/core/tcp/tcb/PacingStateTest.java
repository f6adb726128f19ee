package dev.wireproof.core.tcp.tcb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PacingStateTest {
    private static final long MILLI = 1_000_000L;

    private final PacingState pacing = new PacingState();

    @Test
    void withoutARateEverythingIsDue() {
        pacing.begin(MILLI);
        pacing.spend(1_000_000);
        assertTrue(pacing.isDue(MILLI));
        assertEquals(-1, pacing.rateOrUnlimited());
    }

    @Test
    void theNextSegmentIsDueWhenThisOneHasPassedAtTheRate() {
        pacing.limit(100_000);
        pacing.begin(0);
        pacing.spend(1000);
        assertFalse(pacing.isDue(10 * MILLI - 1));
        assertTrue(pacing.isDue(10 * MILLI));
        pacing.begin(0);
        assertEquals(10 * MILLI, pacing.departNanos());
        pacing.spend(1000);
        assertEquals(20 * MILLI, pacing.departNanos());
    }

    @Test
    void aLateSegmentShortensTheNextGapByHalfAtMost() {
        pacing.limit(100_000);
        pacing.begin(0);
        pacing.spend(1000);
        pacing.begin(12 * MILLI);
        pacing.spend(1000);
        assertEquals(20 * MILLI, pacing.departNanos());
        pacing.begin(500 * MILLI);
        pacing.spend(1000);
        assertEquals(505 * MILLI, pacing.departNanos());
    }

    @Test
    void aLimitTakenOffLeavesSegmentsSpread() {
        pacing.limit(100_000);
        assertEquals(100_000, pacing.rate);
        pacing.limit(-1);
        assertTrue(pacing.wished);
        assertEquals(PacingState.UNLIMITED, pacing.mostRate);
        assertEquals(100_000, pacing.rate);
    }
}
