package dev.wireproof.core.tcp.recovery;

/** Congestion window and slow start threshold in octets, as RFC 5681 prints them (section 3.1 and 4.1). */
final class OctetWindow {
    private final boolean countOctets;
    private long initial;
    /** Octets acknowledged in congestion avoidance since the window grew. */
    private long credit;
    /** SMSS. */
    int smss = 1;
    long cwnd;
    long ssthresh = Long.MAX_VALUE;

    /** @param countOctets congestion avoidance counts octets, not acknowledgements */
    OctetWindow(boolean countOctets) {
        this.countOctets = countOctets;
    }

    void start(int segments, int mss) {
        smss = mss;
        initial = (long) segments * mss;
        cwnd = initial;
        ssthresh = Long.MAX_VALUE;
        credit = 0;
    }

    /** An acknowledgement of new data, outside recovery: equations (2) and (3). */
    void grow(int octets) {
        if (cwnd < ssthresh) {
            cwnd += Math.min(octets, smss);
        } else if (!countOctets) {
            cwnd += Math.max(1, (long) smss * smss / cwnd);
        } else {
            credit += octets;
            if (credit >= cwnd) {
                credit -= cwnd;
                cwnd += smss;
            }
        }
    }

    /** Equation (4). */
    void lowerThreshold(long flight) {
        ssthresh = Math.max(flight / 2, 2L * smss);
        credit = 0;
    }

    /** After idle time: the restart window (section 4.1). */
    void restart() {
        cwnd = Math.min(cwnd, initial);
    }

    int cwndSegments() {
        return (int) Math.min(cwnd / smss, LossRecovery.INFINITE);
    }

    int ssthreshSegments() {
        return ssthresh == Long.MAX_VALUE ? LossRecovery.INFINITE : (int) Math.min(ssthresh / smss, LossRecovery.INFINITE);
    }
}
