package dev.wireproof.core.tcp.recovery;

/** Proportional rate reduction (RFC 6937 with the slow-start bound of RFC 9937; Linux {@code tcp_cwnd_reduction}). In segments. */
public final class Prr {
    private int priorCwnd;
    private int ssthresh;
    private int delivered;
    private int out;

    /** A reduction from {@code priorCwnd} to {@code target} begins. */
    public void begin(int priorCwnd, int target) {
        this.priorCwnd = priorCwnd;
        this.ssthresh = target;
        delivered = 0;
        out = 0;
    }

    /** Segments sent during the reduction, again or for the first time. */
    public void onSent(int segments) {
        out += segments;
    }

    /**
     * How many may be sent after an acknowledgement.
     *
     * @param newly segments newly delivered; nothing may be sent when 0
     * @param inFlight before sending
     * @param progress SND.UNA moved and nothing new was lost
     */
    public int allowance(int newly, int inFlight, boolean progress) {
        delivered += newly;
        int room = ssthresh - inFlight;
        int count;
        if (room < 0) {
            long share = ((long) ssthresh * delivered + priorCwnd - 1) / priorCwnd;
            count = (int) (share - out);
        } else {
            count = Math.max(delivered - out, newly);
            count = Math.min(room, progress ? count + 1 : count);
        }
        // The first transmission of a recovery always goes.
        return Math.max(count, out == 0 ? 1 : 0);
    }
}
