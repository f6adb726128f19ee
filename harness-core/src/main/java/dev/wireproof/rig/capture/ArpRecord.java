package dev.wireproof.rig.capture;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Mac;

/**
 * An ARP packet for IPv4 over Ethernet (RFC 826).
 *
 * @param operation 1 request, 2 reply
 */
public record ArpRecord(int operation, Mac senderMac, Address senderIp, Mac targetMac, Address targetIp) {
    private static final int LENGTH = 28;

    /** The packet at an offset, or null when it is cut or for other protocols. */
    static ArpRecord of(byte[] octets, int at) {
        if (octets.length < at + LENGTH || Octet.u16(octets, at + 2) != 0x0800 || Octet.u16(octets, at + 4) != 0x0604) {
            return null;
        }
        return new ArpRecord(
                Octet.u16(octets, at + 6),
                new Mac(Octet.u48(octets, at + 8)),
                Address.v4(Octet.i32(octets, at + 14)),
                new Mac(Octet.u48(octets, at + 18)),
                Address.v4(Octet.i32(octets, at + 24)));
    }

    /** True when sender and target address are the same: an announcement (RFC 5227 section 1.1). */
    public boolean isGratuitous() {
        return senderIp.equals(targetIp);
    }
}
