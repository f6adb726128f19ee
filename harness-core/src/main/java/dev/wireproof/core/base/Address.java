package dev.wireproof.core.base;

/**
 * A network address as two longs in network order; an IPv4 address is held as IPv4-mapped IPv6 ({@code ::ffff:a.b.c.d},
 * RFC 4291 section 2.5.5.2), so transports carry one kind of address and never look inside.
 *
 * @param high bits 127 to 64
 * @param low bits 63 to 0
 */
public record Address(long high, long low) implements Comparable<Address> {
    private static final long V4_PREFIX = 0x0000_FFFF_0000_0000L;

    /** 0.0.0.0, the wildcard of IPv4. */
    public static final Address ANY = v4(0);

    /** 127.0.0.1. */
    public static final Address LOOPBACK = v4(0x7F00_0001);

    /** 255.255.255.255, limited broadcast. */
    public static final Address BROADCAST = v4(0xFFFF_FFFF);

    /** The IPv4 address with these 32 bits. */
    public static Address v4(int bits) {
        return new Address(0, lowOf(bits));
    }

    /** The {@link #low} half of the IPv4 address with these 32 bits; its high half is 0. */
    public static long lowOf(int bits) {
        return V4_PREFIX | (bits & 0xFFFF_FFFFL);
    }

    /**
     * Reads dotted decimal, four parts of 0 to 255.
     *
     * @throws IllegalArgumentException with the text and what was expected
     */
    public static Address parse(String text) {
        String[] parts = text.split("\\.", -1);
        int bits = 0;
        boolean good = parts.length == 4;
        for (int i = 0; good && i < 4; i++) {
            good = !parts[i].isEmpty() && parts[i].length() <= 3 && parts[i].chars().allMatch(c -> c >= '0' && c <= '9');
            int value = good ? Integer.parseInt(parts[i]) : 0;
            good &= value <= 255;
            bits = bits << 8 | value;
        }
        if (!good) {
            throw new IllegalArgumentException("address '" + text + "': expected four numbers 0 to 255 with dots, such as 192.0.2.1");
        }
        return v4(bits);
    }

    /** True for an IPv4-mapped address. */
    public boolean isV4() {
        return high == 0 && low >>> 32 == 0xFFFF;
    }

    /** The 32 bits of an IPv4 address. */
    public int v4() {
        Invariant.check(isV4(), "not an IPv4 address");
        return (int) low;
    }

    /** Octets that the address takes on the wire. */
    public int octetLength() {
        return isV4() ? 4 : 16;
    }

    /** Writes {@link #octetLength} octets, in network order. */
    public void write(byte[] into, int at) {
        for (int i = 0; i < octetLength(); i++) {
            int fromEnd = octetLength() - 1 - i;
            into[at + i] = (byte) ((fromEnd < 8 ? low : high) >>> 8 * (fromEnd & 7));
        }
    }

    /** True for the wildcard 0.0.0.0. */
    public boolean isAny() {
        return equals(ANY);
    }

    /** True for 224.0.0.0/4. */
    public boolean isMulticast() {
        return isV4() && isMulticast((int) low);
    }

    /** True for 127.0.0.0/8. */
    public boolean isLoopback() {
        return isV4() && isLoopback((int) low);
    }

    /** True for 224.0.0.0/4, as 32 bits. */
    public static boolean isMulticast(int v4) {
        return v4 >>> 28 == 0xE;
    }

    /** True for 127.0.0.0/8, as 32 bits. */
    public static boolean isLoopback(int v4) {
        return v4 >>> 24 == 127;
    }

    @Override
    public int compareTo(Address other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        int b = (int) low;
        return isV4()
                ? (b >>> 24) + "." + (b >>> 16 & 255) + "." + (b >>> 8 & 255) + "." + (b & 255)
                : Long.toHexString(high) + ":" + Long.toHexString(low);
    }
}
