package dev.wireproof.core.skb;

import dev.wireproof.core.base.Invariant;

/** Doubly linked list of buffers; a buffer is in one queue at most (Linux {@code sk_buff_head}). */
public final class SkbQueue {
    private SkBuff first;
    private SkBuff last;
    private int size;
    private long octets;

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return first == null;
    }

    /** Sum of {@link SkBuff#truesize} as it was when each came in. */
    public long truesize() {
        return octets;
    }

    public SkBuff first() {
        return first;
    }

    public SkBuff last() {
        return last;
    }

    /** The one behind {@code skb}, or null. */
    public SkBuff after(SkBuff skb) {
        return skb.next;
    }

    /** The one before {@code skb}, or null. */
    public SkBuff before(SkBuff skb) {
        return skb.previous;
    }

    public void addLast(SkBuff skb) {
        insertAfter(last, skb);
    }

    public void addFirst(SkBuff skb) {
        insertAfter(null, skb);
    }

    /** Inserts behind {@code place}; null means in front of all. */
    public void insertAfter(SkBuff place, SkBuff skb) {
        Invariant.check(skb.queue == null, "buffer is in a queue already");
        SkBuff following = place == null ? first : place.next;
        skb.previous = place;
        skb.next = following;
        skb.queue = this;
        if (place == null) {
            first = skb;
        } else {
            place.next = skb;
        }
        if (following == null) {
            last = skb;
        } else {
            following.previous = skb;
        }
        size++;
        octets += skb.truesize;
    }

    public void remove(SkBuff skb) {
        Invariant.check(skb.queue == this, "buffer is not in this queue");
        if (skb.previous == null) {
            first = skb.next;
        } else {
            skb.previous.next = skb.next;
        }
        if (skb.next == null) {
            last = skb.previous;
        } else {
            skb.next.previous = skb.previous;
        }
        skb.next = null;
        skb.previous = null;
        skb.queue = null;
        size--;
        octets -= skb.truesize;
    }

    /** Takes the first one, or null. */
    public SkBuff removeFirst() {
        SkBuff skb = first;
        if (skb != null) {
            remove(skb);
        }
        return skb;
    }
}
