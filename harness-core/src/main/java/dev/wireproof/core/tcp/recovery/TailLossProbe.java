package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;

/** Tail loss probes (RFC 8985 section 7; Linux {@code tcp_schedule_loss_probe}, {@code tcp_process_tlp_ack}). */
final class TailLossProbe {
    /** What the acknowledgement says about a probe. */
    enum Verdict {
        /** Nothing yet, or there is none. */
        OPEN,
        /** The probe was not needed, or carried new data. */
        NO_LOSS,
        /** The probe repaired a loss. */
        REPAIRED
    }

    /** Two ticks (Linux {@code TCP_TIMEOUT_MIN_US}). */
    private static final long LEAST_NANOS = 2_000_000L;
    private static final long WITHOUT_SAMPLE_NANOS = 1_000_000_000L;

    private boolean underWay;
    private int highSeq;
    private boolean again;

    /** Time until a probe, by section 7.2; the retransmission timeout may come first. */
    static long delayNanos(int outstanding, long srttNanos, long rtoMinNanos) {
        if (srttNanos == 0) {
            return WITHOUT_SAMPLE_NANOS;
        }
        return 2 * srttNanos + (outstanding == 1 ? rtoMinNanos : LEAST_NANOS);
    }

    boolean isUnderWay() {
        return underWay;
    }

    /** True when a segment that was sent before is under way as a probe. */
    boolean isRetransmission() {
        return underWay && again;
    }

    /** A D-SACK ends where the probe did. */
    boolean endsAt(int seq) {
        return underWay && highSeq == seq;
    }

    void sent(int nxt, boolean again) {
        underWay = true;
        highSeq = nxt;
        this.again = again;
    }

    void end() {
        underWay = false;
    }

    /** Judges an acknowledgement (section 7.4.2). */
    Verdict onAck(AckFacts ack) {
        if (!underWay || Seq.lt(ack.ack, highSeq)) {
            return Verdict.OPEN;
        }
        if (!again || ack.probeDuplicate) {
            return Verdict.NO_LOSS;
        }
        if (Seq.gt(ack.ack, highSeq)) {
            return Verdict.REPAIRED;
        }
        return ack.advanced || ack.isNoDuplicate() || ack.sacked ? Verdict.OPEN : Verdict.NO_LOSS;
    }
}
