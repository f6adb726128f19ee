/**
 * The neighbour table: link addresses of next hops, the states of neighbour unreachability detection (NUD) and their timers,
 * and the way of a packet from the network layer to a device (Linux net/core/neighbour.c).
 *
 * <p>Refuses to know an address family or a resolution protocol: a key is two longs, and {@link
 * dev.wireproof.core.neigh.NeighbourProtocol} asks, answers and reports for it. Read {@link
 * dev.wireproof.core.neigh.NudState} first, then {@link dev.wireproof.core.neigh.Neighbour}.
 */
package dev.wireproof.core.neigh;
