package dev.wireproof.core.dev;

import dev.wireproof.core.skb.SkBuff;

/** A receive ring: descriptors that the hardware fills, and beside them the buffers of the kernel's side, index for index. */
final class RxRing {
    /** What the hardware writes: octets of the frame in the buffer with this index, 0 while it is free. */
    private final int[] descriptors;
    private final SkBuff[] buffers;
    private int head;
    private int used;

    RxRing(int size) {
        descriptors = new int[size];
        buffers = new SkBuff[size];
    }

    int used() {
        return used;
    }

    /** The hardware stores a frame. False when no descriptor is free. */
    boolean store(SkBuff skb) {
        if (used == descriptors.length) {
            return false;
        }
        int at = head + used;
        at = at < descriptors.length ? at : at - descriptors.length;
        descriptors[at] = skb.length();
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
        descriptors[head] = 0;
        head = head + 1 < descriptors.length ? head + 1 : 0;
        used--;
        return skb;
    }
}
