package dev.wireproof.rig.monitor.tcp;

/**
 * The IPv4 identifications of one side. Linux counts them up by one a packet, so that a step of more shows a packet that the capture
 * lacks, and a step of one that it lacks none. A side that does not count says nothing.
 */
final class IdTrail {
    /** What an identification says about the place right before its packet. */
    enum Trace {
        /** No packet is missing. */
        FOLLOWS,
        /** Packets are missing. */
        GAP,
        UNKNOWN
    }

    private static final int LIKELY_SEGMENT = 1460;
    private static final int LARGEST_GAP = 4096;

    private int last;
    private int parts;

    /**
     * Takes the next packet.
     *
     * @param payload octets of data, to know how many packets a super-segment became
     * @param mss octets of data a packet, or 0 when unknown
     */
    Trace next(int identification, int payload, int mss) {
        int step = identification - last & 0xFFFF;
        boolean known = last != 0;
        if (known && step > LARGEST_GAP) {
            return Trace.UNKNOWN;
        }
        boolean follows = step >= 1 && step <= parts;
        last = identification;
        int size = mss > 0 ? mss : LIKELY_SEGMENT;
        parts = Math.max(1, (payload + size - 1) / size);
        return !known || step == 0 ? Trace.UNKNOWN : follows ? Trace.FOLLOWS : Trace.GAP;
    }
}
