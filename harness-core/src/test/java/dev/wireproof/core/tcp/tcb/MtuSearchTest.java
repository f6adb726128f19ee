package dev.wireproof.core.tcp.tcb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MtuSearchTest {
    @ParameterizedTest
    @ValueSource(ints = {1064, 1100, 1280, 1400, 1492, 1500})
    void halvingFindsThePathsMtu(int path) {
        MtuSearch search = new MtuSearch();
        search.begin(1064, 1500, 0);
        for (int probes = 0; probes < 10 && search.high > search.low; probes++) {
            search.probe = Math.max(search.middle(), search.low + 1);
            assertTrue(search.isProbing());
            if (search.probe <= path) {
                search.passed();
            } else {
                search.failed();
            }
            assertFalse(search.isProbing());
            assertTrue(search.low <= path && search.high >= path);
        }
        assertEquals(path, search.low);
    }
}
