package dev.wireproof.core.wire;

/** Ethernet II header: destination, source, type (IEEE 802.3; RFC 894). */
public final class EthernetView {
    public static final int SIZE = 14;

    private byte[] a;
    private int o;

    public EthernetView at(byte[] octets, int offset) {
        a = octets;
        o = offset;
        return this;
    }

    /** Destination address, 48 bits. */
    public long destination() {
        return Octets.u48(a, o);
    }

    /** Source address, 48 bits. */
    public long source() {
        return Octets.u48(a, o + 6);
    }

    public int type() {
        return Octets.u16(a, o + 12);
    }

    public EthernetView destination(long mac) {
        Octets.put48(a, o, mac);
        return this;
    }

    public EthernetView source(long mac) {
        Octets.put48(a, o + 6, mac);
        return this;
    }

    public EthernetView type(int etherType) {
        Octets.put16(a, o + 12, etherType);
        return this;
    }
}
