package dev.wireproof.core.ip;

import dev.wireproof.core.base.Address;

/**
 * The network side of a connected socket, or of one reply: addresses, per-packet choices and the cached route (Linux {@code
 * inet_sock} and its dst).
 */
public final class IpPath {
    /** How DF is set (Linux {@code IP_MTU_DISCOVER}, facts 3.5). */
    public enum PmtuDiscovery {
        DONT,
        WANT,
        DO,
        PROBE,
        INTERFACE,
        OMIT
    }

    public final Address source;
    public final Address destination;
    public final int protocol;
    /** Bound device, or 0. */
    public final int ifindex;
    /** TOS octet, ECN bits included. */
    public int tos;
    /** 1 to 255, or -1 for the namespace's default (64). */
    public int ttl = -1;
    public PmtuDiscovery pmtuDiscovery = PmtuDiscovery.WANT;
    /** True for paths of connected sockets: IDs count up per socket. */
    public boolean connected;
    /** Next IP identification of a connected socket. */
    public int nextId;
    /** DF set and identification 0, as for SYN-ACK and RST (facts 3.5). */
    public boolean idZero;
    /** Netfilter mark for packets of this path. */
    public int mark;
    /** Queueing priority of packets of this path. */
    public int priority;
    /** The cached route; owned by the network layer. */
    Object route;
    /** Partial checksum of the addresses and protocol, computed once by the network layer. */
    long addressSum;

    IpPath(Address source, Address destination, int protocol, int ifindex) {
        this.source = source;
        this.destination = destination;
        this.protocol = protocol;
        this.ifindex = ifindex;
    }
}
