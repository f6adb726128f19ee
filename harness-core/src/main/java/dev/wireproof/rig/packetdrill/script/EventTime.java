package dev.wireproof.rig.packetdrill.script;

/**
 * When an event is due.
 *
 * @param startNanos since the start of the script, or since the event before it when relative
 * @param endNanos end of a range; equal to the start where there is none
 */
public record EventTime(Kind kind, long startNanos, long endNanos) {
    /** How a time is written. */
    public enum Kind {
        /** {@code 1.5} */
        ABSOLUTE,
        /** {@code +1.5} */
        RELATIVE,
        /** {@code 1.5~1.6} */
        ABSOLUTE_RANGE,
        /** {@code +1.5~+1.6} */
        RELATIVE_RANGE,
        /** {@code *}: whenever it comes */
        ANY
    }

    public boolean isRange() {
        return kind == Kind.ABSOLUTE_RANGE || kind == Kind.RELATIVE_RANGE;
    }

    /** True when it counts from the event before. */
    public boolean isRelative() {
        return kind == Kind.RELATIVE || kind == Kind.RELATIVE_RANGE || kind == Kind.ANY;
    }
}
