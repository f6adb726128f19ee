package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Span;

/**
 * A moment relative to the previous event of the scenario.
 *
 * @param fromNanos earliest, 0 or more
 * @param toNanos latest; equal to {@code fromNanos} for an exact moment
 */
public record When(long fromNanos, long toNanos) {
    public When {
        if (fromNanos < 0 || toNanos < fromNanos) {
            throw new IllegalArgumentException("moment from " + fromNanos + " to " + toNanos + " ns: expected 0 <= from <= to");
        }
    }

    boolean isExact() {
        return fromNanos == toNanos;
    }

    @Override
    public String toString() {
        if (isExact()) {
            return "+" + Span.ns(fromNanos);
        }
        return "+" + Span.ns(fromNanos) + " to +" + Span.ns(toNanos);
    }
}
