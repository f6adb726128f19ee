package dev.wireproof.core.base;

/** An Ethernet address, 48 bits in the low end of a long, first octet on the wire highest. */
public record Mac(long bits) implements Comparable<Mac> {
    /** ff:ff:ff:ff:ff:ff. */
    public static final Mac BROADCAST = new Mac(0xFFFF_FFFF_FFFFL);

    /** 00:00:00:00:00:00, the address of loopback. */
    public static final Mac ZERO = new Mac(0);

    public Mac {
        if (bits >>> 48 != 0) {
            throw new IllegalArgumentException("Ethernet address has 48 bits, got 0x" + Long.toHexString(bits));
        }
    }

    /**
     * Reads six hexadecimal octets with colons.
     *
     * @throws IllegalArgumentException with the text and what was expected
     */
    public static Mac parse(String text) {
        if (!text.matches("([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}")) {
            throw new IllegalArgumentException("Ethernet address '" + text + "': expected six hex octets such as 02:00:00:00:00:01");
        }
        return new Mac(Long.parseLong(text.replace(":", ""), 16));
    }

    /** The group bit: multicast or broadcast. */
    public boolean isGroup() {
        return (bits >>> 40 & 1) != 0;
    }

    /** The multicast address of an IPv4 group: 01:00:5e and the low 23 bits (RFC 1112 section 6.4). */
    public static Mac ofGroup(Address group) {
        return new Mac(0x0100_5E00_0000L | (group.v4() & 0x7F_FFFF));
    }

    @Override
    public int compareTo(Mac other) {
        return Long.compare(bits, other.bits);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            int octet = (int) (bits >>> shift) & 255;
            text.append(Character.forDigit(octet >>> 4, 16)).append(Character.forDigit(octet & 15, 16));
            if (shift > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }
}
