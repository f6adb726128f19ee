package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.wire.TcpOptions;

/**
 * Marks what SACK blocks tell of (RFC 2018 section 5, RFC 6675 section 5 "Update()"; Linux {@code tcp_sacktag_write_queue}). Only
 * segments that a block covers whole are marked. Remembers the blocks of the last segment, so that what is known is not walked again.
 */
public final class SackTagger {
    /** Learns what is found, segment by segment. */
    public interface Listener {
        /** A segment is SACKed for the first time; its marks are still the old ones. */
        void sacked(Sent s, AckFacts ack);

        /** A D-SACK covers a segment that was sent again and is not acknowledged; its marks are still the old ones. */
        void duplicated(Sent s, AckFacts ack);

        /** The peer got these numbers twice, although they lie below SND.UNA: may that be about what was sent again? */
        boolean wants(int left, int right, int una, int largestWindow);

        /** True while a reduction may be taken back. */
        boolean mayUndo();
    }

    private final int[] left = new int[TcpOptions.MAX_SACK_BLOCKS];
    private final int[] right = new int[TcpOptions.MAX_SACK_BLOCKS];
    private final boolean[] dup = new boolean[TcpOptions.MAX_SACK_BLOCKS];
    private final int[] knownLeft = new int[TcpOptions.MAX_SACK_BLOCKS];
    private final int[] knownRight = new int[TcpOptions.MAX_SACK_BLOCKS];
    private int known;
    private int used;
    private int highest;

    /** The number behind the highest SACKed octet; SND.UNA if there is none (Linux {@code tcp_highest_sack_seq}). */
    public int highest(Scoreboard b) {
        return b.sacked() == 0 ? b.una() : highest;
    }

    /** The same while segments are being marked. */
    int highestNow() {
        return highest;
    }

    /** Marks segments and tells the listener. {@link AckFacts#duplicateSack} is known already. */
    public void tag(AckFacts ack, Scoreboard b, Listener listener, Tally tally) {
        if (b.sacked() == 0) {
            known = 0;
            highest = b.una();
        }
        if (Seq.lt(ack.ack, ack.priorUna - ack.largestWindow) || b.outstanding() == 0) {
            return;
        }
        collect(ack, b, listener, tally);
        sort();
        for (int i = 0; i < used; i++) {
            if (dup[i]) {
                walk(left[i], left[i], right[i], true, ack, b, listener);
            } else {
                int from = news(left[i], right[i]);
                if (from != right[i]) {
                    walk(from, left[i], right[i], false, ack, b, listener);
                }
            }
        }
        known = used;
        System.arraycopy(left, 0, knownLeft, 0, used);
        System.arraycopy(right, 0, knownRight, 0, used);
    }

    private void collect(AckFacts ack, Scoreboard b, Listener listener, Tally tally) {
        used = 0;
        for (int i = 0; i < ack.blocks; i++) {
            boolean duplicate = i == 0 && ack.duplicateSack;
            int l = ack.left[i];
            int r = ack.right[i];
            if (!isValid(l, r, duplicate, ack, b, listener)) {
                discard(r, duplicate, ack, b, listener, tally);
            } else if (Seq.gt(r, ack.priorUna)) {
                left[used] = l;
                right[used] = r;
                dup[used++] = duplicate;
            }
        }
    }

    private static void discard(int r, boolean duplicate, AckFacts ack, Scoreboard b, Listener listener, Tally tally) {
        if (duplicate) {
            tally.add(listener.mayUndo() ? Counter.TCPEXT_DSACK_IGNORED_OLD : Counter.TCPEXT_DSACK_IGNORED_NO_UNDO, 1);
        } else if (ack.ack == b.una() || Seq.gt(r, b.una())) {
            tally.add(Counter.TCPEXT_SACK_DISCARD, 1);
        }
    }

    // Linux tcp_is_sackblock_valid. A block that begins at SND.UNA contradicts the acknowledgement.
    private static boolean isValid(int l, int r, boolean duplicate, AckFacts ack, Scoreboard b, Listener listener) {
        if (Seq.gt(r, b.nxt()) || Seq.geq(l, r) || Seq.geq(l, b.nxt())) {
            return false;
        }
        return Seq.gt(l, b.una()) || duplicate && listener.wants(l, r, b.una(), ack.largestWindow);
    }

    // Few blocks: insertion by their left edges, in place.
    private void sort() {
        for (int i = 1; i < used; i++) {
            int l = left[i];
            int r = right[i];
            boolean d = dup[i];
            int at = i;
            while (at > 0 && Seq.gt(left[at - 1], l)) {
                left[at] = left[at - 1];
                right[at] = right[at - 1];
                dup[at] = dup[at - 1];
                at--;
            }
            left[at] = l;
            right[at] = r;
            dup[at] = d;
        }
    }

    // Where the block begins to tell something new; its right edge if nowhere.
    private int news(int l, int r) {
        for (int i = 0; i < known; i++) {
            if (Seq.leq(knownLeft[i], l) && Seq.gt(knownRight[i], l)) {
                return Seq.geq(knownRight[i], r) ? r : knownRight[i];
            }
        }
        return l;
    }

    private void walk(int from, int l, int r, boolean duplicate, AckFacts ack, Scoreboard b, Listener listener) {
        for (Sent s = b.behind(from); s != null && Seq.lt(s.seq(), r); s = s.next()) {
            if (Seq.geq(s.seq(), l) && Seq.leq(s.endSeq(), r)) {
                mark(s, duplicate, ack, b, listener);
            }
        }
    }

    // Linux tcp_sacktag_one.
    private void mark(Sent s, boolean duplicate, AckFacts ack, Scoreboard b, Listener listener) {
        boolean repeated = duplicate && s.wasRetransmitted();
        if (repeated) {
            listener.duplicated(s, ack);
        }
        if (!s.isSacked()) {
            listener.sacked(s, ack);
            b.sack(s);
            ack.sacked = true;
            ack.sackedSegments++;
            if (Seq.gt(s.endSeq(), highest)) {
                highest = s.endSeq();
            }
        }
        if (duplicate && s.isRepaired()) {
            b.endRepair(s);
        }
    }
}
