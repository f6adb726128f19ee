package dev.wireproof.core.tcp.receiver;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.skb.SkBuff;
import java.util.Arrays;

/**
 * Segments that arrived ahead of a hole, by sequence number, none inside another (Linux {@code tcp_data_queue_ofo}). A sorted
 * array: a segment finds its place by halving, so that many tiny ones cost no more than their number.
 */
public final class OutOfOrderQueue {
    /** What became of a segment. */
    public enum Outcome {
        QUEUED,
        /** Every octet was there already: not taken. */
        DUPLICATE
    }

    private final ReceiveMemory memory;
    private final DropSink drops;
    private SkBuff[] segments = new SkBuff[8];
    private int size;
    private int duplicateFrom;
    private int duplicateTo;
    private int swallowed;

    public OutOfOrderQueue(ReceiveMemory memory, DropSink drops) {
        this.memory = memory;
        this.drops = drops;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public int size() {
        return size;
    }

    /** True when it holds one segment alone, and that ends in a FIN. */
    public boolean isLoneFin() {
        return size == 1 && segments[0].cb0 != 0;
    }

    /** Sequence number behind the last segment; only when there is one. */
    public int end() {
        return segments[size - 1].endSeq;
    }

    /** Puts a segment in its place; segments it covers go. {@link #duplicateFrom} and so on tell what was there already. */
    public Outcome add(SkBuff skb) {
        duplicateFrom = 0;
        duplicateTo = 0;
        swallowed = 0;
        int at = placeOf(skb.seq);
        if (at > 0 && Seq.lt(skb.seq, segments[at - 1].endSeq)) {
            SkBuff before = segments[at - 1];
            if (Seq.leq(skb.endSeq, before.endSeq)) {
                duplicate(skb.seq, skb.endSeq);
                return Outcome.DUPLICATE;
            }
            if (before.seq == skb.seq) {
                duplicate(before.seq, before.endSeq);
                removeAt(--at);
                swallowed++;
            } else {
                duplicate(skb.seq, before.endSeq);
            }
        }
        swallowFollowing(skb, at);
        insert(at, skb);
        return Outcome.QUEUED;
    }

    private void swallowFollowing(SkBuff skb, int at) {
        while (at < size && Seq.gt(skb.endSeq, segments[at].seq)) {
            SkBuff after = segments[at];
            if (Seq.lt(skb.endSeq, after.endSeq)) {
                duplicate(after.seq, skb.endSeq);
                return;
            }
            duplicate(after.seq, after.endSeq);
            removeAt(at);
            swallowed++;
        }
    }

    private void duplicate(int from, int to) {
        if (duplicateFrom == duplicateTo) {
            duplicateFrom = from;
            duplicateTo = to;
        } else if (Seq.leq(from, duplicateTo) && Seq.leq(duplicateFrom, to)) {
            duplicateFrom = Seq.min(duplicateFrom, from);
            duplicateTo = Seq.max(duplicateTo, to);
        }
    }

    /** True when some octets of the last segment were there already. */
    public boolean hasDuplicate() {
        return duplicateFrom != duplicateTo;
    }

    /** First sequence number of the octets that were there already. */
    public int duplicateFrom() {
        return duplicateFrom;
    }

    /** Sequence number behind them. */
    public int duplicateTo() {
        return duplicateTo;
    }

    /** Segments that the last one replaced. */
    public int swallowed() {
        return swallowed;
    }

    // Index of the first segment that starts behind seq.
    private int placeOf(int seq) {
        if (size == 0 || Seq.geq(seq, segments[size - 1].seq)) {
            return size;
        }
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = low + high >>> 1;
            if (Seq.leq(segments[middle].seq, seq)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void insert(int at, SkBuff skb) {
        if (size == segments.length) {
            segments = Arrays.copyOf(segments, 2 * size);
        }
        System.arraycopy(segments, at, segments, at + 1, size - at);
        segments[at] = skb;
        size++;
        memory.charge(skb);
    }

    private void removeAt(int at) {
        SkBuff gone = segments[at];
        System.arraycopy(segments, at + 1, segments, at, --size - at);
        segments[size] = null;
        drops.drop(gone, DropReason.TCP_UNACCEPTABLE);
    }

    /** The first segment, if it starts at or before {@code nxt}, taken out and no longer charged; else null. */
    public SkBuff takeUpTo(int nxt) {
        if (size == 0 || Seq.gt(segments[0].seq, nxt)) {
            return null;
        }
        SkBuff skb = segments[0];
        System.arraycopy(segments, 1, segments, 0, --size);
        segments[size] = null;
        skb.orphan();
        return skb;
    }

    /**
     * Gives memory back from the end, in steps of an eighth of the buffer, but nothing in front of {@code seq} (Linux {@code
     * tcp_prune_ofo_queue}).
     *
     * @return true when something was dropped
     */
    public boolean prune(int seq) {
        boolean any = false;
        int goal = memory.limit() >> 3;
        while (size > 0 && Seq.gt(segments[size - 1].seq, seq)) {
            goal -= segments[size - 1].truesize;
            removeAt(size - 1);
            any = true;
            if (goal <= 0) {
                if (memory.allocated() <= memory.limit()) {
                    break;
                }
                goal = memory.limit() >> 3;
            }
        }
        return any;
    }

    /** Drops all. */
    public void flush() {
        while (size > 0) {
            SkBuff skb = segments[--size];
            segments[size] = null;
            drops.drop(skb, DropReason.FLUSHED);
        }
    }
}
