package dev.wireproof.core.tcp.tcb;

/** Receive sequence variables (RFC 9293 section 3.3.1, figure 4). */
public final class ReceiveSequence {
    /** IRS. */
    public int irs;
    /** RCV.NXT: next number expected. */
    public int nxt;
    /** RCV.WND as last advertised, counted from {@link #wup}. */
    public int wnd;
    /** RCV.NXT when the window was last advertised (Linux {@code rcv_wup}), which is the last ACK sent. */
    public int wup;

    /** Starts with the peer's SYN. */
    public void start(int initial) {
        irs = initial;
        nxt = initial + 1;
        wup = nxt;
    }

    /** Octets still open of the window last advertised; never negative. */
    public int openWindow() {
        return Math.max(0, wup + wnd - nxt);
    }

    /** The number behind the last one we allow: RCV.NXT + RCV.WND. */
    public int windowEnd() {
        return nxt + openWindow();
    }
}
