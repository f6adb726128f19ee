package dev.wireproof.core.tcp.fastopen;

import java.util.ArrayDeque;

/**
 * The Fast Open children of one listener whose handshake has not ended (Linux {@code fastopen_queue}; RFC 7413 section 4.2). A child
 * that was reset after accept(2) counts for a minute more, so that a flood of resets does not keep the listener busy.
 */
public final class FastOpenQueue {
    private static final long RESET_NANOS = 60_000_000_000L;

    private int most;
    private int length;
    /** When places of reset children become free, first one first. */
    private final ArrayDeque<Long> resets = new ArrayDeque<>();
    private FastOpenKeys keys;

    /** Most children; 0 when the listener takes no text on SYNs. */
    public int most() {
        return most;
    }

    /** TCP_FASTOPEN. */
    public void most(int children) {
        most = children;
    }

    /** Children that wait, and resets that still count. */
    public int length() {
        return length;
    }

    /** The listener's own keys, or null for the namespace's. */
    public FastOpenKeys keys() {
        return keys;
    }

    /** TCP_FASTOPEN_KEY. */
    public void keys(FastOpenKeys own) {
        keys = own;
    }

    /** listen(2): nobody waits. */
    public void begin() {
        length = 0;
        resets.clear();
    }

    /** True when one more child may wait; the oldest reset makes room when its minute is over. */
    public boolean hasRoom(long nowNanos) {
        if (length < most) {
            return true;
        }
        Long first = resets.peekFirst();
        if (first == null || first > nowNanos) {
            return false;
        }
        resets.removeFirst();
        length--;
        return true;
    }

    /** A child waits. */
    public void joined() {
        length++;
    }

    /** A child's handshake has ended, or the child has. */
    public void left() {
        length--;
    }

    /** A child that somebody had accepted was reset. */
    public void wasReset(long nowNanos) {
        resets.addLast(nowNanos + RESET_NANOS);
        length++;
    }
}
