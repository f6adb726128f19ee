package dev.wireproof.core.tcp.congestion;

/** Reno: slow start, then one segment a window; half on loss (RFC 5681; Linux net/ipv4/tcp_cong.c). */
public final class Reno implements CongestionControl {
    @Override
    public String name() {
        return "reno";
    }

    @Override
    public int ssthresh(CongestionWindow window) {
        return Math.max(window.cwnd >> 1, 2);
    }

    @Override
    public void avoid(CongestionWindow window, int segments, CongestionFacts facts) {
        int left = segments;
        if (window.inSlowStart()) {
            left = window.slowStart(segments);
            if (left == 0) {
                return;
            }
        }
        window.grow(window.cwnd, left);
    }
}
