package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.base.Seq;

/**
 * Where walks along the outstanding segments begin, so that an acknowledgement costs what it tells, not what is outstanding (Linux {@code
 * retransmit_skb_hint}, and the tree that {@code tcp_sacktag_skip} searches).
 */
final class WalkStarts {
    /** No segment in front of it needs repair; null when none does. */
    private SentSegment repair;
    /** The one found last, or null. */
    private SentSegment found;
    private long steps;

    /** Segments passed over so far. */
    long steps() {
        return steps;
    }

    /** The lowest segment that needs repair, or null. */
    SentSegment toRepair() {
        while (repair != null && !repair.needsRepair()) {
            repair = repair.next;
            steps++;
        }
        return repair;
    }

    /** The lowest segment that ends behind this number, or null. */
    SentSegment behind(int seq, SentSegment first) {
        SentSegment s = found == null ? first : found;
        while (s != null && s.previous != null && Seq.gt(s.previous.endSeq, seq)) {
            s = s.previous;
            steps++;
        }
        while (s != null && Seq.leq(s.endSeq, seq)) {
            s = s.next;
            steps++;
        }
        found = s == null ? found : s;
        return s;
    }

    /** A segment may need repair from now on. */
    void mayNeedRepair(SentSegment s) {
        if (s.needsRepair() && (repair == null || Seq.lt(s.seq, repair.seq))) {
            repair = s;
        }
    }

    /** A segment leaves the queue; it still knows its neighbours. */
    void leaves(SentSegment s) {
        if (repair == s) {
            repair = s.next;
        }
        if (found == s) {
            found = s.next;
        }
    }

    void clear() {
        repair = null;
        found = null;
    }
}
