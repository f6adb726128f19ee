package dev.wireproof.core.tcp.congestion;

/** One algorithm's state for one connection (Linux {@code tcp_congestion_ops}). */
public interface CongestionControl {
    /** New threshold after a loss, in segments; at least 2. */
    int ssthresh(CongestionWindow window);

    /** Acknowledged segments while nothing is amiss and the window was in use. */
    void onAcked(CongestionWindow window, int segments, long nowNanos);

    /** Window to return to when a reduction turns out to be needless. */
    int undo(CongestionWindow window, int priorCwnd);
}
