package dev.wireproof.core.tcp.tcb;

/** Segments in the order in which they were sent last, for loss by age (Linux {@code tsorted_sent_queue}). */
final class SendOrder {
    private SentSegment first;
    private SentSegment last;
    private long transmissions;

    SentSegment first() {
        return first;
    }

    /** Puts a segment behind all others: it was sent just now. */
    void append(SentSegment s) {
        remove(s);
        s.ordinal = ++transmissions;
        s.sentEarlier = last;
        if (last == null) {
            first = s;
        } else {
            last.sentLater = s;
        }
        last = s;
        s.ordered = true;
    }

    /** Puts the rest of a split segment behind its front. */
    void insertAfter(SentSegment front, SentSegment rest) {
        if (!front.ordered) {
            return;
        }
        rest.sentEarlier = front;
        rest.sentLater = front.sentLater;
        if (front.sentLater == null) {
            last = rest;
        } else {
            front.sentLater.sentEarlier = rest;
        }
        front.sentLater = rest;
        rest.ordered = true;
    }

    void remove(SentSegment s) {
        if (!s.ordered) {
            return;
        }
        if (s.sentEarlier == null) {
            first = s.sentLater;
        } else {
            s.sentEarlier.sentLater = s.sentLater;
        }
        if (s.sentLater == null) {
            last = s.sentEarlier;
        } else {
            s.sentLater.sentEarlier = s.sentEarlier;
        }
        s.sentEarlier = null;
        s.sentLater = null;
        s.ordered = false;
    }

    void clear() {
        first = null;
        last = null;
    }
}
