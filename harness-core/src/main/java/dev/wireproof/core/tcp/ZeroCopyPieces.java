package dev.wireproof.core.tcp;

import dev.wireproof.core.tcp.tcb.SendBuffer;

/** Pieces of the user's memory in the last buffer of a send queue: MSG_ZEROCOPY hangs them in one by one, and a buffer takes 17 (Linux {@code MAX_SKB_FRAGS}). */
final class ZeroCopyPieces {
    private static final int MOST = 17;
    private static final int PAGE = 4096;

    private int inTail;
    private int[] lengths;
    private int current;
    private int leftOfCurrent;

    /** A call begins. */
    void start(int[] pieces, int length) {
        lengths = pieces == null ? new int[] {length} : pieces;
        current = 0;
        leftOfCurrent = lengths.length == 0 ? 0 : lengths[0];
    }

    /** True when the last buffer takes no more pieces. */
    boolean isFull(SendBuffer buffer) {
        if (buffer.tail() == 0) {
            inTail = 0;
        }
        return inTail == MOST;
    }

    /** Octets of the next piece that fit the buffer, at most {@code room}; they are hung in. */
    int take(int room) {
        while (leftOfCurrent == 0) {
            leftOfCurrent = lengths[++current];
        }
        int part = Math.min(room, Math.min(leftOfCurrent, (MOST - inTail) * PAGE));
        inTail += (part + PAGE - 1) / PAGE;
        leftOfCurrent -= part;
        return part;
    }
}
