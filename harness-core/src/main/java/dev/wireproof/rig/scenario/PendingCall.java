package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/** A blocking call under observation. */
public abstract class PendingCall<T> {
    private final String what;
    private final long startNanos;
    private Timing timing = Timing.EXACT;
    private LongSupplier slip = () -> 0;
    private long slipAtStartNanos;
    private List<String> proofs = new ArrayList<>();

    protected PendingCall(String what, long startNanos) {
        this.what = what;
        this.startNanos = startNanos;
    }

    /**
     * Says how its duration is judged and where proven clauses go.
     *
     * @param slipNanos how far the scenario has fallen behind its times; what it falls behind during the call lengthens the call
     */
    PendingCall<T> judgedBy(Timing how, LongSupplier slipNanos, List<String> sink) {
        timing = how;
        slip = slipNanos;
        slipAtStartNanos = slipNanos.getAsLong();
        proofs = sink;
        return this;
    }

    public String what() {
        return what;
    }

    public abstract boolean isDone();

    /** When it ended; only after {@link #isDone}. */
    protected abstract long endNanos();

    /** What it threw, or null. */
    protected abstract Throwable failure();

    protected abstract T value();

    /** Lets the host run until the call has ended, at most until that instant is over. */
    protected abstract void awaitUntil(long nanos);

    /** The call has ended by now with this errno, {@code duration} after its start. */
    public Proof returns(Span duration, Errno expected) {
        ended(duration);
        Throwable t = failure();
        Errno actual = t == null ? Errno.OK : t instanceof ErrnoException e ? e.errno() : null;
        if (actual != expected) {
            throw new ScenarioFailure(what + ": expected " + expected + "\n  actual   " + (actual == null ? t : actual));
        }
        return new Proof(proofs);
    }

    /** The call has ended by now with this value, {@code duration} after its start. */
    public Proof returns(Span duration, T expected) {
        ended(duration);
        if (failure() != null || !Objects.deepEquals(value(), expected)) {
            throw new ScenarioFailure(what + ": expected " + expected + "\n  actual   " + (failure() == null ? value() : failure()));
        }
        return new Proof(proofs);
    }

    /** What the call returned, once it has ended. */
    public T result() {
        if (!isDone()) {
            throw new ScenarioFailure(what + ": still blocked");
        }
        if (failure() != null) {
            throw new ScenarioFailure(what + ": failed with " + failure().getMessage());
        }
        return value();
    }

    /** The call is still blocked. */
    public Proof blocks() {
        if (isDone()) {
            throw new ScenarioFailure(what + ": expected to block still\n  actual   ended after " + Span.ns(endNanos() - startNanos));
        }
        return new Proof(proofs);
    }

    private void ended(Span duration) {
        long behindNanos = slip.getAsLong() - slipAtStartNanos;
        awaitUntil(startNanos + duration.nanos() + behindNanos + timing.lateNanos(duration.nanos()));
        if (!isDone()) {
            throw new ScenarioFailure(what + ": expected to return after " + duration + "\n  actual   still blocked");
        }
        long took = endNanos() - startNanos;
        if (!timing.accepts(duration.nanos(), took) && !timing.accepts(duration.nanos(), took - behindNanos)) {
            throw new ScenarioFailure(what + ": expected to return after " + duration + "\n  actual   after " + Span.ns(took));
        }
    }
}
