package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import java.util.Arrays;

/** What a decision adds to the counters; whoever acts on the decision counts it. */
public final class Tally {
    private Counter[] counters = new Counter[16];
    private int[] amounts = new int[16];
    private int size;

    void add(Counter counter, int amount) {
        if (size == counters.length) {
            counters = Arrays.copyOf(counters, 2 * size);
            amounts = Arrays.copyOf(amounts, 2 * size);
        }
        counters[size] = counter;
        amounts[size++] = amount;
    }

    /** Counts everything and forgets it. */
    public void countInto(Counters target) {
        for (int i = 0; i < size; i++) {
            target.add(counters[i], amounts[i]);
        }
        size = 0;
    }
}
