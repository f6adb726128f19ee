package dev.wireproof.core.tcp.recovery;

/**
 * What the printed algorithms have in common, with SACK or without: a window in octets, the answer to echoed congestion, and whether a
 * loss is being repaired. What is lost and what goes next is the business of {@link TextbookRecovery} and {@link SackRecovery}.
 */
abstract class OctetRecovery implements LossRecovery {
    /** Duplicates that mean loss (RFC 5681 section 3.2; RFC 6675 "DupThresh"). */
    static final int THRESHOLD = 3;

    final OctetWindow window;
    final EchoedCongestion echo = new EchoedCongestion();
    final Tally tally = new Tally();
    /** Duplicates since the last acknowledgement that advanced. */
    int duplicates;
    boolean recovering;
    /** A timeout is being repaired by slow start. */
    boolean timedOut;

    OctetRecovery(boolean countOctets) {
        window = new OctetWindow(countOctets);
    }

    @Override
    public void mss(int octets) {
        window.smss = octets;
    }

    @Override
    public boolean takeReduction() {
        return echo.takeReduction();
    }

    @Override
    public boolean isHeld() {
        return echo.isHeld();
    }

    @Override
    public void release() {
        echo.release();
    }

    @Override
    public void onPathMtu(Scoreboard b) {
        // RFC 1191 section 6.4: sent again without a sign of congestion.
    }

    @Override
    public void onSendingStopped(Scoreboard b, boolean deferred, long rtoNanos, long nowNanos) {
        // The printed algorithms do not look at how much of the window was used.
    }

    @Override
    public void onIdleRestart(long idleNanos, long rtoNanos, long nowNanos) {
        window.restart();
    }

    @Override
    public CaState state() {
        return timedOut ? CaState.LOSS : recovering ? CaState.RECOVERY : duplicates > 0 ? CaState.DISORDER : CaState.OPEN;
    }

    @Override
    public boolean tookBack() {
        return false;
    }

    @Override
    public Tally tally() {
        return tally;
    }

    @Override
    public int cwnd() {
        return window.cwndSegments();
    }

    @Override
    public boolean countsOctets() {
        return true;
    }

    @Override
    public int ssthresh() {
        return window.ssthreshSegments();
    }

    @Override
    public int reordering() {
        return THRESHOLD;
    }
}
