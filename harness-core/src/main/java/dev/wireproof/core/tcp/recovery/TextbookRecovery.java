package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;

/**
 * Tahoe, Reno and NewReno as the RFCs and textbooks print them, in octets: slow start and congestion avoidance (RFC 5681
 * section 3.1), fast retransmit and fast recovery with inflation by +3 and +1 (section 3.2), partial acknowledgements (RFC 6582
 * section 3.2), limited transmit (RFC 3042).
 */
public final class TextbookRecovery extends OctetRecovery {
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

    private final Knobs knobs;
    private int limited;
    /** Behind the highest octet sent when the last recovery began; valid with {@link #hasRecover}. */
    private int recover;
    private boolean hasRecover;
    /** Octets by which the last acknowledgement that advanced did so. */
    private int lastAdvance;
    private int partials;

    public TextbookRecovery(Knobs knobs) {
        super(knobs.countOctets());
        this.knobs = knobs;
    }

    @Override
    public void start(int segments, int mss, int una, long nowNanos) {
        window.start(segments, mss);
        duplicates = 0;
        limited = 0;
        recovering = false;
        hasRecover = false;
        timedOut = false;
        lastAdvance = 0;
        partials = 0;
        echo.start();
    }

    @Override
    public boolean maySend(Scoreboard b, int length) {
        if (echo.isHeld()) {
            return false;
        }
        boolean extra = mayLimit() && duplicates < THRESHOLD;
        return b.octetsInFlight() + length <= window.cwnd + (extra ? (long) duplicates * window.smss : 0);
    }

    // RFC 3042 section 2; not while a timeout is repaired, when duplicates may be answers to needless repetitions.
    private boolean mayLimit() {
        return knobs.limitedTransmit() && !recovering && !timedOut;
    }

    @Override
    public Repair onAck(AckFacts ack, Scoreboard b) {
        if (ack.congestionEcho) {
            echo.onEcho(ack, b, window, recovering || timedOut);
        }
        return ack.advanced ? onNewAck(ack, b) : ack.duplicate ? onDuplicate(b) : Repair.NONE;
    }

    private Repair onNewAck(AckFacts ack, Scoreboard b) {
        duplicates = 0;
        limited = 0;
        lastAdvance = ack.octets;
        timedOut &= Seq.lt(b.una(), recover);
        if (!recovering) {
            if (!ack.congestionEcho) {
                window.grow(ack.octets);
            }
            return rest(b);
        }
        if (knobs.variant() == Variant.NEWRENO && Seq.lt(b.una(), recover)) {
            // RFC 6582 section 3.2 step 3: partial acknowledgement.
            partials++;
            window.cwnd = Math.max(window.smss, window.cwnd - ack.octets + (ack.octets >= window.smss ? window.smss : 0));
            b.markHeadLost();
            return Repair.HEAD;
        }
        window.cwnd = window.ssthresh;
        recovering = false;
        return rest(b);
    }

    /** What a timeout left to be sent again goes before new data, whatever happens meanwhile. */
    private static Repair rest(Scoreboard b) {
        return b.lost() > b.repaired() ? Repair.LOST : Repair.NONE;
    }

    private Repair onDuplicate(Scoreboard b) {
        duplicates++;
        if (recovering) {
            window.cwnd += window.smss;
            return rest(b);
        }
        if (duplicates != THRESHOLD || isCovered(b)) {
            return rest(b);
        }
        lowerThreshold(b);
        if (knobs.variant() == Variant.TAHOE) {
            window.cwnd = window.smss;
            b.markAllLost();
            return Repair.LOST;
        }
        window.cwnd = window.ssthresh + (long) THRESHOLD * window.smss;
        partials = 0;
        recovering = true;
        b.markHeadLost();
        return Repair.HEAD;
    }

    // RFC 6582 section 3.2 step 2, and the heuristic of section 4.1: needless retransmissions make acknowledgements advance far.
    private boolean isCovered(Scoreboard b) {
        boolean covered = knobs.careful() && hasRecover && Seq.leq(b.una(), recover);
        return covered && !(knobs.ackHeuristic() && window.cwnd > window.smss && lastAdvance <= 4 * window.smss);
    }

    // RFC 5681 equation (4); what limited transmit sent does not count (section 3.2 step 2).
    private void lowerThreshold(Scoreboard b) {
        window.lowerThreshold(Seq.diff(b.nxt(), b.una()) - limited);
        recover = b.nxt();
        hasRecover = true;
        echo.onLoss();
    }

    @Override
    public void onTimeout(Scoreboard b, boolean first, long nowNanos) {
        if (first) {
            lowerThreshold(b);
        }
        window.cwnd = window.smss;
        recovering = false;
        timedOut = true;
        echo.release();
        duplicates = 0;
        limited = 0;
        b.markAllLost();
    }

    @Override
    public boolean restartsTimer() {
        return !knobs.impatient() || !recovering || partials <= 1;
    }

    @Override
    public void onSent(Sent s, boolean again, Scoreboard b, long nowNanos) {
        if (!again && mayLimit() && b.octetsInFlight() > window.cwnd) {
            limited += window.smss;
        }
    }

    @Override
    public int sackedOut(Scoreboard b) {
        return duplicates;
    }
}
