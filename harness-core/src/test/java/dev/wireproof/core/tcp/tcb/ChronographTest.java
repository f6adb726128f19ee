package dev.wireproof.core.tcp.tcb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.tcp.tcb.Chronograph.Limit;
import org.junit.jupiter.api.Test;

/** What a sender's time went into. */
class ChronographTest {
    private final Chronograph c = new Chronograph();

    private long spent(Limit limit, long now) {
        return c.spentNanos(limit, now);
    }

    @Test
    void timeCountsForTheStrongestLimitAndForBusyAsAWhole() {
        c.begin(Limit.BUSY, 10);
        c.begin(Limit.RECEIVE_WINDOW, 30);
        c.begin(Limit.BUSY, 40);
        assertEquals(20, spent(Limit.BUSY, 50));
        assertEquals(20, spent(Limit.RECEIVE_WINDOW, 50));
        assertEquals(40, c.busyNanos(50));
        c.end(Limit.RECEIVE_WINDOW, false, 60);
        assertEquals(30, spent(Limit.RECEIVE_WINDOW, 70));
        assertEquals(30, spent(Limit.BUSY, 70));
    }

    @Test
    void theEndOfAnotherLimitChangesNothing() {
        c.begin(Limit.SEND_BUFFER, 0);
        c.end(Limit.RECEIVE_WINDOW, false, 10);
        assertEquals(20, spent(Limit.SEND_BUFFER, 20));
    }

    @Test
    void withNothingQueuedTimeStandsStill() {
        c.begin(Limit.BUSY, 0);
        c.end(Limit.RECEIVE_WINDOW, true, 10);
        assertEquals(10, c.busyNanos(100));
        c.begin(Limit.BUSY, 100);
        assertEquals(15, c.busyNanos(105));
    }
}
