package dev.wireproof.core.dev;

import dev.wireproof.core.skb.SkBuff;

/**
 * A protocol that receives frames of one EtherType (Linux {@code packet_type}). On entry the Ethernet header is pulled:
 * {@code skb.data()} is the first octet behind it, {@code skb.macHeader} and {@code skb.kind} are set. The handler owns the
 * buffer: it delivers or drops it.
 */
public interface PacketHandler {
    void receive(SkBuff skb, NetDevice device);
}
