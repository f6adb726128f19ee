package dev.wireproof.core.ip;

import java.util.Arrays;

/**
 * Linux's coverage of a datagram: runs of octets, sorted (net/ipv4/inet_fragment.c, {@code inet_frag_queue_insert}). A fragment
 * inside one run is a duplicate, any other overlap kills the datagram. Only the run that ends last grows; a fragment that fills a
 * gap stays a run of its own.
 */
final class FragmentRuns implements Coverage {
    private int[] firsts = new int[4];
    private int[] lasts = new int[4];
    private int count;
    private int octets;
    private int end = -1;

    @Override
    public Answer take(int first, int last, boolean more) {
        if (!more) {
            end = last + 1;
        }
        int at = count;
        if (count > 0 && first <= lasts[count - 1]) {
            at = firstRunEndingFrom(first);
            if (firsts[at] <= first && last <= lasts[at]) {
                return Answer.DUPLICATE;
            }
            if (firsts[at] <= last) {
                return Answer.OVERLAP;
            }
        }
        octets += last - first + 1;
        if (at == count && count > 0 && lasts[count - 1] == first - 1) {
            lasts[count - 1] = last;
        } else {
            insert(at, first, last);
        }
        return Answer.TAKEN;
    }

    private int firstRunEndingFrom(int octet) {
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

    private void insert(int at, int first, int last) {
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

    /** Runs never overlap, so the octets need only be counted. */
    @Override
    public boolean isComplete() {
        return octets == end;
    }
}
