package dev.wireproof.core.route;

/**
 * A flat table of routing results, one place a key, overwritten on collision. Look-up costs a multiplication and a comparison and
 * allocates nothing.
 */
final class DstCache {
    private static final int PLACES = 1024;

    private final long[] addresses = new long[PLACES];
    private final int[] devices = new int[PLACES];
    private final Dst[] results = new Dst[PLACES];

    private static int place(long addresses, int ifindex) {
        long h = (addresses ^ (long) ifindex << 40) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (h >>> 54);
    }

    /** The current result for source, destination and device, or null. */
    Dst get(int source, int destination, int ifindex) {
        long key = (long) source << 32 | destination & 0xFFFF_FFFFL;
        int at = place(key, ifindex);
        Dst d = results[at];
        return d != null && addresses[at] == key && devices[at] == ifindex && d.isCurrent() ? d : null;
    }

    void put(int source, int destination, int ifindex, Dst result) {
        long key = (long) source << 32 | destination & 0xFFFF_FFFFL;
        int at = place(key, ifindex);
        addresses[at] = key;
        devices[at] = ifindex;
        results[at] = result;
    }
}
