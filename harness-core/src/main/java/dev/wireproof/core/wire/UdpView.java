package dev.wireproof.core.wire;

/** UDP header, 8 octets (RFC 768). */
public final class UdpView {
    public static final int SIZE = 8;

    private byte[] a;
    private int o;

    public UdpView at(byte[] octets, int offset) {
        a = octets;
        o = offset;
        return this;
    }

    public int sourcePort() {
        return Octets.u16(a, o);
    }

    public int destinationPort() {
        return Octets.u16(a, o + 2);
    }

    /** Length of header and data in octets. */
    public int length() {
        return Octets.u16(a, o + 4);
    }

    /** Checksum field; 0 means the sender computed none. */
    public int checksum() {
        return Octets.u16(a, o + 6);
    }

    public UdpView ports(int source, int destination) {
        Octets.put16(a, o, source);
        Octets.put16(a, o + 2, destination);
        return this;
    }

    public UdpView length(int value) {
        Octets.put16(a, o + 4, value);
        return this;
    }

    public UdpView checksum(int value) {
        Octets.put16(a, o + 6, value);
        return this;
    }
}
