package dev.wireproof.core.ip;

import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;

/**
 * Identifications for packets of senders without a counter of their own: shared counters, hashed by addresses and protocol,
 * that also jump by a random part of the time they were idle (Linux {@code ip_idents_reserve}; RFC 6864, RFC 7739).
 */
final class Identification {
    private static final int COUNTERS = 2048;
    private static final long JIFFY_NANOS = 1_000_000L;

    private final EventLoop loop;
    private final Rng rng;
    private final long key;
    private final int[] counters = new int[COUNTERS];
    private final long[] usedJiffies = new long[COUNTERS];

    Identification(EventLoop loop, Rng rng) {
        this.loop = loop;
        this.rng = rng;
        this.key = rng.nextLong();
        for (int i = 0; i < COUNTERS; i++) {
            counters[i] = rng.nextInt();
        }
    }

    /** A random start for the counter of a connected socket. */
    int start() {
        return rng.nextInt() & 0xFFFF;
    }

    /** The identification of the next packet. */
    int next(int source, int destination, int protocol) {
        long h = (key ^ ((long) destination << 32 | source & 0xFFFF_FFFFL)) * 0x9E37_79B9_7F4A_7C15L + protocol;
        h = (h ^ h >>> 29) * 0xBF58_476D_1CE4_E5B9L;
        int i = (int) (h >>> 53);
        long jiffies = loop.now() / JIFFY_NANOS;
        long idle = Math.min(jiffies - usedJiffies[i], Integer.MAX_VALUE);
        usedJiffies[i] = jiffies;
        int jump = idle > 0 ? rng.below((int) idle) : 0;
        int id = counters[i] + jump;
        counters[i] = id + 1;
        return id & 0xFFFF;
    }
}
