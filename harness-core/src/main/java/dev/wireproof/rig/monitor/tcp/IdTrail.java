package dev.wireproof.rig.monitor.tcp;

/**
 * The IPv4 identifications of one side. Linux counts them up by one a packet, so that a step of more shows a packet that the capture
 * lacks. A side that does not count says nothing.
 */
final class IdTrail {
    private static final int LIKELY_SEGMENT = 1460;

    private int last = -1;
    private int parts;
    private long regular;
    private long irregular;

    /**
     * Takes the next packet.
     *
     * @param payload octets of data, to know how many packets a super-segment became
     * @param mss octets of data a packet, or 0 when unknown
     * @return whether a packet seems to be missing right before this one
     */
    boolean next(int identification, int payload, int mss) {
        boolean gap = false;
        if (last >= 0) {
            int step = identification - last & 0xFFFF;
            gap = step < 1 || step > parts;
            if (gap) {
                irregular++;
            } else {
                regular++;
            }
        }
        last = identification;
        int size = mss > 0 ? mss : LIKELY_SEGMENT;
        parts = Math.max(1, (payload + size - 1) / size);
        return gap;
    }

    /** Whether this side counts. */
    boolean counts() {
        return regular > 3 * irregular;
    }
}
