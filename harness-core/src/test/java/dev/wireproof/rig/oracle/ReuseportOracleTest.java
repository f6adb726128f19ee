package dev.wireproof.rig.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReuseportOracleTest {
    private static ReuseportOracle group(String... members) {
        var oracle = new ReuseportOracle();
        for (String member : members) {
            oracle.join(member);
        }
        return oracle;
    }

    @Test
    void theSameFlowMustReachTheSameMember() {
        var oracle = group("a", "b", "c", "d", "e");
        assertTrue(oracle.accepts("flow", "c"));
        assertTrue(oracle.accepts("flow", "c"));
        assertFalse(oracle.accepts("flow", "d"));
        assertEquals("c", oracle.certainMember("flow"));
    }

    @Test
    void theLastMemberTakesTheSlotOfTheOneThatLeaves() {
        var oracle = group("a", "b", "c", "d", "e");
        oracle.leave("b");
        assertEquals(List.of("a", "e", "c", "d"), oracle.members());
        oracle.leave("d");
        assertEquals(List.of("a", "e", "c"), oracle.members());
    }

    @Test
    void aFlowsPlaceAfterALeaveIsConfinedByItsPlaceBefore() {
        var oracle = group("a", "b", "c", "d");
        assertTrue(oracle.accepts("flow", "a"));
        oracle.leave("d");
        assertFalse(oracle.accepts("flow", "b"));
        assertTrue(oracle.accepts("flow", "a"));
        var other = group("a", "b", "c", "d");
        other.accepts("flow", "b");
        other.leave("d");
        assertEquals("", other.certainMember("flow"));
        assertFalse(other.accepts("flow", "c"));
    }

    @Test
    void aSocketThatLeftReceivesNothing() {
        var oracle = group("a", "b");
        oracle.leave("a");
        assertFalse(oracle.accepts("flow", "a"));
        assertTrue(oracle.accepts("flow", "b"));
    }

    @Test
    void theBoundAgreesWithTheTablesOfTheDistribution() {
        assertEquals(18.467, ReuseportOracle.chiSquareBound(4, 3.0902), 0.3);
        assertEquals(29.588, ReuseportOracle.chiSquareBound(10, 3.0902), 0.3);
        assertEquals(149.449, ReuseportOracle.chiSquareBound(100, 3.0902), 0.1);
    }

    @Test
    void aPlausibleSampleIsBalancedAndASkewedOneIsNot() {
        int[] published = {15, 25, 20, 19, 21};
        assertEquals(2.6, ReuseportOracle.chiSquare(published), 1e-9);
        assertTrue(ReuseportOracle.isBalanced(published));
        assertFalse(ReuseportOracle.isBalanced(new int[] {50, 13, 13, 12, 12}));
        assertFalse(ReuseportOracle.isBalanced(new int[] {50, 50, 50, 50, 0}));
    }
}
