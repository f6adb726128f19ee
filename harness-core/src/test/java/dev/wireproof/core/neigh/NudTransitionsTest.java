package dev.wireproof.core.neigh;

import static dev.wireproof.core.neigh.NudState.DELAY;
import static dev.wireproof.core.neigh.NudState.FAILED;
import static dev.wireproof.core.neigh.NudState.INCOMPLETE;
import static dev.wireproof.core.neigh.NudState.NOARP;
import static dev.wireproof.core.neigh.NudState.NONE;
import static dev.wireproof.core.neigh.NudState.PERMANENT;
import static dev.wireproof.core.neigh.NudState.PROBE;
import static dev.wireproof.core.neigh.NudState.REACHABLE;
import static dev.wireproof.core.neigh.NudState.STALE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.rig.report.coverage.Proves;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole table of transitions as data, one case a row (facts 2.4 to 2.6; {@code __neigh_event_send}, {@code neigh_timer_handler}, {@code __neigh_update}). */
class NudTransitionsTest {
    private static final long MS = TestResolver.MS;
    private static final int NO_FLAG = 0;

    /** What happens to an entry. */
    enum Event {
        SEND,
        /** Its timer fires with nothing that speaks for it. */
        TIMER,
        /** Its timer fires, and an upper layer has confirmed it just before. */
        TIMER_AFTER_CONFIRM,
        /** Its timer fires, and a packet had to look at the state within delay_first_probe_time. */
        TIMER_AFTER_USE,
        /** The last question stays unanswered. */
        LAST_TIMER,
        SAME_REACHABLE,
        SAME_STALE,
        OTHER_REACHABLE,
        OTHER_REACHABLE_OVERRIDE,
        OTHER_STALE,
        OTHER_STALE_OVERRIDE,
        OTHER_STALE_WEAK,
        ADMIN_PERMANENT,
        ADMIN_FAILED,
        ADMIN_STALE,
        DELETE
    }

    /** Effects: {@code send}, {@code ask all}, {@code ask one}, {@code lost}, in the order in which they happen; {@code -} for none. */
    record Row(NudState from, Event event, NudState to, boolean otherMac, String effects) {
        @Override
        public String toString() {
            return from + " + " + event + " -> " + to;
        }
    }

    private static Row row(NudState from, Event event, NudState to, String effects) {
        return new Row(from, event, to, false, effects);
    }

    private static Row moved(NudState from, Event event, NudState to, String effects) {
        return new Row(from, event, to, true, effects);
    }

    static Stream<Row> rows() {
        return Stream.of(sends(), timers(), learning(), sameMac(), otherMac(), administration()).flatMap(List::stream);
    }

    private static List<Row> sends() {
        return List.of(
                row(NONE, Event.SEND, INCOMPLETE, "ask all"),
                row(INCOMPLETE, Event.SEND, INCOMPLETE, "-"),
                row(REACHABLE, Event.SEND, REACHABLE, "send"),
                row(STALE, Event.SEND, DELAY, "send"),
                row(DELAY, Event.SEND, DELAY, "send"),
                row(PROBE, Event.SEND, PROBE, "send"),
                row(FAILED, Event.SEND, INCOMPLETE, "ask all"),
                row(NOARP, Event.SEND, NOARP, "send"),
                row(PERMANENT, Event.SEND, PERMANENT, "send"));
    }

    private static List<Row> timers() {
        return List.of(
                row(INCOMPLETE, Event.TIMER, INCOMPLETE, "ask all"),
                row(INCOMPLETE, Event.LAST_TIMER, FAILED, "ask all; ask all; lost"),
                row(REACHABLE, Event.TIMER, STALE, "-"),
                row(REACHABLE, Event.TIMER_AFTER_CONFIRM, REACHABLE, "-"),
                row(REACHABLE, Event.TIMER_AFTER_USE, DELAY, "-"),
                row(DELAY, Event.TIMER, PROBE, "ask one"),
                row(DELAY, Event.TIMER_AFTER_CONFIRM, REACHABLE, "-"),
                row(PROBE, Event.TIMER, PROBE, "ask one"),
                row(PROBE, Event.TIMER_AFTER_CONFIRM, PROBE, "ask one"),
                row(PROBE, Event.LAST_TIMER, FAILED, "ask one; ask one"),
                row(STALE, Event.TIMER, STALE, "-"),
                row(FAILED, Event.TIMER, FAILED, "-"),
                row(NOARP, Event.TIMER, NOARP, "-"),
                row(PERMANENT, Event.TIMER, PERMANENT, "-"));
    }

    private static List<Row> learning() {
        return List.of(
                row(NONE, Event.SAME_REACHABLE, REACHABLE, "-"),
                row(NONE, Event.SAME_STALE, STALE, "-"),
                row(INCOMPLETE, Event.SAME_REACHABLE, REACHABLE, "send"),
                row(INCOMPLETE, Event.SAME_STALE, DELAY, "send"),
                row(FAILED, Event.SAME_REACHABLE, REACHABLE, "-"),
                row(FAILED, Event.SAME_STALE, STALE, "-"));
    }

    private static List<Row> sameMac() {
        return List.of(
                row(REACHABLE, Event.SAME_REACHABLE, REACHABLE, "-"),
                row(STALE, Event.SAME_REACHABLE, REACHABLE, "-"),
                row(DELAY, Event.SAME_REACHABLE, REACHABLE, "-"),
                row(PROBE, Event.SAME_REACHABLE, REACHABLE, "-"),
                row(REACHABLE, Event.SAME_STALE, REACHABLE, "-"),
                row(STALE, Event.SAME_STALE, STALE, "-"),
                row(DELAY, Event.SAME_STALE, DELAY, "-"),
                row(PROBE, Event.SAME_STALE, PROBE, "-"),
                row(NOARP, Event.SAME_REACHABLE, NOARP, "-"),
                row(PERMANENT, Event.SAME_STALE, PERMANENT, "-"));
    }

    private static List<Row> otherMac() {
        return List.of(
                row(REACHABLE, Event.OTHER_REACHABLE, REACHABLE, "-"),
                row(STALE, Event.OTHER_REACHABLE, STALE, "-"),
                row(DELAY, Event.OTHER_STALE, DELAY, "-"),
                row(PROBE, Event.OTHER_STALE, PROBE, "-"),
                moved(REACHABLE, Event.OTHER_REACHABLE_OVERRIDE, REACHABLE, "-"),
                moved(STALE, Event.OTHER_REACHABLE_OVERRIDE, REACHABLE, "-"),
                moved(DELAY, Event.OTHER_REACHABLE_OVERRIDE, REACHABLE, "-"),
                moved(PROBE, Event.OTHER_REACHABLE_OVERRIDE, REACHABLE, "-"),
                moved(REACHABLE, Event.OTHER_STALE_OVERRIDE, STALE, "-"),
                moved(STALE, Event.OTHER_STALE_OVERRIDE, STALE, "-"),
                moved(DELAY, Event.OTHER_STALE_OVERRIDE, STALE, "-"),
                moved(PROBE, Event.OTHER_STALE_OVERRIDE, STALE, "-"),
                row(REACHABLE, Event.OTHER_STALE_WEAK, STALE, "-"),
                row(DELAY, Event.OTHER_STALE_WEAK, DELAY, "-"),
                row(PERMANENT, Event.OTHER_STALE_OVERRIDE, PERMANENT, "-"),
                row(NOARP, Event.OTHER_REACHABLE_OVERRIDE, NOARP, "-"));
    }

    private static List<Row> administration() {
        return List.of(
                row(INCOMPLETE, Event.ADMIN_PERMANENT, PERMANENT, "send"),
                row(STALE, Event.ADMIN_PERMANENT, PERMANENT, "-"),
                row(INCOMPLETE, Event.ADMIN_FAILED, FAILED, "lost"),
                row(PROBE, Event.ADMIN_FAILED, FAILED, "-"),
                row(REACHABLE, Event.ADMIN_FAILED, FAILED, "-"),
                row(PERMANENT, Event.ADMIN_FAILED, FAILED, "-"),
                row(REACHABLE, Event.ADMIN_STALE, STALE, "-"),
                row(PERMANENT, Event.ADMIN_STALE, STALE, "-"),
                row(INCOMPLETE, Event.DELETE, INCOMPLETE, "-"),
                row(STALE, Event.DELETE, STALE, "-"));
    }

    private final TestResolver net = new TestResolver();
    private Neighbour n;

    @ParameterizedTest
    @MethodSource("rows")
    @Proves({"NEIGH-6/second-protocol", "NEIGH-2/noarp", "NEIGH-2/permanent"})
    void everyRowOfTheTableHolds(Row row) {
        bring(row.from());
        assertEquals(row.from(), n.state());
        net.told();
        happen(row.event());
        assertEquals(row.to(), n.state());
        assertEquals(row.effects(), effects());
        if (n.state().isValid() && row.from() != NOARP) {
            assertEquals(row.otherMac() ? TestResolver.OTHER_MAC : TestResolver.MAC, n.macBits());
        }
        assertEquals(n.state() == INCOMPLETE && !n.isDead(), net.loop.hasWork(), "only packets that wait are work");
    }

    private String effects() {
        String told = net.told()
                .replaceAll("[0-9]+ to 02:00:00:00:00:..? [0-9]+|[0-9]+ to 33:33:00:00:00:01 [0-9]+", "send")
                .replaceAll("[0-9]+ ask all", "ask all")
                .replaceAll("[0-9]+ ask 02:00:00:00:00:aa", "ask one")
                .replaceAll("[0-9]+ lost [0-9]+", "lost");
        return told.isEmpty() ? "-" : told;
    }

    /** Leads a fresh entry to a state by the events of ordinary life. */
    private void bring(NudState state) {
        n = state == NOARP ? net.table.resolve(0xFF02L << 48, 1, net.device) : net.neighbour(1);
        switch (state) {
            case NONE, NOARP -> { }
            case INCOMPLETE -> net.send(n, 1);
            case FAILED -> {
                net.send(n, 1);
                net.runTo(3000);
            }
            case REACHABLE -> n.update(TestResolver.MAC, REACHABLE, NO_FLAG);
            case STALE -> n.update(TestResolver.MAC, STALE, NO_FLAG);
            case DELAY, PROBE -> {
                n.update(TestResolver.MAC, STALE, NO_FLAG);
                net.send(n, 1);
                net.runTo(state == DELAY ? 0 : 5000);
            }
            case PERMANENT -> n.update(TestResolver.MAC, PERMANENT, Neighbour.ADMIN);
        }
    }

    private void happen(Event event) {
        switch (event) {
            case SEND -> net.send(n, 2);
            case TIMER -> toNextTimer();
            case LAST_TIMER -> net.runTo(n.state() == PROBE ? 8000 : 3000);
            case TIMER_AFTER_CONFIRM -> {
                long due = timerDue();
                net.loop.runUntil(due - MS);
                n.confirm();
                net.loop.runUntil(due);
            }
            case TIMER_AFTER_USE -> afterUse();
            case SAME_REACHABLE -> n.update(TestResolver.MAC, REACHABLE, NO_FLAG);
            case SAME_STALE -> n.update(TestResolver.MAC, STALE, NO_FLAG);
            case OTHER_REACHABLE -> n.update(TestResolver.OTHER_MAC, REACHABLE, NO_FLAG);
            case OTHER_REACHABLE_OVERRIDE -> n.update(TestResolver.OTHER_MAC, REACHABLE, Neighbour.OVERRIDE);
            case OTHER_STALE -> n.update(TestResolver.OTHER_MAC, STALE, NO_FLAG);
            case OTHER_STALE_OVERRIDE -> n.update(TestResolver.OTHER_MAC, STALE, Neighbour.OVERRIDE);
            case OTHER_STALE_WEAK -> n.update(TestResolver.OTHER_MAC, STALE, Neighbour.WEAK_OVERRIDE);
            case ADMIN_PERMANENT -> n.update(TestResolver.MAC, PERMANENT, Neighbour.ADMIN | Neighbour.OVERRIDE);
            case ADMIN_FAILED -> n.update(Neighbour.NO_MAC, FAILED, Neighbour.ADMIN | Neighbour.OVERRIDE);
            case ADMIN_STALE -> n.update(TestResolver.MAC, STALE, Neighbour.ADMIN | Neighbour.OVERRIDE);
            case DELETE -> {
                net.table.remove(n);
                net.loop.runUntil(60_000 * MS);
            }
        }
    }

    private long timerDue() {
        return switch (n.state()) {
            case REACHABLE -> n.confirmedNanos() + n.parameters().reachableNanos() + 10 * MS;
            case DELAY -> n.usedNanos() + 5000 * MS;
            default -> net.loop.now() + 1000 * MS;
        };
    }

    private void toNextTimer() {
        net.loop.runUntil(timerDue());
    }

    /** Reachable for less than delay_first_probe_time after a resolution that a packet began. */
    private void afterUse() {
        net.sysctls.get("net.test.neigh.eth0.base_reachable_time_ms").set(2000);
        n.update(Neighbour.NO_MAC, FAILED, Neighbour.ADMIN);
        net.send(n, 3);
        n.update(TestResolver.MAC, REACHABLE, NO_FLAG);
        net.told();
        toNextTimer();
    }
}
