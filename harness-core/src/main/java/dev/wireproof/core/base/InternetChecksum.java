package dev.wireproof.core.base;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The one's complement sum of RFC 1071, with 64-bit reads. A partial sum is a long; {@link #fold} makes 16 bits of it and
 * {@link #finish} the checksum field.
 */
public final class InternetChecksum {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final boolean NATIVE_IS_LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final long LOW = 0xFFFF_FFFFL;

    private InternetChecksum() {}

    /**
     * Adds octets to a partial sum. The octets count as starting at an even offset of the whole; see {@link #addOdd}.
     *
     * @param sum partial sum so far, 0 to begin with
     */
    public static long add(long sum, byte[] octets, int offset, int length) {
        int at = offset;
        int end = offset + length;
        long even = 0;
        long odd = 0;
        while (end - at >= 32) {
            long a = (long) LONGS.get(octets, at);
            long b = (long) LONGS.get(octets, at + 8);
            long c = (long) LONGS.get(octets, at + 16);
            long d = (long) LONGS.get(octets, at + 24);
            even += (a & LOW) + (b & LOW) + (c & LOW) + (d & LOW);
            odd += (a >>> 32) + (b >>> 32) + (c >>> 32) + (d >>> 32);
            at += 32;
        }
        long total = sum + inNetworkOrder(fold(halves(even) + halves(odd)));
        while (end - at >= 2) {
            total += (octets[at] & 255) << 8 | (octets[at + 1] & 255);
            at += 2;
        }
        return end > at ? total + ((octets[at] & 255) << 8) : total;
    }

    // The sum does not depend on the order of octets in a word but for a swap at the end (RFC 1071 section 2 B), so words are
    // read as the machine likes it best.
    private static int inNetworkOrder(int folded) {
        return NATIVE_IS_LITTLE ? (folded & 255) << 8 | folded >>> 8 : folded;
    }

    /** As {@link #add}, for octets that start at an odd offset of the whole (RFC 1071 section 2: byte-swapped sum). */
    public static long addOdd(long sum, byte[] octets, int offset, int length) {
        return sum + Integer.reverseBytes(fold(add(0, octets, offset, length)) << 16);
    }

    private static long halves(long word) {
        return (word >>> 32) + (word & 0xFFFF_FFFFL);
    }

    /** Folds a partial sum into 16 bits, carries added back in. */
    public static int fold(long sum) {
        sum = halves(sum);
        sum = halves(sum);
        sum = (sum >>> 16) + (sum & 0xFFFF);
        sum = (sum >>> 16) + (sum & 0xFFFF);
        return (int) ((sum >>> 16) + (sum & 0xFFFF));
    }

    /** The value of the checksum field: the complement of the folded sum. */
    public static int finish(long sum) {
        return ~fold(sum) & 0xFFFF;
    }

    /** The checksum field over a run of octets. */
    public static int of(byte[] octets, int offset, int length) {
        return finish(add(0, octets, offset, length));
    }

    /**
     * A checksum field after one 16-bit word under it changed (RFC 1624 equation 3).
     *
     * @param field the old checksum field
     */
    public static int update(int field, int oldWord, int newWord) {
        return finish((~field & 0xFFFFL) + (~oldWord & 0xFFFFL) + (newWord & 0xFFFFL));
    }
}
