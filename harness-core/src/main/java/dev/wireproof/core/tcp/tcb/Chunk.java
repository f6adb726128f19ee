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

    /**
     * Parts this piece from those behind it, up to a later one, as all in between was acknowledged: a link out of what is garbage, but old,
     * would keep young pieces alive until the collector looks at everything.
     */
    Chunk unlinkUpTo(Chunk later) {
        Chunk c = this;
        while (c != later && c != null && later != null) {
            Chunk following = c.next;
            c.next = null;
            c = following;
        }
        return c;
    }

    /** A piece that is full from the start. */
    Chunk(byte[] whole) {
        octets = whole;
        used = whole.length;
    }
}
