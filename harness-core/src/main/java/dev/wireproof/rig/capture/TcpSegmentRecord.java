package dev.wireproof.rig.capture;

/**
 * A TCP segment (RFC 9293 section 3.1) as it stands in a frame.
 *
 * @param offset where the header starts in the frame
 * @param headerLength octets, 20 to 60
 * @param flags the eight low flag bits, CWR highest
 * @param window the field, not scaled
 * @param payloadLength octets of data on the wire
 * @param capturedPayload octets of data that the capture holds
 */
public record TcpSegmentRecord(
        int offset,
        int sourcePort,
        int destinationPort,
        int seq,
        int ack,
        int headerLength,
        int flags,
        int window,
        int checksum,
        int urgentPointer,
        TcpOptionsRecord options,
        int payloadLength,
        int capturedPayload) {
    public static final int FIN = 1;
    public static final int SYN = 2;
    public static final int RST = 4;
    public static final int PSH = 8;
    public static final int ACK = 16;
    public static final int URG = 32;
    public static final int ECE = 64;
    public static final int CWR = 128;
    static final int LEAST_HEADER = 20;

    /**
     * The segment at an offset, or null when its header is cut or its lengths contradict each other.
     *
     * @param length octets of the segment on the wire
     */
    static TcpSegmentRecord of(byte[] octets, int at, int length) {
        if (octets.length < at + LEAST_HEADER) {
            return null;
        }
        int headerLength = (Octet.u8(octets, at + 12) >>> 4) * 4;
        if (headerLength < LEAST_HEADER || headerLength > length || octets.length < at + headerLength) {
            return null;
        }
        int payload = length - headerLength;
        return new TcpSegmentRecord(
                at,
                Octet.u16(octets, at),
                Octet.u16(octets, at + 2),
                Octet.i32(octets, at + 4),
                Octet.i32(octets, at + 8),
                headerLength,
                Octet.u8(octets, at + 13),
                Octet.u16(octets, at + 14),
                Octet.u16(octets, at + 16),
                Octet.u16(octets, at + 18),
                TcpOptionsRecord.of(octets, at + LEAST_HEADER, at + headerLength),
                payload,
                Math.min(payload, octets.length - at - headerLength));
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    public int payloadOffset() {
        return offset + headerLength;
    }

    /** SEG.LEN: octets of data, and one each for SYN and FIN. */
    public int sequenceLength() {
        return payloadLength + (flags & FIN) + (flags >>> 1 & 1);
    }
}
