package dev.wireproof.core.tcp.fastopen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FastOpenQueueTest {
    private static final long MINUTE = 60_000_000_000L;
    private final FastOpenQueue queue = new FastOpenQueue();

    @Test
    void aQueueOfNothingHasNoRoom() {
        assertFalse(queue.hasRoom(0));
    }

    @Test
    void childrenTakePlacesUntilTheyLeave() {
        queue.most(2);
        queue.joined();
        assertTrue(queue.hasRoom(0));
        queue.joined();
        assertFalse(queue.hasRoom(0));
        queue.left();
        assertTrue(queue.hasRoom(0));
    }

    @Test
    void theOldestResetMakesRoomWhenItsMinuteIsOverAndOnlyWhenRoomIsNeeded() {
        queue.most(2);
        queue.wasReset(0);
        queue.wasReset(5);
        assertFalse(queue.hasRoom(MINUTE - 1));
        assertTrue(queue.hasRoom(MINUTE));
        assertEquals(1, queue.length());
        queue.joined();
        assertFalse(queue.hasRoom(MINUTE + 4));
        assertTrue(queue.hasRoom(MINUTE + 5));
    }

    @Test
    void listeningAgainStartsEmptyAndKeepsTheLimit() {
        queue.most(1);
        queue.joined();
        queue.begin();
        assertEquals(0, queue.length());
        assertEquals(1, queue.most());
    }
}
