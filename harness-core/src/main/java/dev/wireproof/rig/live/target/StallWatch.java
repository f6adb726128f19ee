package dev.wireproof.rig.live.target;

import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long a thread that is ready has to wait for a processor: it sleeps for a millisecond again and again and keeps
 * the worst delay. A real-time ladder cannot be judged by moments while the machine stalls for longer than its tolerance.
 */
final class StallWatch implements AutoCloseable {
    private static final long NAP_NANOS = 1_000_000;

    private final KernelClock clock;
    private final Thread thread = new Thread(this::watch, "stall-watch");
    private volatile long worstNanos;
    private volatile boolean closed;

    StallWatch(KernelClock clock) {
        this.clock = clock;
        thread.setDaemon(true);
        thread.start();
    }

    /** The longest delay so far. */
    long worstNanos() {
        return worstNanos;
    }

    private void watch() {
        while (!closed) {
            long from = clock.now();
            LockSupport.parkNanos(NAP_NANOS);
            worstNanos = Math.max(worstNanos, clock.now() - from - NAP_NANOS);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
