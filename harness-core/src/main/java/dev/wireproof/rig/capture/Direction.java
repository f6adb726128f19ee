package dev.wireproof.rig.capture;

/** Which way a frame crossed its interface: bits 0 and 1 of the flags of an Enhanced Packet Block (pcapng section 4.3.1). */
public enum Direction {
    UNKNOWN,
    INBOUND,
    OUTBOUND;

    /** The two flag bits of a file as a value; 3 is reserved and means unknown. */
    static Direction ofFlags(int flags) {
        return switch (flags & 3) {
            case 1 -> INBOUND;
            case 2 -> OUTBOUND;
            default -> UNKNOWN;
        };
    }
}
