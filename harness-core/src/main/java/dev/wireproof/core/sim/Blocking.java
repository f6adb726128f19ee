package dev.wireproof.core.sim;

import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.base.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * How application code waits. Called on the scenario's own thread it turns the loop until the condition holds (<em>pump</em>);
 * called on a {@link Task} it parks that task and hands the turn back to the loop (<em>baton</em>). Called from protocol code
 * it throws: nothing below the socket layer may sleep.
 */
public final class Blocking {
    /** No deadline. */
    public static final long FOREVER = Long.MAX_VALUE;

    private final EventLoop loop;
    private final List<Task> parked = new ArrayList<>();
    private Task current;

    Blocking(EventLoop loop) {
        this.loop = loop;
    }

    /** The task that runs now, or null on the scenario's own thread. */
    public Task current() {
        return current;
    }

    /**
     * Waits on {@code queue} until {@code ready} holds or the deadline passes.
     *
     * @param what for the deadlock message, such as {@code recv(fd 3)}
     * @param exclusive one waiter per wake-up, first come first served (accept)
     * @param deadlineNanos absolute virtual time, or {@link #FOREVER}
     * @return true when {@code ready} held, false at the deadline
     * @throws Deadlock when nothing but housekeeping is left that could end the wait
     */
    public boolean await(WaitQueue queue, BooleanSupplier ready, boolean exclusive, long deadlineNanos, String what) {
        if (ready.getAsBoolean()) {
            return true;
        }
        if (current != null) {
            return current.park(queue, ready, exclusive, deadlineNanos, what);
        }
        Invariant.check(!loop.inEvent(), "protocol code tried to block");
        return pump(ready, deadlineNanos, what);
    }

    private boolean pump(BooleanSupplier ready, long deadlineNanos, String what) {
        long since = loop.now();
        while (!ready.getAsBoolean()) {
            if (loop.nextEventNanos() > deadlineNanos) {
                loop.advanceTo(deadlineNanos);
                return false;
            }
            if (deadlineNanos == FOREVER && !loop.hasWork()) {
                throw new Deadlock(report("the scenario", what, since));
            }
            loop.step();
        }
        return true;
    }

    /** Sleeps for a span of virtual time. */
    public void sleep(Span span) {
        await(new WaitQueue(), () -> false, false, loop.now() + span.nanos(), "sleep");
    }

    /** One line for each task that still waits; empty when none does. */
    public String waiting() {
        StringBuilder text = new StringBuilder();
        for (Task t : parked) {
            text.append(text.isEmpty() ? "" : "; ").append(t.waitingFor());
        }
        return text.toString();
    }

    private String report(String who, String what, long since) {
        String others = waiting();
        return "deadlock: " + who + " still waits for " + what + " since " + Span.ns(since)
                + " and nothing but housekeeping is queued" + (others.isEmpty() ? "" : "; " + others);
    }

    void parked(Task t) {
        parked.add(t);
    }

    void unparked(Task t) {
        parked.remove(t);
    }

    /** Gives the turn to {@code t} until it parks or ends. */
    void run(Task t) {
        Task before = current;
        current = t;
        try {
            t.turn();
        } finally {
            current = before;
        }
    }

    EventLoop loop() {
        return loop;
    }

    /** Every wait left in the run can never end. */
    public static final class Deadlock extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Deadlock(String message) {
            super(message);
        }
    }
}
