package dev.wireproof.core.sock;

import dev.wireproof.core.base.Invariant;
import java.util.Arrays;

/**
 * Sockets that share one address and port and divide the traffic among them (Linux {@code sock_reuseport}, facts 7.2-7.4).
 * Members stand in the order in which they joined; when one leaves, the last one moves into its place.
 */
public final class ReuseportGroup {
    /** Most members (Linux {@code MAX_SOCKS}). */
    public static final int LIMIT = 65535;

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

    /** True when a member is connected to one peer and so takes no part in the choice. */
    boolean hasConnected() {
        for (int i = 0; i < size; i++) {
            if (members[i].hasPeer()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The member for a flow: {@code (hash * size) >>> 32}, connected members passed over. Null when all are connected.
     *
     * @param hash keyed hash of the flow, all 32 bits uniform
     */
    public InetSock select(int hash) {
        int first = (int) ((hash & 0xFFFF_FFFFL) * size >>> 32);
        for (int i = 0; i < size; i++) {
            InetSock member = members[(first + i) % size];
            if (!member.hasPeer()) {
                return member;
            }
        }
        return null;
    }
}
