package dev.wireproof.core.tcp.congestion;

/** The window that an algorithm steers, in segments. */
public final class CongestionWindow {
    /** Segments that may be in flight; at least 1. */
    public int cwnd = 1;
    /** Below it the window grows by slow start. */
    public int ssthresh = Integer.MAX_VALUE;
    /** Acknowledged segments not yet turned into growth (Linux {@code snd_cwnd_cnt}). */
    public int credit;

    public boolean inSlowStart() {
        return cwnd < ssthresh;
    }

    /**
     * Slow start (RFC 5681 section 3.1; Linux {@code tcp_slow_start}).
     *
     * @return acknowledged segments left over when the threshold was reached
     */
    public int slowStart(int acked) {
        int grown = (int) Math.min((long) cwnd + acked, ssthresh);
        int left = acked - (grown - cwnd);
        cwnd = grown;
        return left;
    }

    /** Adds one segment for each {@code window} acknowledged ones (Linux {@code tcp_cong_avoid_ai}). */
    public void grow(int window, int acked) {
        if (credit >= window) {
            credit = 0;
            cwnd++;
        }
        credit += acked;
        if (credit >= window) {
            int steps = credit / window;
            credit -= steps * window;
            cwnd += steps;
        }
    }
}
