package dev.wireproof.rig.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.rig.oracle.PathOracle.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathOracleTest {
    private static final List<Route> TABLE = List.of(new Route(0, 0, 0, "default"),
            new Route(address(10, 0, 0, 0), 8, 0, "ten"), new Route(address(10, 1, 0, 0), 16, 20, "slow"),
            new Route(address(10, 1, 0, 0), 16, 10, "fast"), new Route(address(10, 1, 2, 3), 32, 0, "host"));

    @Test
    void theLongestPrefixWins() {
        assertEquals("host", name(address(10, 1, 2, 3)));
        assertEquals("ten", name(address(10, 2, 2, 3)));
        assertEquals("default", name(address(192, 0, 2, 1)));
    }

    @Test
    void theLowerMetricWinsAmongEqualPrefixes() {
        assertEquals("fast", name(address(10, 1, 2, 4)));
    }

    @Test
    void withoutACoveringRouteThereIsNone() {
        assertTrue(PathOracle.lookup(TABLE.subList(1, 5), address(192, 0, 2, 1)).isEmpty());
    }

    private static String name(int address) {
        return PathOracle.lookup(TABLE, address).orElseThrow().name();
    }

    private static int address(int a, int b, int c, int d) {
        return a << 24 | b << 16 | c << 8 | d;
    }
}
