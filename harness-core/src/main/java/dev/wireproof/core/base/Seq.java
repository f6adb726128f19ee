package dev.wireproof.core.base;

/**
 * Arithmetic on 32-bit sequence numbers modulo 2^32 (RFC 9293 section 3.4; Linux {@code before()}, {@code after()}).
 *
 * <p>A number is <em>less</em> than another when the signed difference is negative, so numbers more than 2^31 apart
 * compare the other way round. Wrap-around is a daily case, not an exception.
 */
public final class Seq {
    private Seq() {}

    /** True when {@code a} comes before {@code b}. */
    public static boolean lt(int a, int b) {
        return a - b < 0;
    }

    /** True when {@code a} comes before or is {@code b}. */
    public static boolean leq(int a, int b) {
        return a - b <= 0;
    }

    /** True when {@code a} comes after {@code b}. */
    public static boolean gt(int a, int b) {
        return a - b > 0;
    }

    /** True when {@code a} comes after or is {@code b}. */
    public static boolean geq(int a, int b) {
        return a - b >= 0;
    }

    /** True when {@code low <= x <= high}, counted upward from {@code low} (Linux {@code between()}). */
    public static boolean between(int x, int low, int high) {
        return Integer.compareUnsigned(high - low, x - low) >= 0;
    }

    /** Octets from {@code from} up to {@code to}; negative when {@code to} lies before {@code from}. */
    public static int diff(int to, int from) {
        return to - from;
    }

    /** The later of two numbers. */
    public static int max(int a, int b) {
        return gt(a, b) ? a : b;
    }

    /** The earlier of two numbers. */
    public static int min(int a, int b) {
        return lt(a, b) ? a : b;
    }

    /** Unsigned decimal text, 0 to 4294967295. */
    public static String toString(int seq) {
        return Integer.toUnsignedString(seq);
    }
}
