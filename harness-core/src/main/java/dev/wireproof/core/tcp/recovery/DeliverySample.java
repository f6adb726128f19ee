package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;

/**
 * How fast segments get through: for the newest one that an acknowledgement tells of, what was delivered since it left, over the
 * longer of the times that sending and acknowledging took (Linux net/ipv4/tcp_rate.c).
 */
final class DeliverySample {
    private int prior;
    private long newest;
    private int newestEnd;
    private long priorNanos;
    private long sendingNanos;
    private boolean starved;

    /** When the newest segment left that is known to be delivered; start of the next one's time of sending. */
    private long firstSentNanos;
    /** When something was delivered last. */
    private long deliveredNanos;
    /** The sender has had nothing to send until so many are delivered; 0 for no. */
    private int starvedUntil;
    private int rateDelivered;
    private long rateNanos;
    private boolean rateStarved;

    /** A new acknowledgement. */
    void begin() {
        prior = 0;
    }

    /** A segment leaves; {@code idle} when nothing else is outstanding. */
    void sent(Sent s, int delivered, boolean idle, long nowNanos) {
        if (idle) {
            firstSentNanos = nowNanos;
            deliveredNanos = nowNanos;
        }
        s.stamp(delivered, firstSentNanos, deliveredNanos, starvedUntil != 0);
    }

    void delivered(Sent s) {
        boolean newer = s.ordinal() > newest || s.ordinal() == newest && Seq.gt(s.endSeq(), newestEnd);
        if (prior == 0 || newer) {
            prior = s.deliveredBefore();
            newest = s.ordinal();
            newestEnd = s.endSeq();
            priorNanos = s.deliveredAtNanos();
            starved = s.isStarved();
            firstSentNanos = s.sentNanos();
            sendingNanos = s.sentNanos() - s.firstSentNanos();
        }
    }

    /** 0 when nothing was delivered. */
    int prior() {
        return prior;
    }

    /** Ends an acknowledgement (Linux {@code tcp_rate_gen}). */
    void end(int newly, int delivered, long minRttNanos, long nowNanos) {
        if (starvedUntil != 0 && Seq.gt(delivered, starvedUntil)) {
            starvedUntil = 0;
        }
        if (newly > 0) {
            deliveredNanos = nowNanos;
        }
        if (prior == 0) {
            return;
        }
        int count = delivered - prior;
        long nanos = Math.max(sendingNanos, nowNanos - priorNanos);
        if (nanos < minRttNanos || nanos == 0) {
            return;
        }
        if (!starved || rateNanos == 0 || (double) count * rateNanos >= (double) rateDelivered * nanos) {
            rateDelivered = count;
            rateNanos = nanos;
            rateStarved = starved;
        }
    }

    /** There is nothing to send though the window has room (Linux {@code tcp_rate_check_app_limited}). */
    void starve(int delivered, int inFlight) {
        starvedUntil = Math.max(1, delivered + inFlight);
    }

    /** Octets a second, 0 for not known. */
    long rate(int mss) {
        return rateNanos == 0 ? 0 : rateDelivered * (long) mss * 1_000_000L / Math.max(1, rateNanos / 1000);
    }

    /** True when {@link #rate} was measured while the sender had not enough to send. */
    boolean isRateStarved() {
        return rateStarved;
    }
}
