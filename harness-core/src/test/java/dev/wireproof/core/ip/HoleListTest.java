package dev.wireproof.core.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The hole lists of RFC 815 for a datagram of 24 octets in P = 0-7, Q = 8-15, R = 16-23 (last). */
class HoleListTest {
    private final HoleList holes = new HoleList();

    private String p() {
        holes.take(0, 7, true);
        return holes.toString();
    }

    private String q() {
        holes.take(8, 15, true);
        return holes.toString();
    }

    private String r() {
        holes.take(16, 23, false);
        return holes.toString();
    }

    @Test
    void inOrder() {
        assertEquals("[0,inf]", holes.toString());
        assertEquals("[8,inf]", p());
        assertEquals("[16,inf]", q());
        assertEquals("", r());
        assertTrue(holes.isComplete());
    }

    @Test
    void theLastOneFirst() {
        assertEquals("[0,15]", r());
        assertEquals("[8,15]", p());
        assertEquals("", q());
    }

    @Test
    void theMiddleOneFirst() {
        assertEquals("[0,7][16,inf]", q());
        assertEquals("[0,7]", r());
        assertEquals("", p());
    }

    @Test
    void aDuplicateChangesNothing() {
        assertEquals("[0,7][16,inf]", q());
        assertEquals("[0,7][16,inf]", q());
        assertEquals("[16,inf]", p());
        assertEquals("", r());
    }

    @Test
    void anOverlapMayFillWhatIsMissing() {
        holes.take(0, 15, true);
        assertEquals("[16,inf]", holes.toString());
        holes.take(8, 23, false);
        assertTrue(holes.isComplete());
    }
}
