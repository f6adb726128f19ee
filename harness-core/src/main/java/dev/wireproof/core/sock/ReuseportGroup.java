package dev.wireproof.core.sock;

import dev.wireproof.core.base.Invariant;
import java.util.Arrays;

/**
 * Sockets that share one address and port and divide the traffic among them (Linux {@code sock_reuseport}, facts 7.2-7.4).
 * Members stand in the order in which they joined; when one leaves, the last one moves into its place. A datagram socket that
 * connects leaves.
 */
public final class ReuseportGroup {
    /** Most members (Linux {@code MAX_SOCKS}). */
    public static final int LIMIT = 65535;

    /** One for all members. */
    public final Overflow synOverflow = new Overflow();

    private InetSock[] members = new InetSock[8];
    private int size;

    public int size() {
        return size;
    }

    /** The member at an index, 0 to {@code size - 1}. */
    public InetSock member(int index) {
        return members[index];
    }

    /** Adds a member at the end. False when the group is full (ENOMEM). */
    boolean join(InetSock member) {
        if (size == LIMIT) {
            return false;
        }
        if (size == members.length) {
            members = Arrays.copyOf(members, Math.min(2 * size, LIMIT));
        }
        members[size++] = member;
        return true;
    }

    void leave(InetSock member) {
        for (int i = 0; i < size; i++) {
            if (members[i] == member) {
                members[i] = members[--size];
                members[size] = null;
                return;
            }
        }
        throw Invariant.broken("not a member of this reuseport group");
    }

    /**
     * The member for a flow: {@code (hash * size) >>> 32}.
     *
     * @param hash keyed hash of the flow, all 32 bits uniform
     */
    public InetSock select(int hash) {
        return members[(int) ((hash & 0xFFFF_FFFFL) * size >>> 32)];
    }

    /** When listeners had no room for requests, and answered by cookies (Linux {@code synq_overflow_ts}). */
    public static final class Overflow {
        private static final long NEVER = Long.MIN_VALUE / 2;

        /** Seconds since the start of the host's clock. */
        public long lastSeconds = NEVER;
    }
}
