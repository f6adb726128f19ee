package dev.wireproof.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EventLoopTest {
    private final EventLoop loop = new EventLoop();
    private final List<String> ran = new ArrayList<>();

    private Event note(String name) {
        return new Event(() -> ran.add(name));
    }

    @Test
    void whatWasQueuedEarlierForAnInstantRunsBeforeWhatIsQueuedInIt() {
        Event inside = note("inside");
        loop.schedule(new Event(() -> {
            ran.add("first");
            loop.soon(inside);
        }), 10);
        loop.schedule(note("second"), 10);
        loop.schedule(note("later"), 11);
        loop.runUntil(11);
        assertEquals(List.of("first", "second", "inside", "later"), ran);
    }

    @Test
    void anEventOfThisInstantCanBeTakenOutOrPutLast() {
        Event a = note("a");
        Event b = note("b");
        Event c = note("c");
        loop.soon(a);
        loop.soon(b);
        loop.soon(c);
        loop.cancel(b);
        loop.soon(a);
        loop.runInstant();
        assertEquals(List.of("c", "a"), ran);
        assertFalse(loop.hasWork());
    }

    @Test
    void anEventOfThisInstantCanBePutOff() {
        Event a = note("a");
        loop.soon(a);
        loop.soon(note("b"));
        loop.schedule(a, 5);
        loop.runUntil(5);
        assertEquals(List.of("b", "a"), ran);
    }

    @Test
    void aRestingEventOfThisInstantIsPassedOver() {
        Event a = note("a");
        loop.soon(a);
        loop.rest(a);
        loop.soon(note("b"));
        loop.runUntil(1);
        assertEquals(List.of("b"), ran);
        assertFalse(a.isQueued());
    }

    /** Each step schedules one of eight events anew, or cancels it, or runs one; the model keeps a plain list. */
    @Property(tries = 300)
    void eventsRunByInstantAndThenBySchedulingOrder(@ForAll @Size(min = 1, max = 60) List<@IntRange(max = 79) Integer> steps) {
        EventLoop turned = new EventLoop();
        List<Integer> actual = new ArrayList<>();
        List<Integer> expected = new ArrayList<>();
        List<long[]> model = new ArrayList<>();
        Event[] events = new Event[8];
        for (int i = 0; i < events.length; i++) {
            int id = i;
            events[i] = new Event(() -> actual.add(id));
        }
        for (int step : steps) {
            int id = step % 8;
            int what = step / 8;
            if (what < 7) {
                model.removeIf(m -> m[1] == id);
            }
            if (what < 6) {
                long at = turned.now() + what / 2;
                turned.schedule(events[id], at);
                model.add(new long[] {at, id});
            } else if (what == 6) {
                turned.cancel(events[id]);
            } else {
                assertEquals(!model.isEmpty(), turned.step());
                takeFirst(model, expected);
            }
        }
        while (turned.step()) {
            takeFirst(model, expected);
        }
        assertEquals(expected, actual);
        assertEquals(List.of(), model);
    }

    private static void takeFirst(List<long[]> model, List<Integer> expected) {
        long[] first = null;
        for (long[] m : model) {
            first = first == null || m[0] < first[0] ? m : first;
        }
        if (first != null) {
            model.remove(first);
            expected.add((int) first[1]);
        }
    }
}
