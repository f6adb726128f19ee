package dev.wireproof.rig.capture;

/** What a comparison of two captures may leave out, for captures of different hosts or runs. */
public enum Ignore {
    /** Compare sequence numbers relative to each initial one. */
    ISN,
    /** Leave out TCP and UDP ports. */
    PORTS,
    /** Leave out the IPv4 identification. */
    IP_ID,
    /** Leave out the times of frames. */
    TIME,
    /** Compare TCP timestamps relative to each side's first. */
    TIMESTAMPS
}
