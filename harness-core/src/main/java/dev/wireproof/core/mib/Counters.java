package dev.wireproof.core.mib;

/** The counters of one namespace, by {@link Counter}. */
public final class Counters {
    private final long[] values = new long[Counter.values().length];

    public void increment(Counter counter) {
        values[counter.ordinal()]++;
    }

    public void add(Counter counter, long amount) {
        values[counter.ordinal()] += amount;
    }

    public long get(Counter counter) {
        return values[counter.ordinal()];
    }
}
