package dev.wireproof.core.dev;

import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.SkbQueue;

/** One flow of {@link Fq}. */
final class FqFlow {
    final SkbQueue queue = new SkbQueue();
    /** Octets it may send before it is another's turn. */
    int credit;
    /** When it may send again, while it is throttled. */
    long nextNanos;
    /** When it last had nothing to send. */
    long idleSinceNanos;
    /** Where it stands, or null. */
    Ring ring;
    private FqFlow next;

    FqFlow(int credit) {
        this.credit = credit;
    }

    /** Queues a frame in the order of departure; those of one instant in the order of arrival. */
    void add(SkBuff skb) {
        SkBuff place = queue.last();
        while (place != null && place.departNanos > skb.departNanos) {
            place = queue.before(place);
        }
        queue.insertAfter(place, skb);
    }

    /** Flows in an order; a flow stands in one at most. */
    static final class Ring {
        private FqFlow first;
        private FqFlow last;

        boolean isEmpty() {
            return first == null;
        }

        FqFlow first() {
            return first;
        }

        void addLast(FqFlow f) {
            f.ring = this;
            f.next = null;
            if (first == null) {
                first = f;
            } else {
                last.next = f;
            }
            last = f;
        }

        void addFirst(FqFlow f) {
            f.ring = this;
            f.next = first;
            first = f;
            last = last == null ? f : last;
        }

        /** Inserts by {@link #nextNanos}. */
        void addInTime(FqFlow f) {
            if (first == null || last.nextNanos <= f.nextNanos) {
                addLast(f);
                return;
            }
            if (f.nextNanos < first.nextNanos) {
                addFirst(f);
                return;
            }
            FqFlow before = first;
            while (before.next.nextNanos <= f.nextNanos) {
                before = before.next;
            }
            f.ring = this;
            f.next = before.next;
            before.next = f;
        }

        FqFlow removeFirst() {
            FqFlow f = first;
            first = f.next;
            last = first == null ? null : last;
            f.next = null;
            f.ring = null;
            return f;
        }
    }
}
