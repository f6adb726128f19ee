package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.base.Seq;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.TcpView;
import java.util.Arrays;

/**
 * The stream from SND.NXT to the last octet the user wrote: copied once from the user, then cut into segments that share it.
 * A FIN stands behind the last octet. Knows where a write ended, for PSH (Linux's write queue).
 */
public final class SendBuffer {
    private static final int SMALLEST_CHUNK = 2048;
    private static final int LARGEST_CHUNK = 16_384;

    private Chunk tail;
    /** Where SND.NXT lies: in {@code head} at {@code headOffset}; null before the first octet. */
    private Chunk head;
    private int headOffset;
    private int nxt;
    private int end;
    private boolean finQueued;
    private boolean finSent;

    private final SequenceRing pushes = new SequenceRing();
    /** Where no segment may go across: the ends of records and of buffers that were full for another reason than their length. */
    private final SequenceRing breaks = new SequenceRing();
    private boolean pushNext;
    /** Where the last buffer of the queue begins, sent in part perhaps. */
    private int tailStart;

    /** Starts behind the SYN. */
    public void start(int seq) {
        nxt = seq;
        end = seq;
        tailStart = seq;
    }

    /** Octets not sent of the last buffer, which the next write may go on filling (Linux's tail of the write queue). */
    public int tail() {
        return end - (Seq.gt(tailStart, nxt) ? tailStart : nxt);
    }

    /** The octet with this number begins another buffer. */
    public void endTail(int seq) {
        tailStart = seq;
    }

    /** What is written next goes into segments of its own (Linux {@code MSG_EOR}, or a buffer that takes no more pieces). */
    public void breakHere() {
        tailStart = end;
        if (end != nxt && (breaks.isEmpty() || breaks.last() != end)) {
            breaks.addLast(end);
        }
    }

    /** Octets that the next segments may carry together: up to a break, or all that is unsent. */
    public int unsentTogether() {
        return (breaks.isEmpty() ? end : breaks.first()) - nxt;
    }

    /** Buffers that hold what is unsent, when each is filled up to {@code goal} octets. */
    public int unsentBuffers(int goal) {
        int buffers = 0;
        int from = nxt;
        for (int i = 0; i < breaks.size(); i++) {
            buffers += (breaks.get(i) - from + goal - 1) / goal;
            from = breaks.get(i);
        }
        return buffers + (end - from + goal - 1) / goal;
    }

    /** True when the last buffer is the one to be sent next. */
    public boolean isTailNext() {
        return Seq.leq(tailStart, nxt);
    }

    /** Sequence number behind the last octet written; a FIN has this number. */
    public int end() {
        return end;
    }

    /** Octets written and never sent. */
    public int unsent() {
        return end - nxt;
    }

    /** True when octets or a FIN wait to be sent for the first time. */
    public boolean hasUnsent() {
        return end != nxt || finQueued && !finSent;
    }

    public boolean isFinQueued() {
        return finQueued;
    }

    /** Queues the FIN behind the last octet; once. */
    public void queueFin() {
        Invariant.check(!finQueued, "a second FIN");
        finQueued = true;
    }

    /** Copies octets from the user. */
    public void append(byte[] octets, int offset, int length) {
        Invariant.check(!finQueued, "data behind a FIN");
        int from = offset;
        int left = length;
        while (left > 0) {
            boolean full = tail == null || tail.used == tail.octets.length;
            int part;
            if (full && left >= SMALLEST_CHUNK) {
                part = Math.min(left, LARGEST_CHUNK);
                link(new Chunk(Arrays.copyOfRange(octets, from, from + part)));
            } else {
                if (full) {
                    link(new Chunk(SMALLEST_CHUNK));
                }
                part = Math.min(left, tail.octets.length - tail.used);
                System.arraycopy(octets, from, tail.octets, tail.used, part);
                tail.used += part;
            }
            from += part;
            left -= part;
        }
        end += length;
    }

    private void link(Chunk c) {
        if (tail != null) {
            tail.next = c;
        }
        tail = c;
        if (head == null) {
            head = c;
            headOffset = 0;
        }
    }

    /** The segment that ends in front of {@code seq}, somewhere behind the last one pushed, carries PSH. */
    public void push(int seq) {
        if (pushes.isEmpty() || pushes.last() != seq) {
            pushes.addLast(seq);
        }
    }

    /**
     * Forgets that what waits here is pushed at its end: more joins its segment.
     *
     * @return true when it was
     */
    public boolean joinLastWrite() {
        boolean pushed = !pushes.isEmpty() && pushes.last() == end;
        if (pushed) {
            pushes.removeLast();
        }
        return pushed;
    }

    /** The next segment carries PSH wherever it ends. */
    public void pushNext() {
        pushNext = true;
    }

    /**
     * Cuts the next segment off.
     *
     * @param length octets of text, at most {@link #unsent}
     * @param mayEnd the FIN goes along if it is next; else it gets a segment of its own later
     */
    SentSegment cut(SentSegment s, int length, boolean mayEnd) {
        if (head != null && headOffset == head.used && head.next != null) {
            head = head.next;
            headOffset = 0;
        }
        s.seq = nxt;
        s.chunk = head;
        s.offset = headOffset;
        skip(length);
        nxt += length;
        s.endsRecord = !breaks.isEmpty() && breaks.first() == nxt;
        if (s.endsRecord) {
            breaks.removeFirst();
        }
        s.flags = endsAtPush() | pushNext ? TcpView.PSH : 0;
        pushNext = false;
        if (finQueued && nxt == end && mayEnd) {
            s.flags |= TcpView.FIN;
            finSent = true;
        }
        s.endSeq = nxt + controls(s.flags);
        return s;
    }

    /** Undoes the last {@link #cut}. */
    void restore(SentSegment s) {
        if ((s.flags & TcpView.PSH) != 0) {
            pushes.addFirst(nxt);
        }
        if ((s.flags & TcpView.FIN) != 0) {
            finSent = false;
        }
        if (s.endsRecord) {
            breaks.addFirst(nxt);
        }
        nxt = s.seq;
        head = s.chunk;
        headOffset = s.offset;
    }

    private void skip(int length) {
        int left = length;
        while (left > 0) {
            int part = Math.min(left, head.used - headOffset);
            headOffset += part;
            left -= part;
            if (left > 0) {
                head = head.next;
                headOffset = 0;
            }
        }
    }

    private boolean endsAtPush() {
        boolean push = false;
        while (!pushes.isEmpty() && Seq.leq(pushes.first(), nxt)) {
            push = pushes.first() == nxt;
            pushes.removeFirst();
        }
        return push;
    }

    /** Attaches a segment's text to a buffer without copying. */
    public static void attach(SkBuff skb, SentSegment s) {
        int left = s.textLength();
        Chunk c = s.chunk;
        int at = s.offset;
        while (left > 0) {
            int part = Math.min(left, c.used - at);
            if (part > 0) {
                skb.attach(c.octets, at, part);
            }
            left -= part;
            c = c.next;
            at = 0;
        }
    }

    static int controls(int flags) {
        return ((flags & TcpView.SYN) != 0 ? 1 : 0) + ((flags & TcpView.FIN) != 0 ? 1 : 0);
    }

    /** Drops everything: the connection is over. */
    public void clear() {
        tail = null;
        head = null;
        headOffset = 0;
        end = nxt;
        pushes.clear();
        breaks.clear();
        finSent = finQueued;
    }
}
