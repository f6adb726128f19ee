package dev.wireproof.core.dev;

import dev.wireproof.core.skb.SkBuff;

/** A receive ring: the buffers that the hardware has filled and the driver has not taken, in a ring of descriptors. */
final class RxRing {
    private final SkBuff[] buffers;
    private int head;
    private int used;

    RxRing(int size) {
        buffers = new SkBuff[size];
    }

    int used() {
        return used;
    }

    /** The hardware stores a frame. False when no descriptor is free. */
    boolean store(SkBuff skb) {
        if (used == buffers.length) {
            return false;
        }
        int at = head + used;
        at = at < buffers.length ? at : at - buffers.length;
        buffers[at] = skb;
        used++;
        return true;
    }

    /** The driver takes the next frame and gives the descriptor back; null when there is none. */
    SkBuff take() {
        if (used == 0) {
            return null;
        }
        SkBuff skb = buffers[head];
        buffers[head] = null;
        head = head + 1 < buffers.length ? head + 1 : 0;
        used--;
        return skb;
    }
}
