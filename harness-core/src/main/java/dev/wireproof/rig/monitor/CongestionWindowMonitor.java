package dev.wireproof.rig.monitor;

import dev.wireproof.core.base.Flow;

/**
 * A sender of ours never has more in flight than its congestion window allows (RFC 5681 section 3.1). It needs the sender's state, so it
 * watches own runs only.
 */
public final class CongestionWindowMonitor {
    static final String NAME = "tcp-cwnd";

    /**
     * A sender's state right after it sent a segment with data.
     *
     * @param frame number of the segment's frame in the capture
     * @param inFlight segments in flight, this one included
     * @param window congestion window, segments
     * @param allowance segments that a named rule lets go beyond it now: 2 for limited transmit (RFC 3042), 1 for a fast retransmission,
     *     a retransmission after a timeout, a tail loss probe or a window probe
     */
    public record Sent(Flow flow, long frame, long inFlight, long window, long allowance) {}

    private final Findings out;

    public CongestionWindowMonitor(Findings out) {
        this.out = out;
    }

    /** A segment was sent. */
    public void sent(Sent state) {
        if (state.inFlight > state.window + state.allowance) {
            out.violation(
                    state.frame, NAME,
                    state.flow + ": " + state.inFlight + " segments in flight with a congestion window of " + state.window
                            + (state.allowance == 0 ? "" : " and " + state.allowance + " allowed beyond it"));
        } else {
            out.holds();
        }
    }
}
