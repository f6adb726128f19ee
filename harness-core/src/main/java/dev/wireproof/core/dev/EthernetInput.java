package dev.wireproof.core.dev;

import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.PacketKind;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.Octets;

/** Reads the Ethernet header of a received frame (Linux {@code eth_type_trans}). */
final class EthernetInput {
    private static final long BROADCAST = 0xFFFF_FFFF_FFFFL;
    private static final long GROUP_BIT = 1L << 40;
    /** Values below are lengths: IEEE 802.3 frames with an 802.2 header (Linux {@code ETH_P_802_3_MIN}). */
    private static final int SMALLEST_TYPE = 0x600;
    /** What Linux hands 802.2 frames up as ({@code ETH_P_802_2}). */
    private static final int TYPE_802_2 = 0x0004;

    private EthernetInput() {}

    /** Sets kind, type and MAC header, and pulls the header. False for a frame shorter than it: it was dropped as an error. */
    static boolean receive(SkBuff skb, NetDevice device) {
        if (!skb.mayPull(NetDevice.HEADER)) {
            device.counters.rxErrors++;
            device.softnets.drops().drop(skb, DropReason.LINK_HEADER);
            return false;
        }
        int at = skb.data();
        byte[] head = skb.head();
        long destination = Octets.u48(head, at);
        skb.macHeader = at;
        skb.kind = kindOf(destination, device);
        int type = Octets.u16(head, at + 12);
        skb.protocol = type >= SMALLEST_TYPE ? type : TYPE_802_2;
        skb.pull(NetDevice.HEADER);
        return true;
    }

    private static PacketKind kindOf(long destination, NetDevice device) {
        if (destination == device.macBits()) {
            return PacketKind.HOST;
        }
        if ((destination & GROUP_BIT) == 0) {
            return PacketKind.OTHERHOST;
        }
        return destination == BROADCAST ? PacketKind.BROADCAST : PacketKind.MULTICAST;
    }
}
