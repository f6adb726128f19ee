package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.mib.Counter;

/**
 * Loss by age (RFC 8985 section 6.2; Linux net/ipv4/tcp_recovery.c): a segment is lost when one sent later has arrived and its own
 * round-trip time, and some time for reordering, have passed.
 */
final class Rack {
    /** Successful recoveries after which a widened window falls back (Linux {@code TCP_RACK_RECOVERY_THRESH}). */
    private static final int PERSISTENCE = 16;
    private static final int MOST_STEPS = 255;

    private long rttNanos;
    /** Of the newest transmission known to have arrived, and where it ended. */
    private long ordinal;
    private int endSeq;
    private boolean advanced;
    private int steps = 1;
    private int persist;
    private boolean duplicateSeen;
    private int stepDelivered;

    /** A segment has arrived; its marks are still the old ones (RFC 8985 section 6.2 steps 2 and 3; Linux {@code tcp_rack_advance}). */
    void arrived(Sent s, long minRttNanos, long nowNanos) {
        long rtt = nowNanos - s.sentNanos();
        if (s.wasRetransmitted() && rtt < minRttNanos) {
            // Too soon for what was sent again: it was the first one.
            return;
        }
        advanced = true;
        rttNanos = rtt;
        if (isAfter(s.ordinal(), s.endSeq(), ordinal, endSeq)) {
            ordinal = s.ordinal();
            endSeq = s.endSeq();
        }
    }

    // A clock would tell nothing where several leave at one instant. The parts of a split segment share a transmission.
    private static boolean isAfter(long ordinal1, int seq1, long ordinal2, int seq2) {
        return ordinal1 > ordinal2 || ordinal1 == ordinal2 && Seq.gt(seq1, seq2);
    }

    /** A D-SACK told of a segment sent again for nothing, and segments are known to overtake each other. */
    void sawDuplicate() {
        duplicateSeen = true;
    }

    /** The marks of loss were taken off: look again. */
    void lookAgain() {
        advanced = true;
    }

    /**
     * Widens the window once a round trip when duplicates were told of (step 4; Linux {@code tcp_rack_update_reo_wnd}).
     *
     * @param priorDelivered segments delivered when the newest one that arrived was sent
     */
    void adapt(int priorDelivered, int delivered) {
        if (priorDelivered == 0) {
            return;
        }
        if (Seq.lt(priorDelivered, stepDelivered)) {
            duplicateSeen = false;
        }
        if (duplicateSeen) {
            steps = Math.min(MOST_STEPS, steps + 1);
            duplicateSeen = false;
            stepDelivered = delivered;
            persist = PERSISTENCE;
        } else if (persist == 0) {
            steps = 1;
        }
    }

    /** A recovery ended; {@code undone} when it had been needless. */
    void recovered(boolean undone) {
        if (undone) {
            persist = Math.min(PERSISTENCE, persist + 1);
        } else if (persist > 0) {
            persist--;
        }
    }

    /** Time granted for reordering. */
    long window(long minRttNanos, long srttNanos) {
        return Math.min((minRttNanos >> 2) * steps, srttNanos);
    }

    /** Time until a segment counts as lost; 0 or less when it does. */
    long leftNanos(Sent s, long window, long nowNanos) {
        return rttNanos + window - (nowNanos - s.sentNanos());
    }

    /** True when something arrived since the last look. */
    boolean takeNews() {
        boolean news = advanced;
        advanced = false;
        return news;
    }

    /**
     * Marks what is lost (step 5; Linux {@code tcp_rack_detect_loss}).
     *
     * @return time after which the others that were overtaken count as lost too; 0 when there are none
     */
    long detect(Scoreboard b, long window, long nowNanos, Tally tally) {
        long longest = 0;
        Sent next;
        for (Sent s = b.sentFirst(); s != null; s = next) {
            next = s.sentNext();
            if (s.isLost() && !s.isRepaired()) {
                continue;
            }
            if (!isAfter(ordinal, endSeq, s.ordinal(), s.endSeq())) {
                break;
            }
            long left = leftNanos(s, window, nowNanos);
            if (left <= 0) {
                if (b.lose(s)) {
                    tally.add(Counter.TCPEXT_LOST_RETRANSMIT, 1);
                }
                b.forgetAge(s);
            } else {
                longest = Math.max(longest, left);
            }
        }
        return longest;
    }
}
