package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.base.Seq;
import dev.wireproof.core.tcp.recovery.AckFacts;
import dev.wireproof.core.tcp.recovery.LossRecovery;
import dev.wireproof.core.tcp.recovery.Scoreboard;
import dev.wireproof.core.tcp.recovery.Sent;
import dev.wireproof.core.wire.TcpView;

/** Segments sent and not acknowledged, oldest first, with the marks of loss recovery. Its entries are reused. */
public final class RetransmissionQueue implements Scoreboard {
    private final SendSequence send;
    private SentSegment first;
    private SentSegment last;
    private SentSegment spare;
    private int size;
    private int buffers;
    private final LossMarks marks = new LossMarks();
    private final SendOrder order = new SendOrder();
    private final WalkStarts starts = new WalkStarts();

    RetransmissionQueue(SendSequence send) {
        this.send = send;
    }

    @Override
    public SentSegment first() {
        return first;
    }

    /** The newest one, or null. */
    public SentSegment last() {
        return last;
    }

    @Override
    public SentSegment sentFirst() {
        return order.first();
    }

    @Override
    public SentSegment behind(int seq) {
        return starts.behind(seq, first);
    }

    /** The oldest one that was given up for lost and not sent again since, or null. */
    public SentSegment firstToRepair() {
        return starts.toRepair();
    }

    /** Segments that both have passed over so far. */
    long steps() {
        return starts.steps();
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
        s.endsRecord = false;
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
        order.append(s);
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
        send.nxt = s.seq;
        buffer.restore(s);
        discard(s);
    }

    private void discard(SentSegment s) {
        size--;
        buffers -= (s.marks & SentSegment.JOINED) == 0 ? 1 : 0;
        order.remove(s);
        starts.leaves(s);
        s.chunk = null;
        s.next = spare;
        spare = s;
    }

    /** Takes out what {@code una} acknowledges and lets loss recovery learn from each. */
    public void acknowledge(int una, AckFacts facts, LossRecovery recovery) {
        while (first != null && Seq.leq(first.endSeq, una)) {
            SentSegment s = first;
            facts.note(s);
            recovery.onAcknowledged(s, facts);
            first = s.next;
            if (first == null) {
                last = null;
            } else {
                first.previous = null;
                s.chunk = s.chunk == null ? null : s.chunk.unlinkUpTo(first.chunk);
            }
            marks.remove(s);
            discard(s);
        }
        if (first != null && Seq.lt(first.seq, una)) {
            trim(first, una);
        }
    }

    // The front of a segment is acknowledged: what is left starts at una.
    private void trim(SentSegment s, int una) {
        int gone = una - s.seq;
        if (s.needsRepair()) {
            marks.lostOctets -= gone;
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
        rest.endsRecord = s.endsRecord;
        s.endsRecord = false;
        rest.marks = s.marks & ~SentSegment.JOINED;
        buffers++;
        rest.sentNanos = s.sentNanos;
        rest.ordinal = s.ordinal;
        rest.deliveredBefore = s.deliveredBefore;
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
        order.insertAfter(s, rest);
        marks.split(s);
    }

    /** Joins the one behind to a segment: one with the text and the flags of both. */
    public void joinNext(SentSegment s) {
        SentSegment gone = s.next;
        s.endSeq = gone.endSeq;
        s.flags |= gone.flags;
        s.marks |= gone.marks & SentSegment.EVER_RETRANSMITTED;
        s.endsRecord = gone.endsRecord;
        s.next = gone.next;
        if (gone.next == null) {
            last = s;
        } else {
            gone.next.previous = s;
        }
        marks.join(s, gone);
        discard(gone);
    }

    /** A segment begins a buffer of its own. */
    public void separate(SentSegment s) {
        if (s.isJoined()) {
            s.marks &= ~SentSegment.JOINED;
            buffers++;
        }
    }

    /** The one behind a segment, if there is one, begins a buffer of its own. */
    public void separateBehind(SentSegment s) {
        if (s.next != null) {
            separate(s.next);
        }
    }

    /** A segment was sent again to repair a loss. */
    public void repaired(SentSegment s, long nowNanos) {
        marks.repair(s);
        sentAgain(s, nowNanos);
    }

    /** A segment was sent again, as a probe perhaps. */
    public void sentAgain(SentSegment s, long nowNanos) {
        tried(s);
        s.sentNanos = nowNanos;
        order.append(s);
    }

    /** It was to be sent again but did not leave this host; its round trip is not measured any more. */
    public void tried(SentSegment s) {
        s.marks |= SentSegment.EVER_RETRANSMITTED;
    }

    @Override
    public void sack(Sent s) {
        marks.sack((SentSegment) s);
        order.remove((SentSegment) s);
    }

    @Override
    public void endRepair(Sent s) {
        marks.endRepair((SentSegment) s);
        starts.mayNeedRepair((SentSegment) s);
    }

    @Override
    public boolean lose(Sent s) {
        boolean again = marks.lose((SentSegment) s);
        starts.mayNeedRepair((SentSegment) s);
        return again;
    }

    @Override
    public void forgetAge(Sent s) {
        order.remove((SentSegment) s);
    }

    @Override
    public void markHeadLost() {
        if (first != null && !first.isLost()) {
            lose(first);
        }
    }

    @Override
    public void markAllLost() {
        for (SentSegment s = first; s != null; s = s.next) {
            lose(s);
        }
    }

    @Override
    public void forgetLoss() {
        for (SentSegment s = first; s != null; s = s.next) {
            marks.find(s);
        }
    }

    @Override
    public void forgetSacks() {
        for (SentSegment s = first; s != null; s = s.next) {
            marks.unsack(s);
        }
    }

    /** Drops everything: the connection is over. */
    public void clear() {
        first = null;
        last = null;
        spare = null;
        size = 0;
        buffers = 0;
        marks.clear();
        order.clear();
        starts.clear();
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
    public int sacked() {
        return marks.sacked;
    }

    @Override
    public int lost() {
        return marks.lost;
    }

    @Override
    public int repaired() {
        return marks.repaired;
    }

    @Override
    public int losses() {
        return marks.losses;
    }

    @Override
    public int octetsInFlight() {
        return send.nxt - send.una - marks.lostOctets;
    }
}
