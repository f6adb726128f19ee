package dev.wireproof.core.wire;

/** ICMP header, 8 octets: type, code, checksum and four octets whose meaning depends on the type (RFC 792). */
public final class IcmpView {
    public static final int SIZE = 8;

    public static final int ECHO_REPLY = 0;
    public static final int UNREACHABLE = 3;
    public static final int SOURCE_QUENCH = 4;
    public static final int REDIRECT = 5;
    public static final int ECHO_REQUEST = 8;
    public static final int TIME_EXCEEDED = 11;
    public static final int PARAMETER_PROBLEM = 12;
    public static final int TIMESTAMP_REQUEST = 13;
    public static final int TIMESTAMP_REPLY = 14;

    private byte[] a;
    private int o;

    public IcmpView at(byte[] octets, int offset) {
        a = octets;
        o = offset;
        return this;
    }

    public int type() {
        return Octets.u8(a, o);
    }

    public int code() {
        return Octets.u8(a, o + 1);
    }

    public int checksum() {
        return Octets.u16(a, o + 2);
    }

    /** The second word: unused, gateway, or pointer in the top octet. */
    public int rest() {
        return Octets.i32(a, o + 4);
    }

    /** Identifier of an echo or timestamp message. */
    public int id() {
        return Octets.u16(a, o + 4);
    }

    /** Sequence number of an echo or timestamp message; next-hop MTU of "fragmentation needed" (RFC 1191). */
    public int sequence() {
        return Octets.u16(a, o + 6);
    }

    public IcmpView typeAndCode(int type, int code) {
        Octets.put8(a, o, type);
        Octets.put8(a, o + 1, code);
        return this;
    }

    public IcmpView checksum(int value) {
        Octets.put16(a, o + 2, value);
        return this;
    }

    public IcmpView rest(int value) {
        Octets.put32(a, o + 4, value);
        return this;
    }

    public IcmpView idAndSequence(int id, int sequence) {
        Octets.put16(a, o + 4, id);
        Octets.put16(a, o + 6, sequence);
        return this;
    }
}
