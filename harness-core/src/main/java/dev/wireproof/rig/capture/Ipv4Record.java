package dev.wireproof.rig.capture;

import dev.wireproof.core.base.Address;

/**
 * An IPv4 header (RFC 791) as it stands in a frame.
 *
 * @param offset where the header starts in the frame
 * @param headerLength octets, 20 to 60
 * @param totalLength the field; 0 in super-segments beyond 65,535 octets
 * @param packetLength octets of the whole packet: the field, or the rest of the frame where the field is 0
 * @param fragmentOffset octets
 */
public record Ipv4Record(
        int offset,
        int headerLength,
        int tos,
        int totalLength,
        int packetLength,
        int identification,
        boolean dontFragment,
        boolean moreFragments,
        int fragmentOffset,
        int ttl,
        int protocol,
        int checksum,
        Address source,
        Address destination) {
    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    static final int LEAST_HEADER = 20;

    /**
     * The header at an offset, or null when fewer than its fixed part or its stated length is there, or it is no IPv4 header.
     *
     * @param frameLength octets the frame had on the wire
     */
    static Ipv4Record of(byte[] octets, int at, int frameLength) {
        if (octets.length < at + LEAST_HEADER || Octet.u8(octets, at) >>> 4 != 4) {
            return null;
        }
        int headerLength = (Octet.u8(octets, at) & 15) * 4;
        if (headerLength < LEAST_HEADER || octets.length < at + headerLength) {
            return null;
        }
        int total = Octet.u16(octets, at + 2);
        int fragment = Octet.u16(octets, at + 6);
        return new Ipv4Record(
                at,
                headerLength,
                Octet.u8(octets, at + 1),
                total,
                total == 0 ? frameLength - at : total,
                Octet.u16(octets, at + 4),
                (fragment & 0x4000) != 0,
                (fragment & 0x2000) != 0,
                (fragment & 0x1FFF) * 8,
                Octet.u8(octets, at + 8),
                Octet.u8(octets, at + 9),
                Octet.u16(octets, at + 10),
                Address.v4(Octet.i32(octets, at + 12)),
                Address.v4(Octet.i32(octets, at + 16)));
    }

    public boolean isFragment() {
        return moreFragments || fragmentOffset != 0;
    }

    /** Where the payload starts in the frame. */
    public int payloadOffset() {
        return offset + headerLength;
    }

    /** Octets of payload on the wire; negative when the length field is smaller than the header. */
    public int payloadLength() {
        return packetLength - headerLength;
    }
}
