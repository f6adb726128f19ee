package dev.wireproof.rig.live.host;

import dev.wireproof.core.base.Span;

/**
 * How well a live loop kept its times.
 *
 * @param instants at which events were due
 * @param late of them, more than 10 ms after they were due
 * @param worst of all
 */
public record Lateness(long instants, long late, Span worst) {
    @Override
    public String toString() {
        return late + " of " + instants + " timer instants more than 10 ms late, worst " + Span.us(worst.nanos() / 1_000);
    }
}
