package dev.wireproof.core.tcp.tcb;

/** Sets and counts the marks of loss recovery: SACKed, lost, repaired (Linux {@code sacked_out}, {@code lost_out}, {@code retrans_out}). */
final class LossMarks {
    int sacked;
    int lost;
    int repaired;
    int losses;
    /** Octets lost and not sent again. */
    int lostOctets;

    void sack(SentSegment s) {
        if (s.isSacked()) {
            return;
        }
        if (s.isLost()) {
            unmark(s);
        }
        s.marks |= SentSegment.SACKED;
        sacked++;
    }

    void unsack(SentSegment s) {
        if (s.isSacked()) {
            s.marks &= ~SentSegment.SACKED;
            sacked--;
        }
    }

    /** True when what repaired the segment is lost. */
    boolean lose(SentSegment s) {
        if (s.isSacked() || s.needsRepair()) {
            return false;
        }
        boolean again = s.isLost();
        if (again) {
            s.marks &= ~SentSegment.REPAIRED;
            repaired--;
        } else {
            s.marks |= SentSegment.LOST;
            lost++;
        }
        losses++;
        // A repair without a mark of loss stays under way when its segment is given up.
        lostOctets += s.isRepaired() ? 0 : s.space();
        return again;
    }

    void repair(SentSegment s) {
        if (s.needsRepair()) {
            lostOctets -= s.space();
        }
        if (!s.isRepaired()) {
            s.marks |= SentSegment.REPAIRED;
            repaired++;
        }
        s.marks |= SentSegment.EVER_RETRANSMITTED;
    }

    void endRepair(SentSegment s) {
        if (s.isRepaired()) {
            s.marks &= ~SentSegment.REPAIRED;
            repaired--;
            lostOctets += s.isLost() ? s.space() : 0;
        }
    }

    /** It is not lost after all; a repair stays under way. */
    void find(SentSegment s) {
        if (s.needsRepair()) {
            lostOctets -= s.space();
        }
        if (s.isLost()) {
            s.marks &= ~SentSegment.LOST;
            lost--;
        }
    }

    /** Takes loss and repair off. */
    void unmark(SentSegment s) {
        find(s);
        if (s.isRepaired()) {
            s.marks &= ~SentSegment.REPAIRED;
            repaired--;
        }
    }

    /** A segment is gone from the queue, or joined to another. */
    void remove(SentSegment s) {
        unmark(s);
        unsack(s);
    }

    /** The octets of one are the other's now. */
    void join(SentSegment s, SentSegment gone) {
        remove(gone);
        lostOctets += s.needsRepair() ? gone.space() : 0;
    }

    /** A segment became two with the same marks. */
    void split(SentSegment front) {
        lost += front.isLost() ? 1 : 0;
        repaired += front.isRepaired() ? 1 : 0;
        sacked += front.isSacked() ? 1 : 0;
    }

    void clear() {
        sacked = 0;
        lost = 0;
        repaired = 0;
        lostOctets = 0;
    }
}
