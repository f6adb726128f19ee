package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.mib.Counter;

/**
 * How far segments overtake each other (Linux {@code tcp_check_sack_reordering}, {@code tcp_check_reno_reordering}): a segment sent
 * once only that arrives below the highest one known to have arrived was overtaken.
 */
final class Reordering {
    private final int most;
    private final int standard;
    private int segments;
    private int seen;

    Reordering(int standard, int most) {
        this.standard = standard;
        this.most = most;
        segments = standard;
    }

    /** Places that a segment may be late before it counts as lost. */
    int segments() {
        return segments;
    }

    /** What an earlier connection has seen. */
    void remembered(int places) {
        segments = places;
    }

    /** How often segments were seen to overtake each other. */
    int seen() {
        return seen;
    }

    /** More than the standard is reckoned with. */
    boolean isRaised() {
        return segments > standard;
    }

    /** Something at {@code low} arrived after something just below {@code highest}. */
    void check(int low, int highest, int mss, Counter counter, Tally tally) {
        if (Seq.geq(low, highest)) {
            return;
        }
        int distance = Seq.diff(highest, low);
        if (mss > 0 && distance > (long) segments * mss) {
            segments = Math.min((distance + mss - 1) / mss, most);
        }
        seen++;
        tally.add(counter, 1);
    }

    /** Without SACK: more duplicates than segments outstanding. */
    void tooManyDuplicates(int outstanding, Tally tally) {
        segments = Math.min(outstanding, most);
        seen++;
        tally.add(Counter.TCPEXT_RENO_REORDER, 1);
    }

    /** A timeout in spite of many arrivals: the degree was overestimated. */
    void onTimeout(int arrived) {
        if (arrived >= standard) {
            segments = Math.min(segments, standard);
        }
    }
}
