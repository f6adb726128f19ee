package dev.wireproof.core.skb;

/** To whom a received frame was addressed on the link (Linux {@code PACKET_HOST} and so on), or that it was sent from here. */
public enum PacketKind {
    HOST,
    BROADCAST,
    MULTICAST,
    OTHERHOST,
    OUTGOING,
    LOOPBACK
}
