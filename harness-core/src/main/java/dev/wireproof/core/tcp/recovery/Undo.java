package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;

/**
 * Was a reduction of the window needless? All that was sent again arrived twice (D-SACK, RFC 2883), or what was acknowledged had left
 * before the first retransmission (Eifel, RFC 3522; Linux {@code undo_marker}, {@code undo_retrans}, {@code retrans_stamp}).
 */
final class Undo {
    private boolean open;
    private int marker;
    /** Retransmissions that no D-SACK has told of; -1 when there were none. */
    private int retransmissions;
    private boolean stamped;
    private int stampMillis;

    /** A reduction began that may be taken back. */
    void begin(int una, int underWay) {
        open = true;
        marker = una;
        retransmissions = underWay > 0 ? underWay : -1;
    }

    /** There is nothing to take back any more. */
    void close() {
        open = false;
    }

    boolean isOpen() {
        return open;
    }

    /** A segment was sent again, or at least tried. */
    void sentAgain(long nowNanos) {
        if (!stamped) {
            stamped = true;
            stampMillis = (int) (nowNanos / 1_000_000L);
        }
        retransmissions = Math.max(retransmissions, 0) + 1;
    }

    /** Nothing that was sent again is outstanding. */
    void clearStamp() {
        stamped = false;
    }

    /** A D-SACK told of this many duplicates up to {@code endSeq}. */
    void duplicated(int endSeq, int segments) {
        if (open && retransmissions > 0 && Seq.gt(endSeq, marker)) {
            retransmissions = Math.max(0, retransmissions - segments);
        }
    }

    boolean allDuplicated() {
        return open && retransmissions == 0;
    }

    /**
     * True when what the acknowledgement tells of left before the first retransmission, or nothing was sent again at all
     * (Linux {@code tcp_packet_delayed}).
     */
    boolean isDelayed(AckFacts ack, boolean sack, boolean recovered) {
        if (stamped) {
            return ack.hasEcho && Seq.lt(ack.echoMillis, stampMillis);
        }
        return (sack || !recovered) && !ack.synAcked;
    }

    /** May a D-SACK of these numbers, below SND.UNA, be about what was sent again (Linux {@code tcp_is_sackblock_valid})? */
    boolean covers(int left, int right, int una, int largestWindow) {
        if (!open || Seq.gt(right, una)) {
            return false;
        }
        if (Seq.geq(left, marker)) {
            return true;
        }
        return Seq.gt(right, marker) && Seq.geq(left, right - largestWindow);
    }
}
