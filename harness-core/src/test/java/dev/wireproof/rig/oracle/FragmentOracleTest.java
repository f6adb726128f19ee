package dev.wireproof.rig.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.rig.oracle.FragmentOracle.LaterOptions;
import dev.wireproof.rig.oracle.FragmentOracle.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;

class FragmentOracleTest {
    private static final byte[] NONE = {};
    /** Record route of eleven octets (not copied), router alert (copied), end of list. */
    private static final byte[] ROUTE_AND_ALERT = {7, 11, 4, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0x94, 4, 0, 0, 0};

    @Test
    void theExampleOfRfc791SplitsInto256And196Octets() {
        var pieces = FragmentOracle.pieces(452, 280, NONE, LaterOptions.LEFT_OUT);
        assertEquals(List.of(new Piece(0, 256, true, List.of()), new Piece(256, 196, false, List.of())), pieces);
        assertEquals(276, pieces.get(0).totalLength());
        assertEquals(216, pieces.get(1).totalLength());
        assertEquals(32, pieces.get(1).offset() / 8);
    }

    @Test
    void aDatagramThatFitsStaysWhole() {
        assertEquals(List.of(new Piece(0, 1480, false, List.of())),
                FragmentOracle.pieces(1480, 1500, NONE, LaterOptions.LEFT_OUT));
        assertEquals(2, FragmentOracle.pieces(1481, 1500, NONE, LaterOptions.LEFT_OUT).size());
    }

    @Test
    void linuxKeepsTheHeaderLengthAndTurnsUncopiedOptionsIntoNoOperations() {
        var pieces = FragmentOracle.pieces(3008, 1500, ROUTE_AND_ALERT, LaterOptions.NO_OPERATIONS);
        assertEquals(List.of(1500, 1500, 116), pieces.stream().map(Piece::totalLength).toList());
        assertEquals(List.of(0, 0xb7, 0x16e), pieces.stream().map(piece -> piece.offset() / 8).toList());
        assertEquals("[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -108, 4, 0, 0, 0]", pieces.get(1).options().toString());
    }

    @Test
    void theRfcLeavesUncopiedOptionsOutOfLaterFragments() {
        var pieces = FragmentOracle.pieces(3008, 1500, ROUTE_AND_ALERT, LaterOptions.LEFT_OUT);
        assertEquals(16, pieces.get(0).options().size());
        assertEquals("[-108, 4, 0, 0]", pieces.get(1).options().toString());
    }

    @Test
    void aFragmentOfAFragmentKeepsItsBaseAndItsMoreBit() {
        var pieces = FragmentOracle.pieces(512, 256, true, 148, NONE, LaterOptions.LEFT_OUT);
        assertEquals(List.of(512, 640), pieces.stream().map(Piece::offset).toList());
        assertTrue(pieces.get(1).more());
        assertFalse(FragmentOracle.pieces(512, 256, false, 148, NONE, LaterOptions.LEFT_OUT).get(1).more());
    }

    @Test
    void anMtuWithoutRoomForEightOctetsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> FragmentOracle.pieces(100, 27, NONE, LaterOptions.LEFT_OUT));
    }
}
