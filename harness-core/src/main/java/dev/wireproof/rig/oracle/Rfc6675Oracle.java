package dev.wireproof.rig.oracle;

import dev.wireproof.rig.oracle.NewRenoOracle.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A sender by RFC 6675 and RFC 5681, in whole segments numbered from 1: sets of segments, walked by brute force. The caller reports
 * each ACK with the segments its SACK blocks name, and each timeout, and gets what must be sent in answer, in order.
 */
public final class Rfc6675Oracle {
    /**
     * The connection.
     *
     * @param smss           octets of a full segment
     * @param firstFlight    initial window in segments
     * @param receiverWindow in segments
     * @param lastSegment    number of the last segment there is to send
     */
    public record Knobs(int smss, int firstFlight, int receiverWindow, int lastSegment) {}

    private final Knobs knobs;
    private final TreeSet<Integer> sacked = new TreeSet<>();
    /** Sent again since the last timeout, and not acknowledged. */
    private final TreeSet<Integer> again = new TreeSet<>();
    /** Given up by a timeout. */
    private final TreeSet<Integer> givenUp = new TreeSet<>();
    private long cwnd;
    private long ssthresh = Long.MAX_VALUE;
    private int acked;
    private int highest;
    private int duplicates;
    private boolean recovering;
    private boolean slowStarting;
    private int point = -1;
    private int highRxt;
    private int rescueRxt;
    private long pipe;

    public Rfc6675Oracle(Knobs knobs) {
        this.knobs = knobs;
        cwnd = (long) knobs.firstFlight * knobs.smss;
    }

    /** The first flight. */
    public List<Sent> start() {
        return newData(new ArrayList<>());
    }

    /** An ACK for everything up to {@code segment}, with SACK blocks that name {@code reported}. */
    public List<Sent> onAck(int segment, TreeSet<Integer> reported) {
        boolean news = false;
        for (int n : reported) {
            news |= n > segment && sacked.add(n);
        }
        boolean advanced = segment > acked;
        acked = Math.max(acked, segment);
        sacked.headSet(acked, true).clear();
        again.headSet(acked, true).clear();
        givenUp.headSet(acked, true).clear();
        if (recovering && acked < point) {
            pipe = setPipe();
            return stepC(new ArrayList<>());
        }
        if (recovering) {
            recovering = false;
            cwnd = ssthresh;
        } else if (advanced) {
            cwnd += cwnd < ssthresh ? knobs.smss : Math.max(1, (long) knobs.smss * knobs.smss / cwnd);
        }
        duplicates = advanced ? 0 : duplicates;
        slowStarting &= acked < point;
        duplicates += news ? 1 : 0;
        if (slowStarting) {
            return afterTimeout();
        }
        if (news && acked >= point && (duplicates >= 3 || isLost(acked + 1))) {
            return enter();
        }
        return newData(new ArrayList<>());
    }

    // Section 5 step (4).
    private List<Sent> enter() {
        List<Sent> out = new ArrayList<>();
        point = highest;
        ssthresh = halfOfFlight();
        cwnd = ssthresh;
        recovering = true;
        out.add(new Sent(acked + 1, true));
        highRxt = acked + 1;
        rescueRxt = acked + 1;
        pipe = setPipe();
        return stepC(out);
    }

    private List<Sent> stepC(List<Sent> out) {
        while (cwnd - pipe >= knobs.smss) {
            int next = nextSeg();
            if (next == 0) {
                return out;
            }
            out.add(new Sent(next, next <= highest));
            highest = Math.max(highest, next);
            pipe += knobs.smss;
        }
        return out;
    }

    private int nextSeg() {
        int top = sacked.isEmpty() ? 0 : sacked.last();
        int early = 0;
        for (int n = Math.max(acked, highRxt) + 1; n < top; n++) {
            if (!sacked.contains(n)) {
                if (isLost(n)) {
                    highRxt = n;
                    return n;
                }
                early = early == 0 ? n : early;
            }
        }
        if (highest < knobs.lastSegment && highest < acked + knobs.receiverWindow) {
            return highest + 1;
        }
        if (early > 0) {
            highRxt = early;
            return early;
        }
        if (acked > rescueRxt) {
            for (int n = highest; n > acked; n--) {
                if (!sacked.contains(n)) {
                    rescueRxt = point;
                    return n;
                }
            }
        }
        return 0;
    }

    private boolean isLost(int n) {
        int runs = 0;
        for (int above : sacked.tailSet(n, false)) {
            runs += above == n + 1 || !sacked.contains(above - 1) ? 1 : 0;
        }
        return runs >= 3 || sacked.tailSet(n, false).size() > 2;
    }

    private long setPipe() {
        long octets = 0;
        for (int n = acked + 1; n <= highest; n++) {
            if (!sacked.contains(n)) {
                octets += (isLost(n) ? 0 : knobs.smss) + (n <= highRxt ? knobs.smss : 0);
            }
        }
        return octets;
    }

    private long halfOfFlight() {
        return Math.max((long) (highest - acked) * knobs.smss / 2, 2L * knobs.smss);
    }

    /**
     * The retransmission timer fired: section 5.1, and RFC 2018 section 8 about what was SACKed.
     *
     * @param first the segment was not sent again by the timer before
     */
    public List<Sent> onTimeout(boolean first) {
        ssthresh = first ? halfOfFlight() : ssthresh;
        cwnd = knobs.smss;
        point = highest;
        recovering = false;
        slowStarting = true;
        duplicates = 0;
        sacked.clear();
        again.clear();
        givenUp.clear();
        for (int n = acked + 1; n <= highest; n++) {
            givenUp.add(n);
        }
        return afterTimeout();
    }

    private List<Sent> afterTimeout() {
        List<Sent> out = new ArrayList<>();
        for (int n : givenUp) {
            if (flightAfterTimeout() + knobs.smss > cwnd) {
                return out;
            }
            if (!sacked.contains(n) && again.add(n)) {
                out.add(new Sent(n, true));
            }
        }
        while (flightAfterTimeout() + knobs.smss <= cwnd && highest < knobs.lastSegment && highest < acked + knobs.receiverWindow) {
            out.add(new Sent(++highest, false));
        }
        return out;
    }

    private long flightAfterTimeout() {
        long segments = 0;
        for (int n = acked + 1; n <= highest; n++) {
            if (!sacked.contains(n) && (!givenUp.contains(n) || again.contains(n))) {
                segments++;
            }
        }
        return segments * knobs.smss;
    }

    private List<Sent> newData(List<Sent> out) {
        while ((long) (highest + 1 - acked) * knobs.smss <= cwnd && highest < knobs.lastSegment && highest < acked + knobs.receiverWindow) {
            out.add(new Sent(++highest, false));
        }
        return out;
    }
}
