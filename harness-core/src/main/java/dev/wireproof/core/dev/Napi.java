package dev.wireproof.core.dev;

import dev.wireproof.core.base.Invariant;

/**
 * One polled queue (Linux {@code napi_struct}, facts 1.1). Only a queue with a ring of several frames and an interrupt that can
 * be masked qualifies; the per-processor backlog is the one exception.
 */
public abstract class Napi {
    /** Frames a turn, unless the device asks for another. */
    public static final int WEIGHT = 64;

    private final int weight;
    /** Next on the poll list that it is on. */
    Napi next;
    private boolean scheduled;
    private boolean missed;
    private boolean disabled = true;

    /** @param weight frames a turn, at least 1 */
    protected Napi(int weight) {
        Invariant.check(weight > 0, "NAPI weight must be positive");
        this.weight = weight;
    }

    /** Frames a turn now. */
    int weight() {
        return weight;
    }

    /**
     * Handles up to {@code budget} frames. Less than {@code budget} means that it called {@link #complete} before.
     *
     * @return frames handled
     */
    protected abstract int poll(Softnet softnet, int budget);

    /** Asks for a turn on this processor. Asking again while one is due is remembered. */
    final void schedule(Softnet softnet) {
        if (disabled) {
            return;
        }
        if (scheduled) {
            missed = true;
            return;
        }
        scheduled = true;
        softnet.add(this);
    }

    /** The queue is empty (Linux {@code napi_complete_done}). False when it was asked for meanwhile: do not unmask. */
    protected final boolean complete(Softnet softnet) {
        if (missed) {
            missed = false;
            softnet.add(this);
            return false;
        }
        scheduled = false;
        return true;
    }

    final void enable() {
        disabled = false;
    }

    /** No turn any more; one that is due finds nothing. */
    final void disable() {
        disabled = true;
    }

    /** Its turn came after it was disabled. */
    final void forget() {
        scheduled = false;
        missed = false;
    }

    final boolean isDisabled() {
        return disabled;
    }

    final boolean isScheduled() {
        return scheduled;
    }
}
