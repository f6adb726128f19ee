package dev.wireproof.core.tcp.receiver;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.wire.TcpOptionWriter;

/**
 * SACK blocks that a receiver reports, the one that changed last first (RFC 2018 section 4; Linux {@code
 * tcp_sack_new_ofo_skb}), and one duplicate block in front of them, told once (RFC 2883).
 */
public final class SackBlocks {
    private static final int LIMIT = 4;

    private final int[] left = new int[LIMIT + 1];
    private final int[] right = new int[LIMIT + 1];
    private int count;
    private boolean hasDuplicate;
    private int duplicateLeft;
    private int duplicateRight;

    /** Blocks to report, the duplicate one included. */
    public int size() {
        return count + (hasDuplicate ? 1 : 0);
    }

    /** Octets {@code from} to {@code to} arrived ahead of a hole. */
    public void add(int from, int to) {
        for (int i = 0; i < count; i++) {
            if (Seq.leq(from, right[i]) && Seq.leq(left[i], to)) {
                int low = Seq.min(left[i], from);
                int high = Seq.max(right[i], to);
                close(i);
                front(low, high);
                absorb();
                return;
            }
        }
        if (count == LIMIT) {
            count--;
        }
        front(from, to);
    }

    private void front(int low, int high) {
        System.arraycopy(left, 0, left, 1, count);
        System.arraycopy(right, 0, right, 1, count);
        left[0] = low;
        right[0] = high;
        count++;
    }

    private void close(int i) {
        count--;
        System.arraycopy(left, i + 1, left, i, count - i);
        System.arraycopy(right, i + 1, right, i, count - i);
    }

    // The first block has grown: blocks that it touches become part of it.
    private void absorb() {
        for (int i = 1; i < count; ) {
            if (Seq.leq(left[i], right[0]) && Seq.leq(left[0], right[i])) {
                left[0] = Seq.min(left[0], left[i]);
                right[0] = Seq.max(right[0], right[i]);
                close(i);
                i = 1;
            } else {
                i++;
            }
        }
    }

    /** RCV.NXT moved: blocks that it has passed go. */
    public void passed(int nxt) {
        for (int i = 0; i < count; ) {
            if (Seq.geq(nxt, left[i])) {
                close(i);
            } else {
                i++;
            }
        }
    }

    /** Forgets the blocks: nothing waits ahead of a hole. */
    public void clear() {
        count = 0;
    }

    /** Octets {@code from} to {@code to} came twice. */
    public void duplicate(int from, int to) {
        hasDuplicate = true;
        duplicateLeft = from;
        duplicateRight = to;
    }

    /** No duplicate is to be told. */
    public void noDuplicate() {
        hasDuplicate = false;
    }

    /** End of the highest block, or {@code otherwise} without one. */
    public int highestEnd(int otherwise) {
        int highest = otherwise;
        for (int i = 0; i < count; i++) {
            highest = Seq.max(highest, right[i]);
        }
        return highest;
    }

    /** Writes the first {@code blocks} blocks; the duplicate one is told then. */
    public void write(TcpOptionWriter out, int blocks) {
        out.sack(blocks);
        int first = hasDuplicate ? 1 : 0;
        if (hasDuplicate) {
            out.block(duplicateLeft, duplicateRight);
        }
        for (int i = 0; i < blocks - first; i++) {
            out.block(left[i], right[i]);
        }
        hasDuplicate = false;
    }
}
