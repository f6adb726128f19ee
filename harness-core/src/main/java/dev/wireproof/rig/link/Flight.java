package dev.wireproof.rig.link;

import dev.wireproof.core.skb.SkBuff;
import java.util.Arrays;

/** Frames under way, ordered by arrival and then by entry, in a ring that grows; a new one nearly always goes to the end. */
final class Flight {
    private SkBuff[] frames = new SkBuff[64];
    private long[] arrivals = new long[64];
    private long[] ordinals = new long[64];
    private String[] fates = new String[64];
    private int head;
    private int size;

    int size() {
        return size;
    }

    /** When the first one arrives, or {@link Long#MAX_VALUE}. */
    long firstNanos() {
        return size == 0 ? Long.MAX_VALUE : arrivals[head];
    }

    /** Number of the first one on its way. */
    long firstOrdinal() {
        return ordinals[head];
    }

    /** Words for the capture when the first one is a changed or added copy; else null. */
    String firstFate() {
        return fates[head];
    }

    SkBuff removeFirst() {
        SkBuff frame = frames[head];
        frames[head] = null;
        fates[head] = null;
        head = head + 1 & frames.length - 1;
        size--;
        return frame;
    }

    void add(SkBuff frame, long arrivalNanos, long ordinal, String fate) {
        if (size == frames.length) {
            grow();
        }
        int mask = frames.length - 1;
        int hole = size++;
        while (hole > 0 && arrivals[head + hole - 1 & mask] > arrivalNanos) {
            move(head + hole - 1 & mask, head + hole & mask);
            hole--;
        }
        int at = head + hole & mask;
        frames[at] = frame;
        arrivals[at] = arrivalNanos;
        ordinals[at] = ordinal;
        fates[at] = fate;
    }

    private void move(int from, int to) {
        frames[to] = frames[from];
        arrivals[to] = arrivals[from];
        ordinals[to] = ordinals[from];
        fates[to] = fates[from];
    }

    private void grow() {
        int n = frames.length;
        frames = Arrays.copyOf(frames, 2 * n);
        arrivals = Arrays.copyOf(arrivals, 2 * n);
        ordinals = Arrays.copyOf(ordinals, 2 * n);
        fates = Arrays.copyOf(fates, 2 * n);
        for (int i = 0; i < head; i++) {
            move(i, n + i);
        }
    }
}
