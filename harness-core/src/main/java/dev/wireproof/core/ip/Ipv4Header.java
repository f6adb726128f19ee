package dev.wireproof.core.ip;

import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.wire.Octets;

/** Writes and sums the fixed IPv4 header in three words, for the way of a frame (RFC 791 section 3.1). */
final class Ipv4Header {
    private Ipv4Header() {}

    /** Writes a header without options, its checksum included. */
    static void write(byte[] a, int at, int tos, int length, int id, int flagsAndOffset, int ttl, int protocol, int source, int destination) {
        int first = 0x4500_0000 | tos << 16 | length;
        int second = id << 16 | flagsAndOffset;
        int third = ttl << 24 | protocol << 16;
        long sum = unsigned(first) + unsigned(second) + unsigned(third) + unsigned(source) + unsigned(destination);
        Octets.put64(a, at, (long) first << 32 | unsigned(second));
        Octets.put64(a, at + 8, (long) (third | InternetChecksum.finish(sum)) << 32 | unsigned(source));
        Octets.put32(a, at + 16, destination);
    }

    /** True when a header without options sums to zero. */
    static boolean holds(byte[] a, int at) {
        long one = Octets.i64(a, at);
        long two = Octets.i64(a, at + 8);
        return InternetChecksum.fold((one >>> 32) + (one & 0xFFFF_FFFFL) + (two >>> 32) + (two & 0xFFFF_FFFFL) + unsigned(Octets.i32(a, at + 16))) == 0xFFFF;
    }

    private static long unsigned(int word) {
        return word & 0xFFFF_FFFFL;
    }
}
