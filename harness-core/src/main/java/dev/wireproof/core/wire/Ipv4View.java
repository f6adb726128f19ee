package dev.wireproof.core.wire;

import dev.wireproof.core.base.InternetChecksum;

/** IPv4 header (RFC 791 section 3.1). Options follow the fixed 20 octets. */
public final class Ipv4View {
    /** Octets of the header without options. */
    public static final int SIZE = 20;

    /** Don't Fragment, in {@link #flagsAndOffset}. */
    public static final int DF = 0x4000;

    /** More Fragments, in {@link #flagsAndOffset}. */
    public static final int MF = 0x2000;

    /** Mask of the fragment offset, in units of 8 octets. */
    public static final int OFFSET_MASK = 0x1FFF;

    private byte[] a;
    private int o;

    public Ipv4View at(byte[] octets, int offset) {
        a = octets;
        o = offset;
        return this;
    }

    public int version() {
        return Octets.u8(a, o) >>> 4;
    }

    /** Header length in octets as the IHL field says, 0 to 60. */
    public int headerLength() {
        return (Octets.u8(a, o) & 15) << 2;
    }

    public int tos() {
        return Octets.u8(a, o + 1);
    }

    public int totalLength() {
        return Octets.u16(a, o + 2);
    }

    public int id() {
        return Octets.u16(a, o + 4);
    }

    /** Reserved bit, DF, MF and offset as one 16-bit field. */
    public int flagsAndOffset() {
        return Octets.u16(a, o + 6);
    }

    public boolean dontFragment() {
        return (flagsAndOffset() & DF) != 0;
    }

    public boolean moreFragments() {
        return (flagsAndOffset() & MF) != 0;
    }

    /** Fragment offset in octets. */
    public int fragmentOffset() {
        return (flagsAndOffset() & OFFSET_MASK) << 3;
    }

    /** True for any fragment: more to come, or not the first. */
    public boolean isFragment() {
        return (flagsAndOffset() & (MF | OFFSET_MASK)) != 0;
    }

    public int ttl() {
        return Octets.u8(a, o + 8);
    }

    public int protocol() {
        return Octets.u8(a, o + 9);
    }

    public int checksum() {
        return Octets.u16(a, o + 10);
    }

    public int source() {
        return Octets.i32(a, o + 12);
    }

    public int destination() {
        return Octets.i32(a, o + 16);
    }

    /** True when the header sums to zero; the caller has made sure that the whole header is there. */
    public boolean checksumHolds() {
        return InternetChecksum.of(a, o, headerLength()) == 0;
    }

    public Ipv4View versionAndLength(int version, int headerLength) {
        Octets.put8(a, o, version << 4 | headerLength >>> 2);
        return this;
    }

    public Ipv4View tos(int value) {
        Octets.put8(a, o + 1, value);
        return this;
    }

    public Ipv4View totalLength(int value) {
        Octets.put16(a, o + 2, value);
        return this;
    }

    public Ipv4View id(int value) {
        Octets.put16(a, o + 4, value);
        return this;
    }

    public Ipv4View flagsAndOffset(int value) {
        Octets.put16(a, o + 6, value);
        return this;
    }

    public Ipv4View ttl(int value) {
        Octets.put8(a, o + 8, value);
        return this;
    }

    public Ipv4View protocol(int value) {
        Octets.put8(a, o + 9, value);
        return this;
    }

    public Ipv4View checksum(int value) {
        Octets.put16(a, o + 10, value);
        return this;
    }

    public Ipv4View source(int value) {
        Octets.put32(a, o + 12, value);
        return this;
    }

    public Ipv4View destination(int value) {
        Octets.put32(a, o + 16, value);
        return this;
    }

    /** Computes and writes the header checksum over {@link #headerLength} octets. */
    public Ipv4View fillChecksum() {
        checksum(0);
        return checksum(InternetChecksum.of(a, o, headerLength()));
    }

    /** Lowers the TTL by one with an incremental checksum (RFC 1624). */
    public void decrementTtl() {
        int before = Octets.u16(a, o + 8);
        Octets.put16(a, o + 8, before - 0x100);
        checksum(InternetChecksum.update(checksum(), before, before - 0x100));
    }
}
