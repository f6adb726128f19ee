package dev.wireproof.core.tcp.tcb;

/** A piece of the send stream. Octets are written once, behind {@link #used}, and never changed. */
final class Chunk {
    final byte[] octets;
    int used;
    Chunk next;

    /** An empty piece. */
    Chunk(int size) {
        octets = new byte[size];
    }

    /** A piece that is full from the start. */
    Chunk(byte[] whole) {
        octets = whole;
        used = whole.length;
    }
}
