package dev.wireproof.rig.capture;

/**
 * A UDP header (RFC 768) as it stands in a frame.
 *
 * @param offset where the header starts in the frame
 * @param length the length field, header included
 */
public record UdpRecord(int offset, int sourcePort, int destinationPort, int length, int checksum) {
    static final int HEADER = 8;

    static UdpRecord of(byte[] octets, int at, int available) {
        if (available < HEADER || octets.length < at + HEADER) {
            return null;
        }
        return new UdpRecord(
                at, Octet.u16(octets, at), Octet.u16(octets, at + 2), Octet.u16(octets, at + 4), Octet.u16(octets, at + 6));
    }

    /** Octets of data by the length field. */
    public int dataLength() {
        return length - HEADER;
    }
}
