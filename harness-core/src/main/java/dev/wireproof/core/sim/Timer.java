package dev.wireproof.core.sim;

/**
 * A timer that is cheap to push back: when it is re-armed for a later instant its entry keeps its place in the queue, and
 * looks at the deadline when it comes up (Linux {@code mod_timer} semantics, exact nanoseconds).
 */
public final class Timer {
    private static final long NOT_ARMED = -1;

    private final EventLoop loop;
    private final Runnable action;
    private final Event event;
    private long deadlineNanos = NOT_ARMED;

    private Timer(EventLoop loop, Runnable action, boolean housekeeping) {
        this.loop = loop;
        this.action = action;
        this.event = housekeeping ? Event.housekeeping(this::due) : new Event(this::due);
    }

    /** A timer whose firing is progress: retransmission, delayed ACK, probe. */
    public static Timer working(EventLoop loop, Runnable action) {
        return new Timer(loop, action, false);
    }

    /** A timer whose firing is no progress: ageing, garbage collection. Tasks blocked with only these left are deadlocked. */
    public static Timer housekeeping(EventLoop loop, Runnable action) {
        return new Timer(loop, action, true);
    }

    /** Arms or re-arms for an absolute instant; one in the past means this instant. */
    public void armAt(long instantNanos) {
        deadlineNanos = Math.max(instantNanos, loop.now());
        if (!event.isQueued() || event.atNanos() > deadlineNanos) {
            loop.schedule(event, deadlineNanos);
        } else if (event.resting) {
            loop.wake(event);
        }
    }

    /** Arms or re-arms for {@code delayNanos} from now. */
    public void armIn(long delayNanos) {
        armAt(loop.now() + delayNanos);
    }

    /** Disarms. The entry leaves the queue too, so that a quiet loop is seen as quiet. */
    public void cancel() {
        deadlineNanos = NOT_ARMED;
        loop.cancel(event);
    }

    /** As {@link #cancel}, for a timer that will soon be armed again: its entry keeps its place and is passed over meanwhile. */
    public void rest() {
        deadlineNanos = NOT_ARMED;
        loop.rest(event);
    }

    public boolean isArmed() {
        return deadlineNanos != NOT_ARMED;
    }

    /** The instant it is armed for; meaningful only while {@link #isArmed}. */
    public long deadlineNanos() {
        return deadlineNanos;
    }

    private void due() {
        if (deadlineNanos > loop.now()) {
            loop.schedule(event, deadlineNanos);
            return;
        }
        deadlineNanos = NOT_ARMED;
        action.run();
    }
}
