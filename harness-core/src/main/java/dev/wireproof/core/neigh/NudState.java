package dev.wireproof.core.neigh;

/** The states of neighbour unreachability detection, with Linux's bits (include/uapi/linux/neighbour.h; RFC 4861 section 7.3.2). */
public enum NudState {
    /** Fresh, nothing known. */
    NONE(0x00),
    /** Resolution in progress. */
    INCOMPLETE(0x01),
    /** Confirmed recently. */
    REACHABLE(0x02),
    /** Known, not confirmed lately. */
    STALE(0x04),
    /** Used while stale; waits for a confirmation. */
    DELAY(0x08),
    /** Asked by unicast. */
    PROBE(0x10),
    /** Resolution failed. */
    FAILED(0x20),
    /** Needs no resolution. */
    NOARP(0x40),
    /** Set by an administrator. */
    PERMANENT(0x80);

    private final int bit;

    NudState(int bit) {
        this.bit = bit;
    }

    /** Linux's {@code NUD_*} value. */
    public int bit() {
        return bit;
    }

    /** A link address is known and packets are sent to it. */
    public boolean isValid() {
        return (bit & (0x02 | 0x04 | 0x08 | 0x10 | 0x40 | 0x80)) != 0;
    }

    /** Packets are sent without looking at the state again. */
    public boolean isConnected() {
        return (bit & (0x02 | 0x40 | 0x80)) != 0;
    }

    /** A timer runs. */
    public boolean hasTimer() {
        return (bit & (0x01 | 0x02 | 0x08 | 0x10)) != 0;
    }
}
