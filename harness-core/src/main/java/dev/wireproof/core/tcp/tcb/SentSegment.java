package dev.wireproof.core.tcp.tcb;

/** A segment that was sent and is not acknowledged: what a retransmission repeats (Linux {@code tcp_rtx_queue} entry). */
public final class SentSegment {
    static final int LOST = 1;
    static final int REPAIRED = 2;
    static final int EVER_RETRANSMITTED = 4;
    /** It left in one buffer with the one before. */
    static final int JOINED = 8;

    int seq;
    int endSeq;
    int flags;
    int marks;
    long sentNanos;
    Chunk chunk;
    int offset;
    SentSegment next;
    SentSegment previous;

    /** First sequence number. */
    public int seq() {
        return seq;
    }

    /** Sequence number behind the last octet, SYN and FIN counted. */
    public int endSeq() {
        return endSeq;
    }

    /** SYN, FIN and PSH as they were sent. */
    public int flags() {
        return flags;
    }

    /** When it was sent last. */
    public long sentNanos() {
        return sentNanos;
    }

    /** The one sent behind it, or null. */
    public SentSegment next() {
        return next;
    }

    /** Given up for lost and not repaired since. */
    public boolean needsRepair() {
        return (marks & (LOST | REPAIRED)) == LOST;
    }

    /** Given up for lost, repaired or not. */
    public boolean isLost() {
        return (marks & LOST) != 0;
    }

    /** Sent more than once, so that it gives no round-trip sample (Karn). */
    public boolean wasRetransmitted() {
        return (marks & EVER_RETRANSMITTED) != 0;
    }

    /** Octets of text. */
    public int textLength() {
        return endSeq - seq - SendBuffer.controls(flags);
    }

    int space() {
        return endSeq - seq;
    }
}
