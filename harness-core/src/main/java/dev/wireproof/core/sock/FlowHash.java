package dev.wireproof.core.sock;

import dev.wireproof.core.sim.Rng;

/**
 * Keyed hash of a connection's four values, for tables and for the choice among reuseport members. Each bit of the input
 * changes each bit of the result with probability one half; the key is drawn once a namespace.
 */
public final class FlowHash {
    private final long key0;
    private final long key1;

    public FlowHash(Rng rng) {
        key0 = rng.nextLong();
        key1 = rng.nextLong();
    }

    /** All 64 bits are usable. */
    public long hash(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        long h = mix(key0 ^ localLow);
        h = mix(h ^ remoteLow);
        h = mix(h + key1 ^ ((long) localPort << 16 | remotePort));
        long high = localHigh ^ Long.rotateLeft(remoteHigh, 29);
        return high == 0 ? h : mix(h ^ high);
    }

    private static long mix(long z) {
        z = (z ^ z >>> 32) * 0xD6E8_FEB8_6659_FD93L;
        z = (z ^ z >>> 32) * 0xD6E8_FEB8_6659_FD93L;
        return z ^ z >>> 32;
    }
}
