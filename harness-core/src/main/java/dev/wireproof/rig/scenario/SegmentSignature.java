package dev.wireproof.rig.scenario;

import dev.wireproof.core.wire.Octets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The signature of a segment, worked out from the octets of an IPv4 packet (RFC 2385 section 2.0), with nothing of the stack's own. */
final class SegmentSignature {
    static final int KIND = 19;
    static final int OCTETS = 16;

    private static final int ADDRESSES_AT = 12;
    private static final int FIXED_HEADER = 20;
    private static final int CHECKSUM_AT = 16;

    private SegmentSignature() {}

    /**
     * The digest.
     *
     * @param ipAt where the IP header begins, which has no options
     * @param end behind the last octet of text
     */
    static byte[] of(byte[] octets, int ipAt, int end, String key) {
        int tcpAt = ipAt + FIXED_HEADER;
        int length = end - tcpAt;
        int header = (octets[tcpAt + 12] >> 4 & 15) * 4;
        byte[] fixed = new byte[FIXED_HEADER];
        System.arraycopy(octets, tcpAt, fixed, 0, FIXED_HEADER);
        Octets.put16(fixed, CHECKSUM_AT, 0);
        MessageDigest md5 = md5();
        md5.update(octets, ipAt + ADDRESSES_AT, 8);
        md5.update(new byte[] {0, 6, (byte) (length >> 8), (byte) length});
        md5.update(fixed);
        md5.update(octets, tcpAt + header, length - header);
        return md5.digest(key.getBytes(StandardCharsets.US_ASCII));
    }

    /** Where the digest stands in a TCP header, or -1. */
    static int find(byte[] octets, int tcpAt) {
        int end = tcpAt + (octets[tcpAt + 12] >> 4 & 15) * 4;
        int at = tcpAt + FIXED_HEADER;
        while (at + 1 < end && octets[at] != 0) {
            if (octets[at] == KIND && at + 2 + OCTETS <= end) {
                return at + 2;
            }
            at += octets[at] == 1 ? 1 : Math.max(2, octets[at + 1] & 0xFF);
        }
        return -1;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
