package dev.wireproof.core.tcp.timewait;

import dev.wireproof.core.tcp.segment.Segment;

/** Finds a listener for a SYN that ends a TIME-WAIT. */
public interface SynTaker {
    /**
     * Gives the SYN to a listener after {@code makeRoom} has run; nothing happens without one.
     *
     * @param iss initial number for the new connection
     * @return true when there was a listener
     */
    boolean take(Segment syn, int iss, Runnable makeRoom);
}
