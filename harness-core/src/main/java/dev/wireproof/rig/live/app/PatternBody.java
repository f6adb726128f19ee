package dev.wireproof.rig.live.app;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A body that anybody can make again: octet i is bits 24 to 31 of i * 2654435761.
 *
 * @param length in octets
 */
public record PatternBody(long length) {
    private static final long FACTOR = 2_654_435_761L;
    private static final int BLOCK = 1 << 16;

    /** Fills the first {@code count} octets of {@code into} with those at {@code position}. */
    public void fill(byte[] into, int count, long position) {
        for (int i = 0; i < count; i++) {
            into[i] = (byte) ((position + i) * FACTOR >>> 24);
        }
    }

    /** Its SHA-256 in hexadecimal. */
    public String sha256() {
        MessageDigest digest = newDigest();
        byte[] block = new byte[BLOCK];
        for (long at = 0; at < length; at += BLOCK) {
            int count = (int) Math.min(BLOCK, length - at);
            fill(block, count, at);
            digest.update(block, 0, count);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
