package dev.wireproof.core.neigh;

import dev.wireproof.core.skb.SkBuff;

/** The resolution protocol behind a neighbour table: ARP, or neighbour discovery (Linux {@code neigh_ops} and the constructor of {@code neigh_table}). */
public interface NeighbourProtocol {
    /** EtherType of the packets that go through the table's entries. */
    int etherType();

    /**
     * Called once for a new entry in state NONE: gives it a link address at once with {@link Neighbour#needsNoResolution}, or
     * leaves it.
     */
    void construct(Neighbour neighbour);

    /**
     * Asks for the link address. {@link Neighbour#probes} counts the questions so far, so it tells unicast from broadcast.
     *
     * @param trigger the first packet that waits, or null
     */
    void solicit(Neighbour neighbour, SkBuff trigger);

    /** A packet that waited in vain. It is the callee's, who tells its sender and drops it. */
    void unreachable(Neighbour neighbour, SkBuff skb);
}
