package dev.wireproof.core.ip;

import java.util.Arrays;

/** Runs of octets in the order of their places, which do not overlap. */
final class Runs {
    private int[] firsts = new int[4];
    private int[] lasts = new int[4];
    private int count;

    int count() {
        return count;
    }

    int first(int run) {
        return firsts[run];
    }

    int last(int run) {
        return lasts[run];
    }

    /** The first run that does not end before {@code octet}; {@link #count} when there is none. */
    int endingFrom(int octet) {
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

    void insert(int at, int first, int last) {
        if (count == firsts.length) {
            firsts = Arrays.copyOf(firsts, count * 2);
            lasts = Arrays.copyOf(lasts, count * 2);
        }
        System.arraycopy(firsts, at, firsts, at + 1, count - at);
        System.arraycopy(lasts, at, lasts, at + 1, count - at);
        firsts[at] = first;
        lasts[at] = last;
        count++;
    }

    void extend(int run, int last) {
        lasts[run] = last;
    }

    void remove(int run) {
        System.arraycopy(firsts, run + 1, firsts, run, count - run - 1);
        System.arraycopy(lasts, run + 1, lasts, run, count - run - 1);
        count--;
    }

    /** Keeps the first runs, at most {@code most}. */
    void truncate(int most) {
        count = Math.min(count, most);
    }
}
