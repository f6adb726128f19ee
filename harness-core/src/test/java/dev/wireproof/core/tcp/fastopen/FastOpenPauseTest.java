package dev.wireproof.core.tcp.fastopen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.tcp.fastopen.FastOpenPause.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FastOpenPauseTest {
    private static final long SECOND = 1_000_000_000L;
    private final FastOpenPause pause = new FastOpenPause();

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 20", "3, 40", "7, 640", "8, 640", "20, 640"})
    void eachPauseInARowIsTwiceAsLongUpTo64Times(int times, long seconds) {
        for (int i = 0; i < times; i++) {
            assertTrue(pause.begin(10, 5 * SECOND));
        }
        assertEquals(Verdict.PAUSED, pause.judge(10, (5 + seconds) * SECOND - 1));
        assertEquals(Verdict.TRY, pause.judge(10, (5 + seconds) * SECOND));
    }

    @Test
    void successEndsTheRow() {
        pause.begin(10, 0);
        pause.begin(10, 0);
        pause.forget();
        assertEquals(Verdict.OPEN, pause.judge(10, 0));
        pause.begin(10, 0);
        assertEquals(Verdict.TRY, pause.judge(10, 10 * SECOND));
    }

    @Test
    void nothingIsPausedForNoTime() {
        assertFalse(pause.begin(0, 0));
        assertEquals(Verdict.OPEN, pause.judge(10, 0));
        pause.begin(10, 0);
        assertEquals(Verdict.OPEN, pause.judge(0, 1));
    }
}
