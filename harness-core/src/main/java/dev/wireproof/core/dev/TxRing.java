package dev.wireproof.core.dev;

import dev.wireproof.core.skb.SkBuff;

/** A transmit ring: descriptors in the hardware's hands, and beside them the buffers to free on completion, index for index. */
final class TxRing {
    /** When the last bit of the frame with this index has left, virtual nanoseconds; never falls from one to the next. */
    private final long[] descriptors;
    /** The buffer to free, or null when it was nobody's charge when it was sent. */
    private final SkBuff[] buffers;
    private int head;
    private int used;
    private int charged;

    TxRing(int size) {
        descriptors = new long[size];
        buffers = new SkBuff[size];
    }

    int used() {
        return used;
    }

    int free() {
        return descriptors.length - used;
    }

    /** True when some frame in it is charged to a socket. */
    boolean hasCharged() {
        return charged > 0;
    }

    /** When the oldest {@code frames} are done, 1 to {@link #used}. */
    long doneNanos(int frames) {
        int at = head + frames - 1;
        return descriptors[at < descriptors.length ? at : at - descriptors.length];
    }

    void store(SkBuff skb, long doneNanos) {
        int at = head + used;
        at = at < descriptors.length ? at : at - descriptors.length;
        descriptors[at] = doneNanos;
        if (skb.isCharged()) {
            buffers[at] = skb;
            charged++;
        }
        used++;
    }

    /** Frees what has left by {@code nowNanos}. */
    void complete(long nowNanos) {
        while (used > 0 && descriptors[head] <= nowNanos) {
            SkBuff skb = buffers[head];
            buffers[head] = null;
            head = head + 1 < descriptors.length ? head + 1 : 0;
            used--;
            if (skb != null) {
                charged--;
                skb.orphan();
            }
        }
    }
}
