package dev.wireproof.core.tcp.receiver;

/** Which receive window to offer. The right edge is kept by the caller: a smaller answer never shrinks it. */
public interface WindowAdvertiser {
    /** What a receiver knows when it chooses a window; a reused object of the connection. */
    final class Facts {
        /** RCV.NXT. */
        public int nxt;
        /** RCV.WND as last offered. */
        public int offered;
        /** Octets still open of it. */
        public int open;
        /** Octets that wait for the user. */
        public int unread;
        /** Estimate of the peer's segment size. */
        public int receiveMss;
        /** Shift of our windows. */
        public int scale;
    }

    /** Half of the smallest receive buffer. */
    int SMALLEST_CLAMP = 1152;

    /** Octets of text that the whole buffer may hold, for the SYN. */
    int space();

    /** The connection is established; {@code advertisedMss} without the octets of constant options. */
    void established(int window, int clamp, int advertisedMss, int readSeq, long nowNanos);

    /** The window to offer now; 0 for none. */
    int select(Facts facts);

    /** True when a smaller answer moves the right edge to the left (Linux {@code tcp_shrink_window}; against RFC 9293 SHLD-14). */
    default boolean mayShrink(int scale) {
        return false;
    }

    /** True when the last {@link #select} found less than half of the buffer free. */
    boolean isTight();

    /** True when two segments are acknowledged at once only if the window keeps up, because reading will tell otherwise. */
    boolean leavesAckToReader();

    /** Octets of text that so much memory is thought to hold (Linux {@code tcp_win_from_space}). */
    int fromMemory(long octets);

    /** True when one more segment may be taken. */
    boolean hasRoom();

    /** Makes room if automatic tuning may; true when there is some now. */
    boolean makeRoom();

    /** Another segment size was seen. */
    void onSegmentSize(int length, int truesize, int offered);

    /**
     * Text arrived.
     *
     * @param truesize octets charged for it
     * @return true when the window grows
     */
    boolean onText(int length, int truesize, int receiveMss);

    /** The connection goes on in order: measures the time in which a window fills. */
    void onProgress(int nxt, int offered, long nowNanos);

    /**
     * The user limits the window (TCP_WINDOW_CLAMP; Linux {@code tcp_set_window_clamp}).
     *
     * @param octets at least {@link #SMALLEST_CLAMP}
     * @param offered RCV.WND
     */
    void limit(int octets, int offered);

    /** A round-trip time seen through a timestamp that the peer echoes. */
    void onEchoedTimestamp(long rttNanos);

    /**
     * The user has read.
     *
     * @param beyond octets from RCV.NXT to the end of what waits ahead of a hole
     */
    void onRead(int readSeq, int nxt, int beyond, long nowNanos);

    /** Round-trip time as the receiver sees it, 0 for unknown (TCP_INFO {@code rcv_rtt}). */
    long roundTripNanos();

    /** Largest window that may be offered. */
    int clamp();

    /** Window that the receiver dares to offer (TCP_INFO {@code rcv_ssthresh}). */
    int ssthresh();

    /** What the user is thought to read in a round trip (TCP_INFO {@code rcv_space}). */
    int readSpace();
}
