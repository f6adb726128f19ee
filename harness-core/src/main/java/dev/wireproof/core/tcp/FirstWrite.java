package dev.wireproof.core.tcp;

/** A write that opens its connection: some of its octets ride on the SYN (Linux {@code tcp_fastopen_request}). */
final class FirstWrite {
    final byte[] octets;
    final int offset;
    final int length;
    /** How many ride on the SYN. */
    int carried;

    FirstWrite(byte[] octets, int offset, int length) {
        this.octets = octets;
        this.offset = offset;
        this.length = length;
    }

    /** True when octets wait for the connection. */
    boolean isWaiting() {
        return carried < length;
    }
}
