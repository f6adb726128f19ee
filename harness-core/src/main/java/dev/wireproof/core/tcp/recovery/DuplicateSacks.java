package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.mib.Counter;

/** Finds a D-SACK in the first block and believes it or not (RFC 2883 section 5; Linux {@code tcp_check_dsack}, {@code tcp_dsack_seen}). */
final class DuplicateSacks {
    private long told;

    /** Duplicates that D-SACKs ever told of (TCP_INFO {@code tcpi_dsack_dups}). */
    long told() {
        return told;
    }

    /** Segments that arrived twice; 0 when there is no D-SACK, or a dubious one. */
    int check(AckFacts ack, int mss, TailLossProbe probe, Tally tally) {
        if (ack.blocks == 0) {
            return 0;
        }
        if (Seq.lt(ack.left[0], ack.ack)) {
            tally.add(Counter.TCPEXT_DSACK_RECV, 1);
        } else if (ack.blocks > 1 && Seq.leq(ack.right[0], ack.right[1]) && Seq.geq(ack.left[0], ack.left[1])) {
            tally.add(Counter.TCPEXT_DSACK_OFO_RECV, 1);
        } else {
            return 0;
        }
        int segments = segments(ack, mss, probe);
        tally.add(segments == 0 ? Counter.TCPEXT_DSACK_IGNORED_DUBIOUS : Counter.TCPEXT_DSACK_RECV_SEGS, Math.max(1, segments));
        ack.duplicateSack = segments > 0;
        return segments;
    }

    private int segments(AckFacts ack, int mss, TailLossProbe probe) {
        int length = Seq.diff(ack.right[0], ack.left[0]);
        if (length <= 0 || length > ack.largestWindow) {
            return 0;
        }
        int segments = 1;
        if (length > mss) {
            segments = (length + mss - 1) / mss;
        } else {
            ack.probeDuplicate = probe.endsAt(ack.right[0]);
        }
        told += segments;
        // More duplicates than were ever sent again: the network made them (RFC 2883 section 5.1).
        return told > ack.retransmissions ? 0 : segments;
    }
}
