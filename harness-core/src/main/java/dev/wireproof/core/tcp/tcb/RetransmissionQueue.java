package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.base.Seq;
import dev.wireproof.core.tcp.recovery.AckFacts;
import dev.wireproof.core.tcp.recovery.Scoreboard;
import dev.wireproof.core.wire.TcpView;

/** Segments sent and not acknowledged, oldest first, with the marks of loss recovery. Its entries are reused. */
public final class RetransmissionQueue implements Scoreboard {
    private final SendSequence send;
    private SentSegment first;
    private SentSegment last;
    private SentSegment spare;
    private int size;
    private int lost;
    private int repaired;
    private int lostOctets;
    private int buffers;

    RetransmissionQueue(SendSequence send) {
        this.send = send;
    }

    /** The oldest one, or null. */
    public SentSegment first() {
        return first;
    }

    public boolean isEmpty() {
        return first == null;
    }

    private SentSegment fresh() {
        SentSegment s = spare;
        if (s == null) {
            return new SentSegment();
        }
        spare = s.next;
        s.next = null;
        return s;
    }

    /** Queues a control segment without text, a SYN or a FIN, as SND.NXT. */
    public SentSegment addControl(int flags, long nowNanos) {
        SentSegment s = fresh();
        s.seq = send.nxt;
        s.flags = flags;
        s.endSeq = s.seq + SendBuffer.controls(flags);
        s.chunk = null;
        return append(s, false, nowNanos);
    }

    /**
     * Cuts the next segment off the stream and queues it.
     *
     * @param joined it leaves in one buffer with the one before
     */
    public SentSegment addNext(SendBuffer buffer, int length, boolean joined, long nowNanos) {
        boolean finFits = Seq.gt(send.windowEnd(), send.nxt + length);
        return append(buffer.cut(fresh(), length, finFits), joined, nowNanos);
    }

    private SentSegment append(SentSegment s, boolean joined, long nowNanos) {
        s.marks = joined ? SentSegment.JOINED : 0;
        buffers += joined ? 0 : 1;
        s.sentNanos = nowNanos;
        s.previous = last;
        if (last == null) {
            first = s;
        } else {
            last.next = s;
        }
        last = s;
        size++;
        send.nxt = s.endSeq;
        return s;
    }

    /** The newest one did not leave this host: its text waits in the buffer again. */
    public void takeBack(SendBuffer buffer) {
        SentSegment s = last;
        last = s.previous;
        if (last == null) {
            first = null;
        } else {
            last.next = null;
        }
        size--;
        buffers -= (s.marks & SentSegment.JOINED) == 0 ? 1 : 0;
        send.nxt = s.seq;
        buffer.restore(s);
        s.chunk = null;
        s.next = spare;
        spare = s;
    }

    /** Takes out what {@code una} acknowledges and notes the facts of it. */
    public void acknowledge(int una, AckFacts facts) {
        while (first != null && Seq.leq(first.endSeq, una)) {
            SentSegment s = first;
            note(s, facts);
            first = s.next;
            if (first == null) {
                last = null;
            } else {
                first.previous = null;
            }
            unmark(s);
            size--;
            buffers -= (s.marks & SentSegment.JOINED) == 0 ? 1 : 0;
            s.chunk = null;
            s.next = spare;
            spare = s;
        }
        if (first != null && Seq.lt(first.seq, una)) {
            trim(first, una);
        }
    }

    private void note(SentSegment s, AckFacts facts) {
        facts.segments++;
        facts.dataAcked |= (s.flags & TcpView.SYN) == 0;
        if (s.wasRetransmitted()) {
            facts.retransmittedAcked = true;
            return;
        }
        facts.newestRttNanos = facts.nowNanos - s.sentNanos;
        if (!facts.originalAcked) {
            facts.originalAcked = true;
            facts.originalEnd = s.endSeq;
            facts.rttNanos = facts.newestRttNanos;
        }
    }

    // The front of a segment is acknowledged: what is left starts at una.
    private void trim(SentSegment s, int una) {
        int gone = una - s.seq;
        if ((s.flags & TcpView.SYN) != 0) {
            s.flags &= ~TcpView.SYN;
            s.seq++;
            gone--;
        }
        if (s.needsRepair()) {
            lostOctets -= una - s.seq;
        }
        s.seq = una;
        s.offset += gone;
        while (s.chunk != null && s.offset >= s.chunk.used && s.chunk.next != null) {
            s.offset -= s.chunk.used;
            s.chunk = s.chunk.next;
        }
    }

    /** Cuts a segment to its first {@code length} octets of text and queues the rest behind it, with the same marks. */
    public void split(SentSegment s, int length) {
        Invariant.check(length > 0 && length < s.textLength(), "a segment cannot be split there");
        SentSegment rest = fresh();
        rest.seq = s.seq + length;
        rest.endSeq = s.endSeq;
        rest.flags = s.flags;
        rest.marks = s.marks & ~SentSegment.JOINED;
        buffers++;
        rest.sentNanos = s.sentNanos;
        rest.chunk = s.chunk;
        rest.offset = s.offset + length;
        while (rest.offset >= rest.chunk.used && rest.chunk.next != null) {
            rest.offset -= rest.chunk.used;
            rest.chunk = rest.chunk.next;
        }
        s.endSeq = rest.seq;
        s.flags &= ~(TcpView.PSH | TcpView.FIN);
        rest.next = s.next;
        rest.previous = s;
        if (s.next == null) {
            last = rest;
        } else {
            s.next.previous = rest;
        }
        s.next = rest;
        size++;
        lost += s.isLost() ? 1 : 0;
        repaired += (s.marks & SentSegment.REPAIRED) != 0 ? 1 : 0;
    }

    /** A segment was sent again. */
    public void repaired(SentSegment s, long nowNanos) {
        if (s.needsRepair()) {
            lostOctets -= s.space();
        }
        if (s.isLost() && (s.marks & SentSegment.REPAIRED) == 0) {
            s.marks |= SentSegment.REPAIRED;
            repaired++;
        }
        s.marks |= SentSegment.EVER_RETRANSMITTED;
        s.sentNanos = nowNanos;
    }

    /** It was to be sent again but did not leave this host; its round trip is not measured any more. */
    public void tried(SentSegment s) {
        s.marks |= SentSegment.EVER_RETRANSMITTED;
    }

    /** Marks one lost that is larger than packets may be now. */
    public void markLost(SentSegment s) {
        unmark(s);
        s.marks |= SentSegment.LOST;
        lost++;
        lostOctets += s.space();
    }

    private void unmark(SentSegment s) {
        if (s.needsRepair()) {
            lostOctets -= s.space();
        }
        if (s.isLost()) {
            lost--;
        }
        if ((s.marks & SentSegment.REPAIRED) != 0) {
            repaired--;
        }
        s.marks &= ~(SentSegment.LOST | SentSegment.REPAIRED);
    }

    @Override
    public void markHeadLost() {
        if (first != null && !first.isLost()) {
            markLost(first);
        }
    }

    @Override
    public void markAllLost() {
        for (SentSegment s = first; s != null; s = s.next) {
            markLost(s);
        }
    }

    @Override
    public void forgetLoss() {
        for (SentSegment s = first; s != null; s = s.next) {
            unmark(s);
        }
    }

    /** Drops everything: the connection is over. */
    public void clear() {
        first = null;
        last = null;
        spare = null;
        size = 0;
        lost = 0;
        repaired = 0;
        lostOctets = 0;
        buffers = 0;
    }

    /** Buffers that hold what is outstanding; fewer than segments where several left in one. */
    public int buffers() {
        return buffers + (first != null && (first.marks & SentSegment.JOINED) != 0 ? 1 : 0);
    }

    @Override
    public int una() {
        return send.una;
    }

    @Override
    public int nxt() {
        return send.nxt;
    }

    @Override
    public int outstanding() {
        return size;
    }

    @Override
    public int lost() {
        return lost;
    }

    @Override
    public int repaired() {
        return repaired;
    }

    @Override
    public int octetsInFlight() {
        return send.nxt - send.una - lostOctets;
    }

    @Override
    public boolean isHeadLost() {
        return first != null && first.isLost();
    }
}
