package dev.wireproof.core.tcp.recovery;

/**
 * The least round trip of the last minutes (Linux {@code tcp_min_rtt}, lib/win_minmax.c): the best sample of the window, and the
 * best ones of its last three quarters and last half, which take over as older ones expire.
 */
public final class MinRtt {
    private static final int KEPT = 3;

    private final long[] nanos = new long[KEPT];
    private final long[] atNanos = new long[KEPT];
    private boolean known;

    /** The least round trip in nanoseconds, or -1. */
    public long nanos() {
        return known ? nanos[0] : -1;
    }

    /** True when there is a sample. */
    public boolean isKnown() {
        return known;
    }

    /** Takes a sample; those older than {@code windowNanos} are forgotten. */
    public void sample(long rttNanos, long windowNanos, long nowNanos) {
        if (!known || rttNanos <= nanos[0] || nowNanos - atNanos[2] > windowNanos) {
            known = true;
            put(0, rttNanos, nowNanos);
            return;
        }
        if (rttNanos <= nanos[1]) {
            put(1, rttNanos, nowNanos);
        } else if (rttNanos <= nanos[2]) {
            put(2, rttNanos, nowNanos);
        }
        age(rttNanos, windowNanos, nowNanos);
    }

    private void put(int from, long rtt, long at) {
        for (int i = from; i < KEPT; i++) {
            nanos[i] = rtt;
            atNanos[i] = at;
        }
    }

    private void age(long rtt, long window, long now) {
        long age = now - atNanos[0];
        if (age > window) {
            shift(rtt, now);
            if (now - atNanos[0] > window) {
                shift(rtt, now);
            }
        } else if (atNanos[1] == atNanos[0] && age > window / 4) {
            put(1, rtt, now);
        } else if (atNanos[2] == atNanos[1] && age > window / 2) {
            put(2, rtt, now);
        }
    }

    private void shift(long rtt, long now) {
        for (int i = 0; i < KEPT - 1; i++) {
            nanos[i] = nanos[i + 1];
            atNanos[i] = atNanos[i + 1];
        }
        put(KEPT - 1, rtt, now);
    }
}
