package dev.wireproof.core.sim;

/**
 * One reusable entry of the event queue. An event is in the queue at most once; scheduling it again moves it. Objects that
 * recur (a cable, a CPU, a timer) own one event for their lifetime, so scheduling allocates nothing.
 */
public final class Event {
    final Runnable action;
    /** Housekeeping events (ageing, collection) do not count as a reason for a blocked task to go on waiting. */
    final boolean housekeeping;
    long atNanos;
    long order;
    int heapIndex = NOT_QUEUED;
    /** Keeps its place in the queue but is not due: the queue passes it over. */
    boolean resting;

    /** Neighbours in the line of events for the present instant. */
    Event next;
    Event previous;

    static final int NOT_QUEUED = -1;
    static final int IN_LINE = -2;

    public Event(Runnable action) {
        this(action, false);
    }

    Event(Runnable action, boolean housekeeping) {
        this.action = action;
        this.housekeeping = housekeeping;
    }

    /** An event whose being due is no progress: table ageing, garbage collection. */
    public static Event housekeeping(Runnable action) {
        return new Event(action, true);
    }

    public boolean isQueued() {
        return heapIndex != NOT_QUEUED;
    }

    /** When it is due, if queued; virtual nanoseconds. */
    public long atNanos() {
        return atNanos;
    }
}
