package dev.wireproof.core.tcp.receiver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** First windows and scales by Linux's formula. */
class InitialWindowTest {
    @ParameterizedTest
    @CsvSource({"65535, 0", "131072, 2", "4194304, 7", "6291456, 7", "16777216, 9", "33554432, 10", "536870912, 14"})
    void scaleFollowsTheLargestBuffer(long largest, int scale) {
        assertEquals(scale, InitialWindow.of(65_535, 0, 1460, 1460, true, largest, 0).scale());
    }

    @ParameterizedTest
    @CsvSource({"65536, 1460, 0, 64240", "65536, 1448, 0, 65160", "4096, 1460, 4096, 2920", "8192, 1460, 8192, 7300",
        "16384, 1460, 16384, 16060", "1000, 1460, 0, 1000"})
    void windowIsAMultipleOfTheSegmentSize(int space, int mss, int clamp, int window) {
        assertEquals(window, InitialWindow.of(space, clamp, mss, mss, true, 33_554_432, 0).window());
    }

    @ParameterizedTest
    @CsvSource({"16384, 0", "65536, 1"})
    void aFixedBufferLimitsTheScale(int clamp, int scale) {
        assertEquals(scale, InitialWindow.of(clamp, clamp, 1460, 1460, true, 33_554_432, 0).scale());
    }
}
