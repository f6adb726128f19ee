package dev.wireproof.core.tcp.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeferredAcceptTest {
    @ParameterizedTest
    @CsvSource({"-5, 0, 0", "0, 0, 0", "1, 1, 1", "2, 2, 3", "3, 2, 3", "4, 3, 7", "7, 3, 7", "63, 6, 63", "127, 7, 127", "128, 8, 247",
        "247, 8, 247", "248, 9, 367"})
    void secondsAreRoundedUpToTimeouts(int seconds, int timeouts, int told) {
        assertEquals(timeouts, DeferredAccept.timeoutsOf(seconds));
        assertEquals(told, DeferredAccept.secondsOf(timeouts));
    }

    @ParameterizedTest
    @CsvSource({"2147483647, 255"})
    void noMoreThan255Timeouts(int seconds, int timeouts) {
        assertEquals(timeouts, DeferredAccept.timeoutsOf(seconds));
    }
}
