package dev.wireproof.core.tcp.congestion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CubeRootTest {
    /** The table's answers for small numbers. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "7, 2", "8, 2", "26, 3", "27, 3", "63, 4"})
    void smallNumbersAreRounded(long a, long root) {
        assertEquals(root, CubeRoot.of(a));
    }

    @Test
    void largeNumbersAreRightWithinOnePercent() {
        for (int bits = 6; bits <= 60; bits++) {
            for (long part = 0; part < 16; part++) {
                long a = (1L << bits) + part * (1L << bits - 4);
                double exact = StrictMath.cbrt(a);
                assertEquals(exact, CubeRoot.of(a), 1 + exact * 0.01, "cube root of " + a);
            }
        }
    }
}
