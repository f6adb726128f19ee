package dev.wireproof.rig.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoleListOracleTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            0-7 8-15 16-23.         | [8,inf] [16,inf] complete
            16-23. 0-7 8-15         | [0,15] [8,15] complete
            8-15 16-23. 0-7         | [0,7][16,inf] [0,7] complete
            8-15 8-15 0-7 16-23.    | [0,7][16,inf] [0,7][16,inf] [16,inf] complete
            0-15 8-23.              | [16,inf] complete
            """)
    void theHoleListsOfTheExamplesAreReproduced(String arrivals, String lists) {
        var oracle = new HoleListOracle();
        var expected = Arrays.asList(lists.split(" "));
        int step = 0;
        for (String arrival : arrivals.split(" ")) {
            boolean last = arrival.endsWith(".");
            String[] range = arrival.replace(".", "").split("-");
            oracle.arrives(Integer.parseInt(range[0]), Integer.parseInt(range[1]), !last);
            assertEquals(expected.get(step++), oracle.isComplete() ? "complete" : oracle.toString());
        }
    }
}
