package dev.wireproof.core.hook;

/** What a hook function answers. */
public enum Verdict {
    /** Go on with the next function. */
    ACCEPT,
    /** End the packet here; a local sender gets EPERM. */
    DROP,
    /** The function keeps the packet; nobody else touches it. */
    STOLEN,
    /** Hand it to a queue for a user program; whoever owns the queue re-injects it. */
    QUEUE,
    /** Call the same function again. */
    REPEAT
}
