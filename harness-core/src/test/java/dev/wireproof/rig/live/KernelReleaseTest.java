package dev.wireproof.rig.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KernelReleaseTest {
    private static final KernelRelease MEASURED = new KernelRelease("6.18.44", 250);

    private static long slackMillis(KernelRelease kernel, long nominalMillis) {
        return kernel.timerSlackNanos(nominalMillis * 1_000_000L) / 1_000_000L;
    }

    /** Nominal timeout and the longest distance between two retransmissions seen on a 6.18.44 kernel with HZ=250, in ms. */
    @Test
    void slackCoversTheRetransmissionsOfARealKernel() {
        long[][] seen = {{204, 208}, {408, 436}, {816, 832}, {1632, 1664}, {3264, 3523}, {6528, 6660}, {13_056, 13_313},
            {26_112, 27_649}, {52_224, 53_251}, {104_448, 106_496}, {120_000, 120_836}};
        for (long[] one : seen) {
            assertTrue(one[1] >= one[0] && one[1] <= one[0] + slackMillis(MEASURED, one[0]), one[0] + " ms");
        }
    }

    @Test
    void slackGrowsEightfoldAtEachLevelOfTheWheel() {
        assertEquals(8, slackMillis(MEASURED, 40));
        assertEquals(8, slackMillis(MEASURED, 248));
        assertEquals(36, slackMillis(MEASURED, 252));
        assertEquals(260, slackMillis(MEASURED, 2016));
        assertEquals(2052, slackMillis(MEASURED, 16_128));
        assertEquals(2, slackMillis(new KernelRelease("x", 1000), 40));
        assertEquals(9, slackMillis(new KernelRelease("x", 1000), 200));
    }
}
