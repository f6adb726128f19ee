package dev.wireproof.core.sim;

import dev.wireproof.core.base.Invariant;

/**
 * The clock and the ordered queue of one run. Time is virtual: nanoseconds since the start of the run, moved only by taking
 * the next event; an event runs at one instant and never advances time. Events due at the same instant run in the order in
 * which they were scheduled.
 *
 * <p>Used by one thread at a time. In real-time runs {@link #advanceTo} is fed by the caller once a turn.
 */
public final class EventLoop {
    /** Virtual time 0 for captures, initial sequence numbers and IP timestamps: 2000-01-01T00:00:00Z, in Unix nanoseconds. */
    public static final long EPOCH_UNIX_NANOS = 946_684_800_000_000_000L;

    /** Default limit of events in one instant before the run is called a livelock. */
    public static final long EVENTS_PER_INSTANT = 10_000_000L;

    private final EventQueue queue = new EventQueue();
    private final Blocking blocking = new Blocking(this);
    private long nowNanos;
    private long nextOrder;
    private long eventsThisInstant;
    private long eventsPerInstant = EVENTS_PER_INSTANT;
    private boolean inEvent;

    /** Virtual nanoseconds since the start of the run. */
    public long now() {
        return nowNanos;
    }

    /** The waiting side of socket calls on this loop. */
    public Blocking blocking() {
        return blocking;
    }

    /** True while an event's action runs. */
    public boolean inEvent() {
        return inEvent;
    }

    /** Sets the livelock limit; at least 1. */
    public void limitEventsPerInstant(long limit) {
        Invariant.check(limit > 0, "limit of events per instant must be positive");
        eventsPerInstant = limit;
    }

    /** Queues {@code e} for an instant not before now, moving it when it is queued already. */
    public void schedule(Event e, long atNanos) {
        Invariant.check(atNanos >= nowNanos, "event scheduled in the past");
        if (e.isQueued()) {
            queue.remove(e);
        }
        e.atNanos = atNanos;
        e.order = nextOrder++;
        if (atNanos == nowNanos) {
            queue.addToLine(e);
        } else {
            queue.add(e);
        }
    }

    /** Queues {@code e} for this instant, behind everything already queued for it. */
    public void soon(Event e) {
        schedule(e, nowNanos);
    }

    /** Takes {@code e} out of the queue; nothing happens when it is not queued. */
    public void cancel(Event e) {
        if (e.isQueued()) {
            queue.remove(e);
        }
    }

    /** Takes {@code e} out, but keeps its place for the case that it is scheduled again soon; nothing happens when it is not queued. */
    void rest(Event e) {
        if (e.isQueued() && !e.resting) {
            queue.rest(e);
        }
    }

    /** As scheduling a resting event for the instant it was queued for, or later. */
    void wake(Event e) {
        queue.wake(e);
    }

    /** The instant of the next event, or {@link Long#MAX_VALUE} when none is queued. */
    public long nextEventNanos() {
        Event e = queue.first();
        return e == null ? Long.MAX_VALUE : e.atNanos;
    }

    /** True when something other than housekeeping is queued. */
    public boolean hasWork() {
        return queue.working() > 0;
    }

    /** Runs the next event, moving the clock to its instant. False when the queue is empty. */
    public boolean step() {
        Event e = queue.first();
        if (e == null) {
            return false;
        }
        Invariant.check(!inEvent, "an event must not turn the loop");
        queue.remove(e);
        if (e.atNanos != nowNanos) {
            nowNanos = e.atNanos;
            eventsThisInstant = 0;
        }
        if (++eventsThisInstant > eventsPerInstant) {
            throw Invariant.broken("livelock: more than " + eventsPerInstant + " events at " + nowNanos + " ns");
        }
        inEvent = true;
        try {
            e.action.run();
        } finally {
            inEvent = false;
        }
        return true;
    }

    /** Runs everything due up to and including {@code instantNanos}, then sets the clock to it. */
    public void runUntil(long instantNanos) {
        while (nextEventNanos() <= instantNanos) {
            step();
        }
        advanceTo(instantNanos);
    }

    /** Runs the rest of this instant. */
    public void runInstant() {
        runUntil(nowNanos);
    }

    /** Sets the clock forward without running anything; no event may be due before. */
    public void advanceTo(long instantNanos) {
        Invariant.check(instantNanos >= nowNanos && instantNanos <= nextEventNanos(), "clock set past a due event or back");
        if (instantNanos != nowNanos) {
            nowNanos = instantNanos;
            eventsThisInstant = 0;
        }
    }
}
