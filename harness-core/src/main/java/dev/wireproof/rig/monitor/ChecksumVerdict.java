package dev.wireproof.rig.monitor;

import dev.wireproof.rig.capture.DecodedFrame;
import dev.wireproof.rig.capture.Ipv4Record;

/**
 * What a checksum says. The sums are made here, sixteen bits at a time, and not with the stack's own code, whose mistakes they shall
 * find.
 */
public enum ChecksumVerdict {
    GOOD,
    BAD,
    /** The bare pseudo-header sum: the capture was taken before the device filled the field. */
    OFFLOADED,
    /** UDP without a checksum. */
    NONE,
    /** Not all octets under it are there. */
    UNKNOWN,
    /** The frame has no such checksum. */
    ABSENT;

    /** UDP and ICMP headers. */
    private static final int LEAST_HEADER = 8;

    static ChecksumVerdict ofHeader(DecodedFrame frame) {
        Ipv4Record ip = frame.ip();
        if (ip == null) {
            return ABSENT;
        }
        return sum(0, frame.octets(), ip.offset(), ip.headerLength()) == 0xFFFF ? GOOD : BAD;
    }

    static ChecksumVerdict ofTransport(DecodedFrame frame) {
        Ipv4Record ip = frame.ip();
        if (ip == null || frame.tcp() == null && frame.udp() == null && frame.icmp() == null) {
            return ABSENT;
        }
        if (ip.isFragment()) {
            return UNKNOWN;
        }
        byte[] octets = frame.octets();
        int length = frame.udp() != null ? frame.udp().length() : ip.payloadLength();
        if (frame.udp() != null && frame.udp().checksum() == 0) {
            return NONE;
        }
        if (length < LEAST_HEADER || octets.length < ip.payloadOffset() + length) {
            return UNKNOWN;
        }
        int start = frame.icmp() != null ? 0 : pseudoHeader(octets, ip, length);
        if (sum(start, octets, ip.payloadOffset(), length) == 0xFFFF) {
            return GOOD;
        }
        if (frame.icmp() != null) {
            return BAD;
        }
        int field = frame.tcp() != null ? frame.tcp().checksum() : frame.udp().checksum();
        return field == start || field == pseudoHeader(octets, ip, 0) ? OFFLOADED : BAD;
    }

    /** Addresses, protocol and length (RFC 9293 section 3.1). */
    private static int pseudoHeader(byte[] octets, Ipv4Record ip, int length) {
        int addresses = sum(0, octets, ip.offset() + 12, 8);
        return fold(addresses + ip.protocol() + (length >>> 16) + (length & 0xFFFF));
    }

    private static int sum(int start, byte[] octets, int offset, int length) {
        long sum = start;
        for (int i = 0; i < length; i++) {
            sum += (octets[offset + i] & 255) << ((i & 1) == 0 ? 8 : 0);
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return (int) sum;
    }

    private static int fold(int sum) {
        int once = (sum & 0xFFFF) + (sum >>> 16);
        return (once & 0xFFFF) + (once >>> 16);
    }
}
