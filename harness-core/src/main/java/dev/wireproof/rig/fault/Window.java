package dev.wireproof.rig.fault;

/**
 * How long a rule lives.
 *
 * @param times it acts at most so often on each way, 1 or more
 * @param fromNanos not before this virtual instant
 * @param untilNanos before this virtual instant only
 */
public record Window(int times, long fromNanos, long untilNanos) {
    /** For ever. */
    public static final Window FOREVER = new Window(Integer.MAX_VALUE, 0, Long.MAX_VALUE);

    public static Window times(int times) {
        return new Window(times, 0, Long.MAX_VALUE);
    }

    public static Window between(long fromNanos, long untilNanos) {
        return new Window(Integer.MAX_VALUE, fromNanos, untilNanos);
    }

    boolean contains(long nowNanos) {
        return nowNanos >= fromNanos && nowNanos < untilNanos;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (times != Integer.MAX_VALUE) {
            text.append(times == 1 ? " once" : " times " + times);
        }
        if (fromNanos > 0) {
            text.append(" from ").append(SpanText.of(fromNanos));
        }
        if (untilNanos != Long.MAX_VALUE) {
            text.append(" until ").append(SpanText.of(untilNanos));
        }
        return text.toString().trim();
    }
}
