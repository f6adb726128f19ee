package dev.wireproof.core.wire;

/** TCP header (RFC 9293 section 3.1). Options follow the fixed 20 octets up to {@link #headerLength}. */
public final class TcpView {
    /** Octets of the header without options. */
    public static final int SIZE = 20;

    /** Offset of the checksum field. */
    public static final int CHECKSUM_OFFSET = 16;

    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int PSH = 0x08;
    public static final int ACK = 0x10;
    public static final int URG = 0x20;
    public static final int ECE = 0x40;
    public static final int CWR = 0x80;

    private byte[] a;
    private int o;

    public TcpView at(byte[] octets, int offset) {
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

    public int seq() {
        return Octets.i32(a, o + 4);
    }

    public int ack() {
        return Octets.i32(a, o + 8);
    }

    /** Header length in octets as the data offset says, 0 to 60. */
    public int headerLength() {
        return Octets.u8(a, o + 12) >>> 4 << 2;
    }

    /** The four bits between data offset and CWR. */
    public int reserved() {
        return Octets.u8(a, o + 12) & 15;
    }

    /** The eight flags from CWR to FIN. */
    public int flags() {
        return Octets.u8(a, o + 13);
    }

    /** Window field as sent, unscaled. */
    public int window() {
        return Octets.u16(a, o + 14);
    }

    public int checksum() {
        return Octets.u16(a, o + 16);
    }

    public int urgentPointer() {
        return Octets.u16(a, o + 18);
    }

    /** Four octets of the options, {@code offset} counted from the end of the fixed header. */
    public int optionWord(int offset) {
        return Octets.i32(a, o + SIZE + offset);
    }

    public TcpView ports(int source, int destination) {
        Octets.put16(a, o, source);
        Octets.put16(a, o + 2, destination);
        return this;
    }

    public TcpView seq(int value) {
        Octets.put32(a, o + 4, value);
        return this;
    }

    public TcpView ack(int value) {
        Octets.put32(a, o + 8, value);
        return this;
    }

    public TcpView lengthAndFlags(int headerLength, int flags) {
        Octets.put8(a, o + 12, headerLength >>> 2 << 4);
        Octets.put8(a, o + 13, flags);
        return this;
    }

    /** Sets the four reserved bits; after {@link #lengthAndFlags}. */
    public TcpView reserved(int bits) {
        Octets.put8(a, o + 12, Octets.u8(a, o + 12) & 0xF0 | bits & 15);
        return this;
    }

    public TcpView window(int value) {
        Octets.put16(a, o + 14, value);
        return this;
    }

    public TcpView checksum(int value) {
        Octets.put16(a, o + 16, value);
        return this;
    }

    public TcpView urgentPointer(int value) {
        Octets.put16(a, o + 18, value);
        return this;
    }
}
