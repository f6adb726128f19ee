package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.tcp.recovery.Sent;
import dev.wireproof.core.wire.TcpView;

/** A segment that was sent and is not acknowledged: what a retransmission repeats (Linux {@code tcp_rtx_queue} entry). */
public final class SentSegment implements Sent {
    static final int LOST = 1;
    static final int REPAIRED = 2;
    static final int EVER_RETRANSMITTED = 4;
    /** It left in one buffer with the one before. */
    static final int JOINED = 8;
    static final int SACKED = 16;

    int seq;
    int endSeq;
    int flags;
    int marks;
    long sentNanos;
    long ordinal;
    int deliveredBefore;
    long deliveredAtNanos;
    long firstSentNanos;
    boolean starved;
    /** The user ended a record with it: it is never sent together with what follows (Linux {@code eor}). */
    boolean endsRecord;
    Chunk chunk;
    int offset;
    SentSegment next;
    SentSegment previous;
    /** Neighbours in {@link SendOrder}; valid while {@link #ordered}. */
    SentSegment sentLater;
    SentSegment sentEarlier;
    boolean ordered;

    @Override
    public int seq() {
        return seq;
    }

    @Override
    public int endSeq() {
        return endSeq;
    }

    /** SYN, FIN and PSH as they were sent. */
    public int flags() {
        return flags;
    }

    /** True when the octet behind it must stand in another segment. */
    public boolean endsRecord() {
        return endsRecord;
    }

    @Override
    public long sentNanos() {
        return sentNanos;
    }

    @Override
    public long ordinal() {
        return ordinal;
    }

    @Override
    public int deliveredBefore() {
        return deliveredBefore;
    }

    @Override
    public long deliveredAtNanos() {
        return deliveredAtNanos;
    }

    @Override
    public long firstSentNanos() {
        return firstSentNanos;
    }

    @Override
    public boolean isStarved() {
        return starved;
    }

    @Override
    public void stamp(int delivered, long firstSent, long deliveredAt, boolean isStarved) {
        deliveredBefore = delivered;
        firstSentNanos = firstSent;
        deliveredAtNanos = deliveredAt;
        starved = isStarved;
    }

    @Override
    public SentSegment next() {
        return next;
    }

    @Override
    public SentSegment sentNext() {
        return sentLater;
    }

    @Override
    public boolean isSyn() {
        return (flags & TcpView.SYN) != 0;
    }

    @Override
    public boolean isSacked() {
        return (marks & SACKED) != 0;
    }

    @Override
    public boolean isLost() {
        return (marks & LOST) != 0;
    }

    @Override
    public boolean isRepaired() {
        return (marks & REPAIRED) != 0;
    }

    @Override
    public boolean wasRetransmitted() {
        return (marks & EVER_RETRANSMITTED) != 0;
    }

    /** It left in one buffer with the one before. */
    public boolean isJoined() {
        return (marks & JOINED) != 0;
    }

    /** Given up for lost and not repaired since. */
    public boolean needsRepair() {
        return (marks & (LOST | REPAIRED)) == LOST;
    }

    /** Octets of text. */
    public int textLength() {
        return endSeq - seq - SendBuffer.controls(flags);
    }

    int space() {
        return endSeq - seq;
    }
}
