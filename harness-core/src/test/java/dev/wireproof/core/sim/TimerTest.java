package dev.wireproof.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Timers that are pushed back, disarmed and armed again. */
class TimerTest {
    private final EventLoop loop = new EventLoop();
    private final List<Long> fired = new ArrayList<>();
    private final Timer timer = Timer.working(loop, () -> fired.add(loop.now()));

    @Test
    void firesAtTheLastDeadlineItWasGiven() {
        timer.armAt(100);
        timer.armAt(300);
        timer.armAt(200);
        loop.runUntil(1000);
        assertEquals(List.of(200L), fired);
    }

    @Test
    void aRestingTimerIsNoWorkAndNoEvent() {
        timer.armAt(100);
        timer.rest();
        assertFalse(timer.isArmed());
        assertFalse(loop.hasWork());
        assertEquals(Long.MAX_VALUE, loop.nextEventNanos());
        loop.runUntil(1000);
        assertEquals(List.of(), fired);
    }

    @Test
    void aRestingTimerIsArmedAgainForAnyInstant() {
        timer.armAt(100);
        timer.rest();
        timer.armAt(150);
        assertTrue(loop.hasWork());
        loop.runUntil(160);
        assertEquals(List.of(150L), fired);
        timer.armAt(300);
        timer.rest();
        timer.armAt(200);
        loop.runUntil(1000);
        assertEquals(List.of(150L, 200L), fired);
    }

    @Test
    void restingTwiceOrWithoutHavingBeenArmedChangesNothing() {
        timer.rest();
        timer.armAt(100);
        timer.rest();
        timer.rest();
        Timer other = Timer.working(loop, () -> fired.add(-1L));
        other.armAt(50);
        timer.cancel();
        assertTrue(loop.hasWork());
        loop.runUntil(1000);
        assertEquals(List.of(-1L), fired);
        assertFalse(loop.hasWork());
    }
}
