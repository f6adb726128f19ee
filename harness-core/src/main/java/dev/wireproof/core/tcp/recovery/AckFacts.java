package dev.wireproof.core.tcp.recovery;

/** What one acknowledgement brought; a reused object, valid until the next acknowledgement. */
public final class AckFacts {
    /** SND.UNA before. */
    public int priorUna;
    /** SND.UNA moved. */
    public boolean advanced;
    /** A duplicate by RFC 5681 section 2: data outstanding, no text, SYN or FIN, no window update, SND.UNA not moved. */
    public boolean duplicate;
    /** Segments that left the retransmission queue. */
    public int segments;
    /** Octets that SND.UNA moved. */
    public int octets;
    /** Among them was something other than the SYN. */
    public boolean dataAcked;
    /** Among them was one that had been sent again. */
    public boolean retransmittedAcked;
    /** Among them was one that was sent once only. */
    public boolean originalAcked;
    /** End of the first of those. */
    public int originalEnd;
    /** New data waits and the window has room for it. */
    public boolean moreToSend;
    /** Round-trip time of the oldest one sent once only, or -1. */
    public long rttNanos;
    /** The same of the newest one. */
    public long newestRttNanos;
    public long nowNanos;

    /** Forgets the last acknowledgement. */
    public void clear(int una, long now) {
        priorUna = una;
        advanced = false;
        duplicate = false;
        segments = 0;
        octets = 0;
        dataAcked = false;
        retransmittedAcked = false;
        originalAcked = false;
        moreToSend = false;
        rttNanos = -1;
        newestRttNanos = -1;
        nowNanos = now;
    }
}
