package dev.wireproof.rig.live.app;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A body that anybody can make again: octet i is bits 24 to 31 of (i mod 65521) * 2654435761. */
public final class PatternBody {
    private static final int PERIOD = 65_521;
    private static final long FACTOR = 2_654_435_761L;

    private final long length;
    private final byte[] pattern = new byte[PERIOD];

    /** @param length in octets, 0 or more */
    public PatternBody(long length) {
        this.length = length;
        for (int i = 0; i < PERIOD; i++) {
            pattern[i] = (byte) (i * FACTOR >>> 24);
        }
    }

    /** In octets. */
    public long length() {
        return length;
    }

    /** Fills the first {@code count} octets of {@code into} with those at {@code position}. */
    public void fill(byte[] into, int count, long position) {
        int done = 0;
        while (done < count) {
            int from = (int) ((position + done) % PERIOD);
            int part = Math.min(count - done, PERIOD - from);
            System.arraycopy(pattern, from, into, done, part);
            done += part;
        }
    }

    /** Its SHA-256 in hexadecimal. */
    public String sha256() {
        MessageDigest digest = newDigest();
        for (long at = 0; at < length; at += PERIOD) {
            digest.update(pattern, 0, (int) Math.min(PERIOD, length - at));
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
