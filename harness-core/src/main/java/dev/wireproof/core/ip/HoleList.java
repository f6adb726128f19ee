package dev.wireproof.core.ip;

import java.util.Arrays;

/**
 * What of a datagram is still missing, as the hole descriptor list of RFC 815 section 3: at first one hole from 0 to infinity. The
 * list is sorted, so a fragment costs a binary search however many there are. Any overlap is accepted.
 */
final class HoleList implements Coverage {
    /** The last octet of a datagram whose end is not known. */
    static final int INFINITY = Integer.MAX_VALUE;

    private int[] firsts = {0, 0, 0, 0};
    private int[] lasts = {INFINITY, 0, 0, 0};
    private int count = 1;

    /** No octet is missing. */
    @Override
    public boolean isComplete() {
        return count == 0;
    }

    /** First hole whose end is not before {@code octet}. */
    private int holeAt(int octet) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (lasts[middle] < octet) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** RFC 815 steps 1 to 7; behind the last fragment no hole is left. */
    @Override
    public Answer take(int first, int last, boolean more) {
        int hole = holeAt(first);
        while (hole < count && firsts[hole] <= last) {
            int from = firsts[hole];
            int to = lasts[hole];
            remove(hole);
            if (first > from) {
                insert(hole++, from, first - 1);
            }
            if (last < to && more) {
                insert(hole++, last + 1, to);
            }
        }
        if (!more) {
            count = Math.min(count, holeAt(last + 1));
        }
        return Answer.TAKEN;
    }

    private void remove(int hole) {
        System.arraycopy(firsts, hole + 1, firsts, hole, count - hole - 1);
        System.arraycopy(lasts, hole + 1, lasts, hole, count - hole - 1);
        count--;
    }

    private void insert(int hole, int first, int last) {
        if (count == firsts.length) {
            firsts = Arrays.copyOf(firsts, count * 2);
            lasts = Arrays.copyOf(lasts, count * 2);
        }
        System.arraycopy(firsts, hole, firsts, hole + 1, count - hole);
        System.arraycopy(lasts, hole, lasts, hole + 1, count - hole);
        firsts[hole] = first;
        lasts[hole] = last;
        count++;
    }

    /** The holes as RFC 815 writes them, such as {@code [0,7][16,inf]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append('[').append(firsts[i]).append(',').append(lasts[i] == INFINITY ? "inf" : Integer.toString(lasts[i])).append(']');
        }
        return text.toString();
    }
}
