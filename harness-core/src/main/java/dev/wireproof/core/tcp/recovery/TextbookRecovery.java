package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;

/**
 * Tahoe, Reno and NewReno as the RFCs and textbooks print them, in octets: slow start and congestion avoidance (RFC 5681
 * section 3.1), fast retransmit and fast recovery with inflation by +3 and +1 (section 3.2), partial acknowledgements (RFC 6582
 * section 3.2), limited transmit (RFC 3042).
 */
public final class TextbookRecovery implements LossRecovery {
    /** How a loss is answered. */
    public enum Variant {
        /** From one segment again. */
        TAHOE,
        /** Fast recovery until the next new acknowledgement. */
        RENO,
        /** Fast recovery until everything outstanding at its start is acknowledged. */
        NEWRENO
    }

    /**
     * What the textbooks leave open.
     *
     * @param limitedTransmit the first two duplicates let a new segment go each
     * @param careful no second fast retransmit for what was outstanding at the first one (RFC 6582 section 3.2 step 1)
     * @param impatient the timer starts anew with the first partial acknowledgement only (RFC 6582 section 3.2 step 3)
     * @param ackHeuristic a careful sender looks at the last advance as well (RFC 6582 section 4.1)
     * @param countOctets congestion avoidance counts octets, not acknowledgements (RFC 5681 section 3.1)
     */
    public record Knobs(Variant variant, boolean limitedTransmit, boolean careful, boolean impatient, boolean ackHeuristic,
            boolean countOctets) {
        /** As in the comparison of 1996: no limited transmit; only NewReno is careful. */
        public static Knobs of(Variant variant) {
            return new Knobs(variant, false, variant == Variant.NEWRENO, false, false, false);
        }
    }

    private static final int THRESHOLD = 3;

    private final Knobs knobs;
    private final Tally tally = new Tally();
    private long cwnd;
    private long ssthresh = Long.MAX_VALUE;
    private long initialWindow;
    private int smss = 1;
    private int duplicates;
    private int limited;
    private boolean recovering;
    /** Behind the highest octet sent when the last recovery began; valid with {@link #hasRecover}. */
    private int recover;
    private boolean hasRecover;
    /** A timeout is being repaired by slow start. */
    private boolean timedOut;
    /** Octets by which the last acknowledgement that advanced did so. */
    private int lastAdvance;
    /** Octets acknowledged in congestion avoidance since the window grew. */
    private long credit;
    private int partials;

    public TextbookRecovery(Knobs knobs) {
        this.knobs = knobs;
    }

    @Override
    public void start(int segments, int mss, int una, long nowNanos) {
        smss = mss;
        initialWindow = (long) segments * mss;
        cwnd = initialWindow;
        ssthresh = Long.MAX_VALUE;
        duplicates = 0;
        limited = 0;
        recovering = false;
        hasRecover = false;
        timedOut = false;
        lastAdvance = 0;
        credit = 0;
        partials = 0;
    }

    @Override
    public void mss(int octets) {
        smss = octets;
    }

    @Override
    public boolean maySend(Scoreboard b, int length) {
        boolean extra = knobs.limitedTransmit() && !recovering && duplicates < THRESHOLD;
        return b.octetsInFlight() + length <= cwnd + (extra ? (long) duplicates * smss : 0);
    }

    @Override
    public Repair onAck(AckFacts ack, Scoreboard b) {
        return ack.advanced ? onNewAck(ack, b) : ack.duplicate ? onDuplicate(b) : Repair.NONE;
    }

    private Repair onNewAck(AckFacts ack, Scoreboard b) {
        duplicates = 0;
        limited = 0;
        lastAdvance = ack.octets;
        timedOut &= Seq.lt(b.una(), recover);
        if (!recovering) {
            grow(ack);
            return rest(b);
        }
        if (knobs.variant() == Variant.NEWRENO && Seq.lt(b.una(), recover)) {
            // RFC 6582 section 3.2 step 3: partial acknowledgement.
            partials++;
            cwnd = Math.max(smss, cwnd - ack.octets + (ack.octets >= smss ? smss : 0));
            b.markHeadLost();
            return Repair.HEAD;
        }
        cwnd = ssthresh;
        recovering = false;
        return rest(b);
    }

    /** What a timeout left to be sent again goes before new data, whatever happens meanwhile. */
    private static Repair rest(Scoreboard b) {
        return b.lost() > b.repaired() ? Repair.LOST : Repair.NONE;
    }

    private void grow(AckFacts ack) {
        if (cwnd < ssthresh) {
            cwnd += Math.min(ack.octets, smss);
        } else if (knobs.countOctets()) {
            credit += ack.octets;
            if (credit >= cwnd) {
                credit -= cwnd;
                cwnd += smss;
            }
        } else {
            cwnd += Math.max(1, (long) smss * smss / cwnd);
        }
    }

    private Repair onDuplicate(Scoreboard b) {
        duplicates++;
        if (recovering) {
            cwnd += smss;
            return rest(b);
        }
        if (duplicates != THRESHOLD || isCovered(b)) {
            return rest(b);
        }
        lowerThreshold(b);
        if (knobs.variant() == Variant.TAHOE) {
            cwnd = smss;
            b.markAllLost();
            return Repair.LOST;
        }
        cwnd = ssthresh + (long) THRESHOLD * smss;
        credit = 0;
        partials = 0;
        recovering = true;
        b.markHeadLost();
        return Repair.HEAD;
    }

    // RFC 6582 section 3.2 step 2, and the heuristic of section 4.1: needless retransmissions make acknowledgements advance far.
    private boolean isCovered(Scoreboard b) {
        boolean covered = knobs.careful() && hasRecover && Seq.leq(b.una(), recover);
        return covered && !(knobs.ackHeuristic() && cwnd > smss && lastAdvance <= 4 * smss);
    }

    // RFC 5681 equation (4); what limited transmit sent does not count (section 3.2 step 2).
    private void lowerThreshold(Scoreboard b) {
        long flight = Seq.diff(b.nxt(), b.una()) - limited;
        ssthresh = Math.max(flight / 2, 2L * smss);
        recover = b.nxt();
        hasRecover = true;
    }

    @Override
    public void onTimeout(Scoreboard b, boolean first, long nowNanos) {
        if (first) {
            lowerThreshold(b);
        }
        cwnd = smss;
        credit = 0;
        recovering = false;
        timedOut = true;
        duplicates = 0;
        limited = 0;
        b.markAllLost();
    }

    @Override
    public boolean restartsTimer() {
        return !knobs.impatient() || !recovering || partials <= 1;
    }

    @Override
    public void onPathMtu(Scoreboard b) {
        // RFC 1191 section 6.4: sent again without a sign of congestion.
    }

    @Override
    public void onSent(Sent s, boolean again, Scoreboard b, long nowNanos) {
        if (!again && knobs.limitedTransmit() && !recovering && b.octetsInFlight() > cwnd) {
            limited += smss;
        }
    }

    @Override
    public void onSendingStopped(Scoreboard b, boolean deferred, long rtoNanos, long nowNanos) {
        // The printed algorithms do not look at how much of the window was used.
    }

    @Override
    public void onIdleRestart(long idleNanos, long rtoNanos, long nowNanos) {
        cwnd = Math.min(cwnd, initialWindow);
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
        return (int) Math.min(cwnd / smss, INFINITE);
    }

    @Override
    public boolean countsOctets() {
        return true;
    }

    @Override
    public int ssthresh() {
        return ssthresh == Long.MAX_VALUE ? INFINITE : (int) Math.min(ssthresh / smss, INFINITE);
    }

    @Override
    public int sackedOut(Scoreboard b) {
        return duplicates;
    }

    @Override
    public int reordering() {
        return THRESHOLD;
    }
}
