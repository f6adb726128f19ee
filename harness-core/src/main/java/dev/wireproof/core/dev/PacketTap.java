package dev.wireproof.core.dev;

import dev.wireproof.core.skb.SkBuff;

/**
 * Looks at frames at Linux's tap places (AF_PACKET with ETH_P_ALL): received frames before any protocol or filter, sent
 * frames when the driver gets them, behind filter and queueing discipline. {@code skb.data()} is the Ethernet header. A tap
 * copies what it keeps; it changes nothing.
 */
public interface PacketTap {
    /** @param outgoing true for a frame that leaves the host */
    void frame(SkBuff skb, NetDevice device, boolean outgoing);
}
