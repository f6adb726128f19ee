package dev.wireproof.rig.link;

/** Serialisation at a rate, and the queue in front of it. */
final class Bottleneck {
    private static final long BIT_NANOS = 8_000_000_000L;

    private final long bitsPerSecond;
    private final long[] departures;
    private int head;
    private int waiting;
    private long busyUntilNanos;
    private long remainder;

    /**
     * @param bitsPerSecond 1 or more
     * @param queueLimit frames that may wait behind the one on the wire; 0 for no limit
     */
    Bottleneck(long bitsPerSecond, int queueLimit) {
        this.bitsPerSecond = bitsPerSecond;
        departures = new long[queueLimit == 0 ? 0 : queueLimit + 1];
    }

    boolean hasQueue() {
        return departures.length > 0;
    }

    /** True when the queue has no room for another frame now. */
    boolean isFull(long nowNanos) {
        while (waiting > 0 && departures[head] <= nowNanos) {
            head = head + 1 < departures.length ? head + 1 : 0;
            waiting--;
        }
        return hasQueue() && waiting == departures.length;
    }

    /** Takes a frame and says when its last bit has left. Fractions of a nanosecond carry over to the next one. */
    long depart(int octets, long nowNanos) {
        if (busyUntilNanos < nowNanos) {
            busyUntilNanos = nowNanos;
            remainder = 0;
        }
        long work = octets * BIT_NANOS + remainder;
        busyUntilNanos += work / bitsPerSecond;
        remainder = work % bitsPerSecond;
        if (hasQueue()) {
            departures[(head + waiting) % departures.length] = busyUntilNanos;
            waiting++;
        }
        return busyUntilNanos;
    }
}
