package dev.wireproof.core.tcp.tcb;

/**
 * Search for the largest packet that the path carries, by probes of data (RFC 4821; Linux {@code icsk_mtup}). Sizes are whole packets
 * in octets.
 */
public final class MtuSearch {
    /** The segment size follows the search. */
    public boolean on;
    /** Nothing larger passes; 0 before the search begins. */
    public int high;
    /** This passes. */
    public int low;
    /** Size of the probe that is outstanding, 0 for none. */
    public int probe;
    /** SND.UNA is here or beyond when the probe was acknowledged. */
    public int probeEnd;
    /** When the search began. */
    public long sinceNanos;

    /** Begins with everything between two sizes. */
    public void begin(int least, int most, long nowNanos) {
        low = least;
        high = most;
        probe = 0;
        sinceNanos = nowNanos;
    }

    /** Halfway between what passes and what does not. */
    public int middle() {
        return high + low >> 1;
    }

    public boolean isProbing() {
        return probe > 0;
    }

    /** The probe arrived. */
    public void passed() {
        low = probe;
        probe = 0;
    }

    /** The probe was lost and nothing around it. */
    public void failed() {
        high = probe - 1;
        probe = 0;
    }
}
