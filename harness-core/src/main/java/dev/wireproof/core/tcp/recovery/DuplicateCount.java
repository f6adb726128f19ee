package dev.wireproof.core.tcp.recovery;

/**
 * Without SACK, duplicate acknowledgements stand in for segments that arrived beyond a hole (Linux {@code tcp_add_reno_sack},
 * {@code tcp_remove_reno_sacks}).
 */
final class DuplicateCount {
    private int segments;

    int segments() {
        return segments;
    }

    void clear() {
        segments = 0;
    }

    /** A duplicate tells that one more segment has arrived; the answer is how many more are known to. */
    int add(Scoreboard b, Reordering reordering, Tally tally) {
        int before = segments;
        segments++;
        limit(b, 0, reordering, tally);
        return Math.max(0, segments - before);
    }

    /** One segment filled the hole, the others eat duplicates; the answer is how many are newly known to have arrived. */
    int remove(int acked, Scoreboard b, Reordering reordering, Tally tally) {
        int delivered = Math.max(acked - segments, 1);
        segments = Math.max(0, segments - (acked - 1));
        limit(b, acked, reordering, tally);
        return delivered;
    }

    private void limit(Scoreboard b, int acked, Reordering reordering, Tally tally) {
        int holes = Math.min(Math.max(b.lost(), 1), b.outstanding());
        if (segments + holes > b.outstanding()) {
            segments = b.outstanding() - holes;
            reordering.tooManyDuplicates(b.outstanding() + acked, tally);
        }
    }

    /** Segments were marked lost for another reason than duplicates (Linux {@code tcp_limit_reno_sacked}). */
    void limit(Scoreboard b) {
        segments = Math.min(segments, b.outstanding() - Math.min(Math.max(b.lost(), 1), b.outstanding()));
    }
}
