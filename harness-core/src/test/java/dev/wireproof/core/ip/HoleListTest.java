package dev.wireproof.core.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.sim.Rng;
import org.junit.jupiter.api.Test;

/** The hole lists of RFC 815 for a datagram of 24 octets in P = 0-7, Q = 8-15, R = 16-23 (last). */
class HoleListTest {
    private final HoleList holes = new HoleList();

    private String p() {
        holes.fill(0, 7, true);
        return holes.toString();
    }

    private String q() {
        holes.fill(8, 15, true);
        return holes.toString();
    }

    private String r() {
        holes.fill(16, 23, false);
        return holes.toString();
    }

    @Test
    void inOrder() {
        assertEquals("[0,inf]", holes.toString());
        assertEquals("[8,inf]", p());
        assertEquals("[16,inf]", q());
        assertEquals("", r());
        assertTrue(holes.isEmpty());
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
        assertTrue(holes.covers(8, 15));
        assertEquals("[0,7][16,inf]", q());
        assertEquals("[16,inf]", p());
        assertEquals("", r());
    }

    @Test
    void anOverlapMayFillWhatIsMissing() {
        holes.fill(0, 15, true);
        assertEquals("[16,inf]", holes.toString());
        assertTrue(holes.overlaps(8, 23));
        assertFalse(holes.covers(8, 23));
        holes.fill(8, 23, false);
        assertTrue(holes.isEmpty());
    }

    @Test
    void coverAndOverlapAgreeWithAByteMap() {
        Rng rng = Rng.ofSeed(3);
        for (int run = 0; run < 200; run++) {
            HoleList list = new HoleList();
            boolean[] map = new boolean[400];
            for (int i = 0; i < 30; i++) {
                int first = rng.below(300);
                int last = first + rng.below(60);
                int had = 0;
                for (int b = first; b <= last; b++) {
                    had += map[b] ? 1 : 0;
                    map[b] = true;
                }
                assertEquals(had == last - first + 1, list.covers(first, last));
                assertEquals(had > 0, list.overlaps(first, last));
                list.fill(first, last, true);
            }
        }
    }
}
