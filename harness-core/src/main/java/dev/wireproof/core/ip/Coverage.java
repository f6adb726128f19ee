package dev.wireproof.core.ip;

/** Which octets of one datagram have arrived, and what a further fragment means for it. */
interface Coverage {
    /** What came of one fragment. */
    enum Answer {
        TAKEN,
        /** Everything in it was there: ignore it. */
        DUPLICATE,
        /** The datagram cannot be completed any more. */
        CONTRADICTION,
        /** As CONTRADICTION, by octets that came before. */
        OVERLAP
    }

    /**
     * The octets from first to last arrive.
     *
     * @param more false for the last fragment of the datagram
     */
    Answer take(int first, int last, boolean more);

    /** True when all octets up to the end are there. */
    boolean isComplete();
}
