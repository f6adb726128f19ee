package dev.wireproof.rig.capture;

/** Reads of network-order fields. The caller has checked that they lie inside. */
final class Octet {
    private Octet() {}

    static int u8(byte[] octets, int at) {
        return octets[at] & 255;
    }

    static int u16(byte[] octets, int at) {
        return (octets[at] & 255) << 8 | octets[at + 1] & 255;
    }

    static int i32(byte[] octets, int at) {
        return u16(octets, at) << 16 | u16(octets, at + 2);
    }

    static long u48(byte[] octets, int at) {
        return (long) u16(octets, at) << 32 | i32(octets, at + 2) & 0xFFFF_FFFFL;
    }
}
