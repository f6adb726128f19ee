package dev.wireproof.rig.live.host;

import dev.wireproof.core.base.Span;
import dev.wireproof.core.sim.EventLoop;

/**
 * Turns an event loop in real time. The clock is read once a turn; an event finds the instant it was due at, so time stands
 * still while it runs and never goes back. Frames and other threads' work enter between events, by the inbox alone.
 */
public final class LiveLoop {
    private static final long LATE_NANOS = 10_000_000;
    private static final long PAUSE_NANOS = 100_000_000;
    private static final long LONGEST_WAIT_NANOS = 1_000_000_000;
    /** Timers get their turn at least after so many frames. */
    private static final int FRAMES_A_TURN = 16;

    private final EventLoop loop;
    private final Inbox inbox;
    /** What the machine's clock shows at the loop's time 0; set anew by each {@link #run}, as between runs time stands still. */
    private long zeroNanos;
    private long instants;
    private long late;
    private long worstNanos;
    private boolean stopped;

    LiveLoop(EventLoop loop, Inbox inbox) {
        this.loop = loop;
        this.inbox = inbox;
    }

    /** Turns until {@link #stop} or until the loop's time is {@code untilNanos}; the calling thread is the loop's thread. */
    public void run(long untilNanos) {
        zeroNanos = System.nanoTime() - loop.now();
        try {
            while (!stopped && loop.now() < untilNanos) {
                turn(untilNanos);
            }
        } catch (IllegalStateException failure) {
            if (!inbox.isClosed()) {
                throw failure;
            }
        }
    }

    private void turn(long untilNanos) {
        long now = Math.max(loop.now(), System.nanoTime() - zeroNanos);
        if (now - loop.nextEventNanos() > PAUSE_NANOS) {
            // The machine stood still: what waits at the door comes in before timers give up on it.
            inbox.drain(FRAMES_A_TURN);
            loop.runInstant();
        }
        runDue(now);
        inbox.drain(FRAMES_A_TURN);
        loop.runInstant();
        long next = Math.min(untilNanos, loop.nextEventNanos());
        long left = next - (System.nanoTime() - zeroNanos);
        if (!stopped && left > 0) {
            inbox.await(Math.min(left, LONGEST_WAIT_NANOS));
        }
    }

    private void runDue(long now) {
        for (long due = loop.nextEventNanos(); due <= now; due = loop.nextEventNanos()) {
            if (due > loop.now()) {
                note(now - due);
            }
            loop.step();
        }
        loop.advanceTo(now);
    }

    private void note(long latenessNanos) {
        instants++;
        worstNanos = Math.max(worstNanos, latenessNanos);
        if (latenessNanos > LATE_NANOS) {
            late++;
        }
    }

    /** Runs {@code work} between two events; from any thread. */
    public void post(Runnable work) {
        inbox.post(work);
    }

    /** Ends {@link #run} after the present turn; from the loop's own thread. Others {@link #post} it. */
    public void stop() {
        stopped = true;
    }

    /** Whether {@link #stop} was called. */
    public boolean isStopped() {
        return stopped;
    }

    /** How late events were so far. */
    public Lateness lateness() {
        return new Lateness(instants, late, Span.ns(worstNanos));
    }
}
