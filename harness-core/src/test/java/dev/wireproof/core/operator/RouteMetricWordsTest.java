package dev.wireproof.core.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.route.RouteMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteMetricWordsTest {
    @Test
    void allWordsAreRead() {
        assertEquals(new RouteMetrics(1400, true, 8000, 536, 3, 2, 4, 1_000_000_000L, true, "reno", true, true, true),
                RouteMetricWords.parse("mtu lock 1400 window 8000 advmss 536 hoplimit 3 initcwnd 2 initrwnd 4 rto_min 1s quickack 1 fastopen_no_cookie 1 congctl lock reno features ecn"));
        assertEquals(RouteMetrics.NONE.withRtoMinNanos(250_000_000), RouteMetricWords.parse("rto_min 250ms"));
        assertEquals(RouteMetrics.NONE, RouteMetricWords.parse(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"initcwnd", "initcwnd many", "speed 3", "rto_min soon"})
    void otherWordsAreRefusedInOneLine(String words) {
        String message = assertThrows(IllegalArgumentException.class, () -> RouteMetricWords.parse(words)).getMessage();
        assertTrue(message.startsWith("route metrics '" + words + "': expected mtu"), message);
    }
}
