package dev.wireproof.core.dev;

/** A list of NAPI instances, first in first out, linked through them. */
final class PollList {
    private Napi first;
    private Napi last;

    boolean isEmpty() {
        return first == null;
    }

    void add(Napi n) {
        n.next = null;
        if (last == null) {
            first = n;
        } else {
            last.next = n;
        }
        last = n;
    }

    /** Takes the first one, or null. */
    Napi take() {
        Napi n = first;
        if (n != null) {
            first = n.next;
            n.next = null;
            if (first == null) {
                last = null;
            }
        }
        return n;
    }

    /** Appends all of {@code other}, which is empty afterwards. */
    void takeAll(PollList other) {
        if (other.first == null) {
            return;
        }
        if (last == null) {
            first = other.first;
        } else {
            last.next = other.first;
        }
        last = other.last;
        other.first = null;
        other.last = null;
    }
}
