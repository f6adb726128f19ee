package dev.wireproof.rig.oracle;

import java.util.ArrayList;
import java.util.List;

/**
 * A sender's congestion window and retransmissions by RFC 5681 and RFC 6582, or as Tahoe or Reno did it, in whole segments.
 *
 * <p>Segments are numbered 1, 2, 3, ...; an ACK names the last segment that arrived in order (TCP's acknowledgement number less
 * one). The caller reports each ACK and each timeout and gets what must be sent in answer, in order. Window arithmetic is in
 * octets, so that equation (3) of RFC 5681 is exact.
 */
public final class NewRenoOracle {
    /** How losses are answered: Tahoe restarts from one segment, Reno leaves recovery at the first new ACK, NewReno at the last. */
    public enum Variant { TAHOE, RENO, NEWRENO }

    /**
     * What the textbooks leave open.
     *
     * @param variant            how losses are answered
     * @param smss               octets of a full segment
     * @param firstFlight        initial window in segments
     * @param initialSsthresh    in octets
     * @param receiverWindow     in segments
     * @param duplicateThreshold duplicates that start a fast retransmit
     * @param limitedTransmit    whether the duplicates before release a new segment each (RFC 3042)
     * @param careful            whether ACKs up to the last {@code recover} start no further fast retransmit (RFC 6582, 3.2 step 2)
     * @param lastSegment        number of the last segment there is to send
     */
    public record Knobs(Variant variant, int smss, int firstFlight, long initialSsthresh, int receiverWindow,
                        int duplicateThreshold, boolean limitedTransmit, boolean careful, int lastSegment) {
        /** First flight 2, window 28, threshold 3, unlimited data, no limited transmit; only NewReno is careful. */
        public static Knobs classroom(Variant variant) {
            return new Knobs(variant, 1000, 2, Long.MAX_VALUE, 28, 3, false, variant == Variant.NEWRENO, Integer.MAX_VALUE);
        }

        public Knobs withLimitedTransmit(boolean on) {
            return new Knobs(variant, smss, firstFlight, initialSsthresh, receiverWindow, duplicateThreshold, on, careful,
                    lastSegment);
        }

        public Knobs withCareful(boolean on) {
            return new Knobs(variant, smss, firstFlight, initialSsthresh, receiverWindow, duplicateThreshold, limitedTransmit, on,
                    lastSegment);
        }
    }

    /** One transmission; {@code again} when the segment had been sent before. */
    public record Sent(int segment, boolean again) {
        @Override
        public String toString() {
            return (again ? "r" : "") + segment;
        }
    }

    private final Knobs knobs;
    private long cwnd;
    private long ssthresh;
    private int acked;
    private int next = 1;
    private int highest;
    /** Before the first loss nothing is to be covered, so that the first window may lose its first segment. */
    private int recover = -1;
    private int duplicates;
    private int limited;
    private boolean recovering;

    public NewRenoOracle(Knobs knobs) {
        this.knobs = knobs;
        this.cwnd = (long) knobs.firstFlight * knobs.smss;
        this.ssthresh = knobs.initialSsthresh;
    }

    /** The first flight. */
    public List<Sent> start() {
        return fill(cwnd, new ArrayList<>());
    }

    /** An ACK for everything up to {@code segment}; what it makes the sender send. */
    public List<Sent> onAck(int segment) {
        var out = new ArrayList<Sent>();
        if (segment > acked) {
            onNewAck(segment, out);
        } else if (segment == acked && acked < highest) {
            onDuplicate(out);
        }
        boolean limitedDuplicate = knobs.limitedTransmit && !recovering && duplicates < knobs.duplicateThreshold;
        return fill(cwnd + (limitedDuplicate ? (long) duplicates * knobs.smss : 0), out);
    }

    /** The retransmission timer fired: RFC 5681 equation (4), the loss window of one segment, and all from the hole again. */
    public List<Sent> onTimeout() {
        ssthresh = halfOfFlight();
        cwnd = knobs.smss;
        recover = highest;
        recovering = false;
        duplicates = 0;
        next = acked + 1;
        return fill(cwnd, new ArrayList<>());
    }

    private void onNewAck(int segment, List<Sent> out) {
        int newly = segment - acked;
        acked = segment;
        next = Math.max(next, acked + 1);
        duplicates = 0;
        limited = 0;
        if (!recovering) {
            cwnd += cwnd < ssthresh ? knobs.smss : Math.max(1, (long) knobs.smss * knobs.smss / cwnd);
        } else if (knobs.variant == Variant.NEWRENO && acked < recover) {
            // RFC 6582, 3.2 step 3, partial ACK: the next hole, less what was acknowledged, plus one segment.
            out.add(new Sent(acked + 1, true));
            next = Math.max(next, acked + 2);
            cwnd = Math.max(knobs.smss, cwnd - (long) (newly - 1) * knobs.smss);
        } else {
            cwnd = ssthresh;
            recovering = false;
        }
    }

    private void onDuplicate(List<Sent> out) {
        duplicates++;
        if (recovering) {
            cwnd += knobs.smss;
        } else if (duplicates == knobs.duplicateThreshold && (!knobs.careful || acked > recover)) {
            ssthresh = halfOfFlight();
            recover = highest;
            if (knobs.variant == Variant.TAHOE) {
                cwnd = knobs.smss;
                next = acked + 1;
            } else {
                cwnd = ssthresh + (long) knobs.duplicateThreshold * knobs.smss;
                recovering = true;
                out.add(new Sent(acked + 1, true));
                next = Math.max(next, acked + 2);
            }
        }
    }

    /** RFC 5681, 3.2 step 2: what limited transmit sent does not count. */
    private long halfOfFlight() {
        long flight = (long) (highest - acked - limited) * knobs.smss;
        return Math.max(flight / 2, 2L * knobs.smss);
    }

    private List<Sent> fill(long window, List<Sent> out) {
        long edge = acked + Math.min(window / knobs.smss, knobs.receiverWindow);
        while (next <= edge && next <= knobs.lastSegment) {
            boolean again = next <= highest;
            if (!again && next > acked + cwnd / knobs.smss) {
                limited++;
            }
            out.add(new Sent(next, again));
            highest = Math.max(highest, next++);
        }
        return out;
    }

    /** Congestion window in octets. */
    public long cwnd() {
        return cwnd;
    }

    /** Slow start threshold in octets. */
    public long ssthresh() {
        return ssthresh;
    }

    /** Whether a fast recovery is under way. */
    public boolean isRecovering() {
        return recovering;
    }

    /** The highest segment sent so far. */
    public int highest() {
        return highest;
    }
}
