package dev.wireproof.rig.live.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.rig.live.KernelRelease;
import dev.wireproof.rig.scenario.Timing;
import org.junit.jupiter.api.Test;

class KernelTimingTest {
    private static final long MS = 1_000_000;

    private final Timing timing = new KernelTiming(new KernelRelease("6.18.44", 250));

    @Test
    void theKernelsOwnTimesAreAccepted() {
        assertTrue(timing.accepts(200 * MS, 207 * MS));
        assertTrue(timing.accepts(1_000 * MS, 1_016 * MS));
        assertTrue(timing.accepts(64_000 * MS, 65_848 * MS));
        assertTrue(timing.accepts(0, 100_000));
    }

    @Test
    void anotherTimersTimesAreNot() {
        assertFalse(timing.accepts(0, 40 * MS));
        assertFalse(timing.accepts(200 * MS, 300 * MS));
        assertFalse(timing.accepts(1_000 * MS, 900 * MS));
        assertEquals(20 * MS, timing.lateNanos(0));
    }
}
