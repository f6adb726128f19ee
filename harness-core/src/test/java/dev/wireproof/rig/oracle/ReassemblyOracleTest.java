package dev.wireproof.rig.oracle;

import static dev.wireproof.rig.oracle.ReassemblyOracle.Verdict.DELIVERED;
import static dev.wireproof.rig.oracle.ReassemblyOracle.Verdict.DISCARDED;
import static dev.wireproof.rig.oracle.ReassemblyOracle.Verdict.DUPLICATE;
import static dev.wireproof.rig.oracle.ReassemblyOracle.Verdict.IDLE;
import static dev.wireproof.rig.oracle.ReassemblyOracle.Verdict.TIMED_OUT_REPORTED;
import static dev.wireproof.rig.oracle.ReassemblyOracle.Verdict.TIMED_OUT_SILENT;
import static dev.wireproof.rig.oracle.ReassemblyOracle.Verdict.WAITING;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.rig.oracle.ReassemblyOracle.Policy;
import dev.wireproof.rig.oracle.ReassemblyOracle.Verdict;
import org.junit.jupiter.api.Test;

class ReassemblyOracleTest {
    private final ReassemblyOracle linux = new ReassemblyOracle(Policy.LINUX, 20, 30_000);
    private final ReassemblyOracle newestWins = new ReassemblyOracle(Policy.NEWEST_WINS, 20, 30_000);
    private int ordinal;

    @Test
    void anyOrderOfThreePiecesDelivers() {
        int[][] orders = {{0, 8, 16}, {0, 16, 8}, {8, 0, 16}, {8, 16, 0}, {16, 0, 8}, {16, 8, 0}};
        for (int[] order : orders) {
            assertEquals(WAITING, piece(linux, order[0], 8, order[0] < 16));
            assertEquals(WAITING, piece(linux, order[1], 8, order[1] < 16));
            assertEquals(DELIVERED, piece(linux, order[2], 8, order[2] < 16));
        }
    }

    @Test
    void anExactDuplicateIsIgnored() {
        piece(linux, 8, 8, true);
        assertEquals(DUPLICATE, piece(linux, 8, 8, true));
        piece(linux, 0, 8, true);
        assertEquals(DELIVERED, piece(linux, 16, 4, false));
    }

    @Test
    void aPieceInsideOneRunIsIgnored() {
        piece(linux, 0, 16, true);
        piece(linux, 16, 16, true);
        assertEquals(DUPLICATE, piece(linux, 8, 16, true));
    }

    @Test
    void aPieceAcrossTwoRunsDiscardsTheDatagram() {
        piece(linux, 16, 16, true);
        piece(linux, 0, 16, true);
        assertEquals(DISCARDED, piece(linux, 8, 16, true));
    }

    @Test
    void aPartialOverlapDiscardsTheDatagramAndTheRestStartsANewOne() {
        piece(linux, 0, 16, true);
        assertEquals(DISCARDED, piece(linux, 8, 16, false));
        assertEquals(IDLE, linux.timePasses(0));
        assertEquals(WAITING, piece(linux, 16, 8, false));
    }

    @Test
    void withTheRfcsPolicyTheNewestOctetsCount() {
        piece(newestWins, 0, 16, true);
        assertEquals(DELIVERED, piece(newestWins, 8, 16, false));
        assertArrayEquals(new int[] {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, newestWins.suppliers());
    }

    @Test
    void aLastPieceThatEndsBeforeWhatIsKnownDiscards() {
        piece(linux, 16, 8, true);
        assertEquals(DISCARDED, piece(linux, 8, 8, false));
    }

    @Test
    void aSecondLastPieceWithAnotherEndDiscards() {
        piece(linux, 16, 8, false);
        assertEquals(DISCARDED, piece(linux, 16, 16, false));
    }

    @Test
    void aPieceBeyondTheKnownEndDiscards() {
        piece(linux, 8, 8, false);
        assertEquals(DISCARDED, piece(linux, 16, 8, true));
    }

    @Test
    void aPieceBeforeTheLastIsCutToAMultipleOfEight() {
        piece(linux, 0, 13, true);
        assertEquals(DELIVERED, piece(linux, 8, 8, false));
    }

    @Test
    void anEmptyPieceDiscards() {
        assertEquals(DISCARDED, piece(linux, 8, 7, true));
        assertEquals(DISCARDED, piece(linux, 8, 0, false));
    }

    @Test
    void aDatagramAbove65535OctetsDiscards() {
        piece(linux, 0, 65_504, true);
        assertEquals(DELIVERED, piece(linux, 65_504, 11, false));
        piece(linux, 0, 65_504, true);
        assertEquals(DISCARDED, piece(linux, 65_504, 12, false));
    }

    @Test
    void theTimeoutIsReportedOnlyIfTheFirstPieceCame() {
        linux.arrives(1000, 0, 8, 8, true);
        linux.arrives(20_000, 1, 0, 8, true);
        assertEquals(WAITING, linux.timePasses(30_999));
        assertEquals(TIMED_OUT_REPORTED, linux.timePasses(31_000));
        linux.arrives(40_000, 2, 8, 8, true);
        assertEquals(TIMED_OUT_SILENT, linux.timePasses(70_000));
        assertEquals(IDLE, linux.timePasses(70_001));
    }

    private Verdict piece(ReassemblyOracle oracle, int offset, int length, boolean more) {
        return oracle.arrives(0, ordinal++, offset, length, more);
    }
}
