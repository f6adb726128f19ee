package dev.wireproof.rig.capture;

/**
 * An ICMP message (RFC 792) as it stands in a frame.
 *
 * @param offset where the message starts in the frame
 * @param length octets of the message on the wire
 * @param rest the second word: identifier and sequence number, next-hop MTU, gateway or pointer
 * @param quoted the header of the packet an error is about, or null
 * @param quotedPorts source and destination port of that packet in one word, 0 when it has none
 * @param quotedSeq the word after the ports: the sequence number when the packet is TCP
 */
public record IcmpRecord(
        int offset, int length, int type, int code, int checksum, int rest, Ipv4Record quoted, int quotedPorts, int quotedSeq) {
    public static final int ECHO_REPLY = 0;
    public static final int UNREACHABLE = 3;
    public static final int REDIRECT = 5;
    public static final int ECHO_REQUEST = 8;
    public static final int TIME_EXCEEDED = 11;
    public static final int PARAMETER_PROBLEM = 12;
    static final int HEADER = 8;

    static IcmpRecord of(byte[] octets, int at, int length, int frameLength) {
        if (length < HEADER || octets.length < at + HEADER) {
            return null;
        }
        int type = Octet.u8(octets, at);
        Ipv4Record quoted = isError(type) ? Ipv4Record.of(octets, at + HEADER, frameLength) : null;
        int inner = quoted == null ? 0 : quoted.payloadOffset();
        boolean hasPorts = quoted != null
                && quoted.fragmentOffset() == 0
                && (quoted.protocol() == Ipv4Record.TCP || quoted.protocol() == Ipv4Record.UDP)
                && octets.length >= inner + 8;
        return new IcmpRecord(
                at,
                length,
                type,
                Octet.u8(octets, at + 1),
                Octet.u16(octets, at + 2),
                Octet.i32(octets, at + 4),
                quoted,
                hasPorts ? Octet.i32(octets, inner) : 0,
                hasPorts ? Octet.i32(octets, inner + 4) : 0);
    }

    /** True for the messages that quote a packet: unreachable, source quench, redirect, time exceeded, parameter problem. */
    public static boolean isError(int type) {
        return type == UNREACHABLE || type == 4 || type == REDIRECT || type == TIME_EXCEEDED || type == PARAMETER_PROBLEM;
    }

    /** Identifier of an echo. */
    public int identifier() {
        return rest >>> 16;
    }

    /** Sequence number of an echo. */
    public int sequence() {
        return rest & 0xFFFF;
    }
}
