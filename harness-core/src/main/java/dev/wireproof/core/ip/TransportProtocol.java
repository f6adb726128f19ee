package dev.wireproof.core.ip;

import dev.wireproof.core.skb.SkBuff;

/** A transport as the network layer sees it (Linux {@code net_protocol}). */
public interface TransportProtocol {
    /** Its number in the IP header. */
    int number();

    /**
     * A datagram for this host, whole, behind LOCAL_IN. {@code skb.data()} is the transport header, trimmed to the IP length;
     * addresses, traffic class and hop limit stand in the buffer. The protocol owns the buffer.
     */
    void receive(SkBuff skb);

    /**
     * An ICMP error about a packet that this host sent. {@code skb.data()} is the quoted transport header (at least 8 octets);
     * the buffer's source address is ours, its destination the peer's. The caller keeps the buffer.
     */
    void error(SkBuff skb, IcmpError error);
}
