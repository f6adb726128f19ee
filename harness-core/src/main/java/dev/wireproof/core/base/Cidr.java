package dev.wireproof.core.base;

/**
 * An IPv4 prefix: an address with a length of 0 to 32 bits. The host bits are kept, so {@code 10.0.0.1/24} can name an
 * interface address with its subnet; {@link #network()} clears them.
 */
public record Cidr(Address address, int length) {
    public Cidr {
        if (length < 0 || length > 32) {
            throw new IllegalArgumentException("prefix length " + length + ": expected 0 to 32");
        }
    }

    /**
     * Reads {@code a.b.c.d/n}; a bare address means /32.
     *
     * @throws IllegalArgumentException with the text and what was expected
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return new Cidr(Address.parse(text), 32);
        }
        String bits = text.substring(slash + 1);
        if (!bits.matches("[0-9]{1,2}") || Integer.parseInt(bits) > 32) {
            throw new IllegalArgumentException("prefix '" + text + "': expected a length of 0 to 32 after the slash");
        }
        return new Cidr(Address.parse(text.substring(0, slash)), Integer.parseInt(bits));
    }

    /** The netmask as 32 bits. */
    public int mask() {
        return length == 0 ? 0 : -1 << (32 - length);
    }

    /** The same prefix with cleared host bits. */
    public Cidr network() {
        return new Cidr(Address.v4(address.v4() & mask()), length);
    }

    /** The directed broadcast address of the subnet (all host bits one). */
    public Address broadcast() {
        return Address.v4(address.v4() | ~mask());
    }

    /** True when the address lies in this prefix. */
    public boolean contains(Address other) {
        return contains(other.v4());
    }

    /** The same for an address as 32 bits. */
    public boolean contains(int other) {
        return ((other ^ address.v4()) & mask()) == 0;
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
