package dev.wireproof.core.ip;

/**
 * What of a datagram is still missing, as the hole descriptor list of RFC 815 section 3: at first one hole from 0 to infinity. The
 * list is sorted, so a fragment costs a binary search however many there are. Any overlap is accepted.
 */
final class HoleList implements Coverage {
    /** The last octet of a datagram whose end is not known. */
    static final int INFINITY = Integer.MAX_VALUE;

    private final Runs holes = new Runs();

    HoleList() {
        holes.insert(0, 0, INFINITY);
    }

    /** No octet is missing. */
    @Override
    public boolean isComplete() {
        return holes.count() == 0;
    }

    /** RFC 815 steps 1 to 7; behind the last fragment no hole is left. */
    @Override
    public Answer take(int first, int last, boolean more) {
        int hole = holes.endingFrom(first);
        while (hole < holes.count() && holes.first(hole) <= last) {
            int from = holes.first(hole);
            int to = holes.last(hole);
            holes.remove(hole);
            if (first > from) {
                holes.insert(hole++, from, first - 1);
            }
            if (last < to && more) {
                holes.insert(hole++, last + 1, to);
            }
        }
        if (!more) {
            holes.truncate(holes.endingFrom(last + 1));
        }
        return Answer.TAKEN;
    }

    /** The holes as RFC 815 writes them, such as {@code [0,7][16,inf]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < holes.count(); i++) {
            text.append('[').append(holes.first(i)).append(',').append(holes.last(i) == INFINITY ? "inf" : Integer.toString(holes.last(i))).append(']');
        }
        return text.toString();
    }
}
