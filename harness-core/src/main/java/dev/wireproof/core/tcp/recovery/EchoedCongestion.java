package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;

/** What an echo of congestion does to a window in octets: one reduction for each window of data (RFC 3168 section 6.1.2). */
final class EchoedCongestion {
    private boolean begun;
    /** SND.NXT at the last reduction. */
    private int end;
    private boolean untold;
    private boolean held;

    void start() {
        begun = false;
        untold = false;
        held = false;
    }

    /** Reduces the window for an acknowledgement with ECE, unless that was done for this window of data, or a loss is being repaired. */
    void onEcho(AckFacts ack, Scoreboard b, OctetWindow window, boolean repairing) {
        if (repairing || begun && Seq.leq(b.una(), end)) {
            return;
        }
        // With a window of one segment there is nothing to halve: the next waits for the timer.
        held = window.cwnd <= window.smss;
        window.lowerThreshold(Seq.diff(b.nxt(), ack.priorUna));
        window.cwnd = held ? window.smss : Math.min(window.cwnd, window.ssthresh);
        begun = true;
        end = b.nxt();
        untold = true;
    }

    /** The window was reduced for a loss, which CWR tells too. */
    void onLoss() {
        untold = true;
    }

    boolean takeReduction() {
        boolean told = untold;
        untold = false;
        return told;
    }

    boolean isHeld() {
        return held;
    }

    void release() {
        held = false;
    }
}
