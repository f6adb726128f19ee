package dev.wireproof.core.tcp.tcb;

/** A piece of the send stream. Octets are written once, behind {@link #used}, and never changed. */
final class Chunk {
    final byte[] octets;
    int used;
    Chunk next;

    Chunk(int size) {
        octets = new byte[size];
    }
}
