package dev.wireproof.rig.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RttOracleTest {
    private static final double PRINTED = 0.0005;

    @Test
    void theFirstSeriesOfRfc6298IsReproduced() {
        var estimator = new RttOracle.Rfc6298();
        assertEquals(1000, estimator.rto(1000, 1000).intValueExact());
        double[][] rows = {{500, 500, 250, 1500}, {600, 512.5, 212.5, 1362.5}, {400, 498.4375, 187.5, 1248.4375},
            {1500, 623.6328, 391.0156, 2187.695}, {500, 608.1787, 324.1699, 1904.858}};
        for (double[] row : rows) {
            estimator.sample((long) row[0]);
            assertEquals(row[1], estimator.srtt().doubleValue(), PRINTED);
            assertEquals(row[2], estimator.rttvar().doubleValue(), PRINTED);
            assertEquals(row[3], estimator.rto(1000, 1000).doubleValue(), PRINTED);
        }
    }

    @Test
    void theSecondSeriesStaysOnTheFloorOfOneSecond() {
        var estimator = new RttOracle.Rfc6298();
        double[][] rows = {{100, 100, 50, 300}, {200, 112.5, 62.5, 362.5}, {100, 110.9375, 50, 310.9375},
            {50, 103.3203, 52.7344, 314.2578}};
        for (double[] row : rows) {
            estimator.sample((long) row[0]);
            assertEquals(row[1], estimator.srtt().doubleValue(), PRINTED);
            assertEquals(row[2], estimator.rttvar().doubleValue(), PRINTED);
            assertEquals(row[3], estimator.rto(1000, 0).doubleValue(), PRINTED);
            assertEquals(1000, estimator.rto(1000, 1000).intValueExact());
        }
    }

    @Test
    void theFirstLinuxVectorIsReproduced() {
        assertVector(List.of("100000 800000 200000 200000 300000", "100000 800000 150000 200000 300000",
                "100000 800000 112500 200000 300000", "300000 1000000 284375 284375 409375",
                "300000 1175000 388282 388282 535157", "100000 1128125 338087 375734 516749",
                "100000 1087110 294581 355446 491334", "50000 1001222 296111 340613 465765",
                "1000 877070 302376 331054 440687", "1000 768437 306505 324917 420971"));
    }

    @Test
    void theSecondLinuxVectorIsReproduced() {
        assertVector(List.of("1000 8000 2000 200000 201000", "1000 8000 1500 200000 201000",
                "1000 8000 1125 200000 201000", "600000 607000 599844 599844 675719",
                "600000 1131125 974008 974008 1115398", "1000 990735 870896 948230 1072071",
                "1000 867894 776013 905176 1013662", "1000 760408 689496 851256 946307",
                "1000 666357 611173 791236 874530"));
    }

    @Test
    void backoffDoublesUpToTheMaximum() {
        long[] seconds = {1, 2, 4, 8, 16, 32, 64, 120, 120};
        for (int timeouts = 0; timeouts < seconds.length; timeouts++) {
            assertEquals(seconds[timeouts], RttOracle.backedOff(1, timeouts, 120));
        }
    }

    private static void assertVector(List<String> rows) {
        var estimator = new RttOracle.Linux(200_000);
        for (String row : rows) {
            estimator.sample(Long.parseLong(row.substring(0, row.indexOf(' '))), true);
            assertEquals(row, row.substring(0, row.indexOf(' ')) + " " + estimator.srtt8() + " " + estimator.mdev() + " "
                    + estimator.rttvar() + " " + estimator.rto());
        }
    }
}
