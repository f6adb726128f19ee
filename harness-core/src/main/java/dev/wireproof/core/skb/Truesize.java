package dev.wireproof.core.skb;

/** What Linux charges for a buffer, overhead included. */
public final class Truesize {
    /** A small frame made here (facts H.9). */
    public static final int SMALL = 832;

    /** A full Ethernet frame made here (facts H.9). */
    public static final int FULL = 2304;

    private static final int RECEIVE_PAD = 64;
    private static final int CACHE_LINE = 64;
    private static final int SHARED_INFO = 320;
    private static final int DESCRIPTOR = 256;

    private Truesize() {}

    /**
     * A received Ethernet frame of this length (net/core/skbuff.c {@code build_skb} as drivers call it): the frame behind 64 octets of
     * headroom in units of 64, the shared info of 320 and the descriptor of 256; 1728 for 1000 octets of TCP text.
     */
    public static int ofReceived(int length) {
        return (length + RECEIVE_PAD + CACHE_LINE - 1 & -CACHE_LINE) + SHARED_INFO + DESCRIPTOR;
    }

    /** A linear buffer into which Linux copies so many octets: the allocator's size for them and the shared info, and the descriptor. */
    public static int ofCopy(int octets) {
        int needed = (octets + CACHE_LINE - 1 & -CACHE_LINE) + SHARED_INFO;
        int size = Math.max(512, Integer.highestOneBit(needed - 1) << 1);
        return size + DESCRIPTOR;
    }

    /** A frame made here: 832 for small ones, 2304 for full Ethernet, 2 KiB steps above. */
    public static int of(int length) {
        if (length <= 192) {
            return SMALL;
        }
        return length <= 1536 ? FULL : (length + 2047 & ~2047) + 256;
    }
}
