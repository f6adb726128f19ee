package dev.wireproof.rig.oracle;

/**
 * The window of CUBIC as RFC 9438 writes it, in floating point: segments and seconds since the last congestion event. Written from
 * the RFC's text alone.
 */
public final class CubicOracle {
    /** Section 5: the constant of the curve. */
    public static final double C = 0.4;
    /** Section 4.6: what is left of the window after a congestion event. */
    public static final double BETA = 0.7;

    private static final double ALPHA = 3 * (1 - BETA) / (1 + BETA);

    private final double wMax;
    private final double epochWindow;
    private final double k;

    /**
     * A stage of congestion avoidance (section 4.2).
     *
     * @param wMax window before the last reduction, lowered by fast convergence perhaps
     * @param epochWindow window at the beginning of the stage
     */
    public CubicOracle(double wMax, double epochWindow) {
        this.wMax = StrictMath.max(wMax, epochWindow);
        this.epochWindow = epochWindow;
        this.k = StrictMath.cbrt((this.wMax - epochWindow) / C);
    }

    /** Seconds until the window is back at {@code wMax} (figure 2). */
    public double k() {
        return k;
    }

    /** W_cubic(t) (figure 1). */
    public double window(double t) {
        double off = t - k;
        return C * off * off * off + wMax;
    }

    /** W_est after so many round trips of which each acknowledges a whole window (figure 4, section 4.3). */
    public double reno(double roundTrips) {
        return epochWindow + ALPHA * roundTrips;
    }

    /** The window after a reduction; at least 2 (section 4.6). */
    public static int reduced(int cwnd) {
        return (int) StrictMath.max(2, cwnd * BETA);
    }

    /** Wmax after a loss in a window smaller than the last one (section 4.7). */
    public static double converged(double cwnd) {
        return cwnd * (1 + BETA) / 2;
    }

    /**
     * The window that grows by (target - cwnd)/cwnd for each acknowledged segment, the target of each round trip being W_cubic a round
     * trip later, at least the window and at most half more, and never below W_est (sections 4.2 to 4.5).
     *
     * @param perAck segments that each acknowledgement tells of
     * @return the window after {@code seconds} of acknowledgements spread evenly over the round trip
     */
    public double grown(double rtt, int perAck, double seconds, boolean friendly) {
        double cwnd = epochWindow;
        double est = epochWindow;
        double t = 0;
        while (t < seconds) {
            double target = StrictMath.min(StrictMath.max(window(t + rtt), cwnd), 1.5 * cwnd);
            cwnd += perAck * (target - cwnd) / cwnd;
            est += ALPHA * perAck / cwnd;
            if (friendly && est > cwnd) {
                cwnd = est;
            }
            t += rtt * perAck / cwnd;
        }
        return cwnd;
    }
}
