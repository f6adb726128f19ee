package dev.wireproof.core.base;

/** A length of time in nanoseconds; may be negative as the result of a subtraction. */
public record Span(long nanos) implements Comparable<Span> {
    /** No time at all. */
    public static final Span ZERO = new Span(0);

    public static Span ns(long nanos) {
        return new Span(nanos);
    }

    public static Span us(long micros) {
        return new Span(Math.multiplyExact(micros, 1_000L));
    }

    public static Span ms(long millis) {
        return new Span(Math.multiplyExact(millis, 1_000_000L));
    }

    public static Span seconds(long seconds) {
        return new Span(Math.multiplyExact(seconds, 1_000_000_000L));
    }

    public Span plus(Span other) {
        return new Span(Math.addExact(nanos, other.nanos));
    }

    public Span times(long factor) {
        return new Span(Math.multiplyExact(nanos, factor));
    }

    public long toMillis() {
        return nanos / 1_000_000L;
    }

    @Override
    public int compareTo(Span other) {
        return Long.compare(nanos, other.nanos);
    }

    /** Shortest exact decimal in s, ms, us or ns, such as {@code 1.5 s} or {@code 200 ms}. */
    @Override
    public String toString() {
        long magnitude = Math.abs(nanos);
        if (magnitude >= 1_000_000_000L) {
            return decimal(1_000_000_000L) + " s";
        }
        if (magnitude >= 1_000_000L) {
            return decimal(1_000_000L) + " ms";
        }
        return magnitude >= 1_000L ? decimal(1_000L) + " us" : nanos + " ns";
    }

    private String decimal(long unit) {
        return java.math.BigDecimal.valueOf(nanos)
                .divide(java.math.BigDecimal.valueOf(unit))
                .stripTrailingZeros()
                .toPlainString();
    }
}
