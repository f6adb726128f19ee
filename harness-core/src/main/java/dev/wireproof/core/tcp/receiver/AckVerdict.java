package dev.wireproof.core.tcp.receiver;

/** What a receiver does about an acknowledgement that is due. */
public enum AckVerdict {
    /** Nothing is due. */
    NONE,
    /** Send it now. */
    NOW,
    /** Start the delayed acknowledgement timer, or leave it running. */
    DELAY,
    /** One of many duplicates with SACK: collect them for a moment. */
    COLLECT
}
