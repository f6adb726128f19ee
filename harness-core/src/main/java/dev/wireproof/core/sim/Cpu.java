package dev.wireproof.core.sim;

import dev.wireproof.core.base.Invariant;

/**
 * One simulated processor: runs hard interrupts at once and softirqs after them, with Linux's bounds (ten restarts or 2 ms,
 * then ksoftirqd; kernel/softirq.c). Work costs no time unless a cost is charged with {@link #charge}; then everything after
 * it on this processor happens that much later.
 */
public final class Cpu {
    private static final int MAX_RESTARTS = 10;
    private static final long MAX_SOFTIRQ_NANOS = 2_000_000L;

    private final EventLoop loop;
    private final int index;
    private final Cpus cpus;
    private final Runnable[] handlers = new Runnable[Softirq.values().length];
    private final Event pass = new Event(this::softirqPass);
    private final Event ksoftirqd = new Event(this::ksoftirqdPass);
    private int pending;
    private int unfinished;
    private boolean suspended;
    private boolean inSoftirq;
    private int restarts;
    private long passStartNanos;
    private long busyUntilNanos;
    private long ksoftirqdRuns;

    Cpu(EventLoop loop, int index, Cpus cpus) {
        this.loop = loop;
        this.index = index;
        this.cpus = cpus;
    }

    public int index() {
        return index;
    }

    public EventLoop loop() {
        return loop;
    }

    /** Sets what a vector does; once a vector. */
    public void onSoftirq(Softirq vector, Runnable handler) {
        Invariant.check(handlers[vector.ordinal()] == null, "softirq vector has a handler already");
        handlers[vector.ordinal()] = handler;
    }

    /** The instant at which this processor is free for more work; now or later. */
    public long freeAtNanos() {
        return Math.max(busyUntilNanos, loop.now());
    }

    /** True when work charged so far lasts beyond this instant. */
    public boolean isBusy() {
        return busyUntilNanos > loop.now();
    }

    /** Spends processor time: what follows on this processor starts that much later. */
    public void charge(long nanos) {
        if (nanos > 0) {
            busyUntilNanos = freeAtNanos() + nanos;
        }
    }

    /** Runs a hard interrupt's top half at once on this processor; it must do no more than mask and schedule. */
    public void hardIrq(Runnable topHalf) {
        Cpu before = cpus.enter(this);
        topHalf.run();
        cpus.enter(before);
    }

    /** Marks a vector; it runs later at this instant, or as soon as the processor is free. */
    public void raise(Softirq vector) {
        pending |= 1 << vector.ordinal();
        if (!inSoftirq && !pass.isQueued() && !ksoftirqd.isQueued()) {
            loop.schedule(pass, freeAtNanos());
        }
    }

    /** Called by a handler that returns in mid-work because the processor is busy: it is called again when it is free, in the same pass. */
    public void suspend() {
        suspended = true;
    }

    /** How often work was handed to ksoftirqd. */
    public long ksoftirqdRuns() {
        return ksoftirqdRuns;
    }

    private void softirqPass() {
        if (restarts == 0 && unfinished == 0) {
            passStartNanos = loop.now();
        }
        runPending();
        if (unfinished != 0) {
            loop.schedule(pass, freeAtNanos());
        } else if (pending == 0) {
            restarts = 0;
        } else if (++restarts < MAX_RESTARTS && freeAtNanos() - passStartNanos < MAX_SOFTIRQ_NANOS) {
            loop.schedule(pass, freeAtNanos());
        } else {
            restarts = 0;
            ksoftirqdRuns++;
            loop.schedule(ksoftirqd, freeAtNanos());
        }
    }

    private void ksoftirqdPass() {
        runPending();
        if ((pending | unfinished) != 0) {
            loop.schedule(ksoftirqd, freeAtNanos());
        }
    }

    private void runPending() {
        int now = unfinished;
        if (now == 0) {
            now = pending;
            pending = 0;
        }
        unfinished = 0;
        inSoftirq = true;
        Cpu before = cpus.enter(this);
        try {
            for (int v = 0; v < handlers.length && unfinished == 0; v++) {
                if ((now & 1 << v) != 0 && handlers[v] != null) {
                    handlers[v].run();
                    unfinished = suspended ? now & -(1 << v) : 0;
                    suspended = false;
                }
            }
        } finally {
            inSoftirq = false;
            cpus.enter(before);
        }
    }
}
