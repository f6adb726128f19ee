package dev.wireproof.core.base;

/**
 * SipHash-2-4, a keyed hash of 64 bits that an outsider who lacks the key cannot predict (J.-P. Aumasson, D. J. Bernstein,
 * "SipHash: a fast short-input PRF", 2012). Input is given as 64-bit words, each counted as eight little-endian octets.
 */
public final class SipHash {
    private static final long INIT_0 = 0x736F_6D65_7073_6575L;
    private static final long INIT_1 = 0x646F_7261_6E64_6F6DL;
    private static final long INIT_2 = 0x6C79_6765_6E65_7261L;
    private static final long INIT_3 = 0x7465_6462_7974_6573L;

    private final long key0;
    private final long key1;
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    /** @param key0 the first eight octets of the key, little-endian */
    public SipHash(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /** Hash of two words. */
    public long hash(long a, long b) {
        begin();
        word(a);
        word(b);
        return end(16);
    }

    /** Hash of three words. */
    public long hash(long a, long b, long c) {
        begin();
        word(a);
        word(b);
        word(c);
        return end(24);
    }

    /** Hash of five words: two addresses of two words each, and one more. */
    public long hash(long a, long b, long c, long d, long e) {
        begin();
        word(a);
        word(b);
        word(c);
        word(d);
        word(e);
        return end(40);
    }

    /** Hash of octets. */
    public long hash(byte[] octets) {
        begin();
        int whole = octets.length & ~7;
        for (int i = 0; i < whole; i += 8) {
            word(littleEndian(octets, i, 8));
        }
        return end(octets.length, littleEndian(octets, whole, octets.length - whole));
    }

    private static long littleEndian(byte[] octets, int offset, int count) {
        long word = 0;
        for (int i = 0; i < count; i++) {
            word |= (octets[offset + i] & 255L) << 8 * i;
        }
        return word;
    }

    private void begin() {
        v0 = key0 ^ INIT_0;
        v1 = key1 ^ INIT_1;
        v2 = key0 ^ INIT_2;
        v3 = key1 ^ INIT_3;
    }

    private void word(long w) {
        v3 ^= w;
        round();
        round();
        v0 ^= w;
    }

    private long end(int length) {
        return end(length, 0);
    }

    private long end(int length, long rest) {
        word((long) length << 56 | rest);
        v2 ^= 0xFF;
        round();
        round();
        round();
        round();
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
    }
}
