package dev.wireproof.core.tcp.recovery;

/** The segments outstanding as loss recovery sees and marks them. */
public interface Scoreboard {
    /** SND.UNA. */
    int una();

    /** SND.NXT. */
    int nxt();

    /** The oldest segment, or null. */
    Sent first();

    /** The oldest segment that ends behind this number, or null. */
    Sent behind(int seq);

    /** The one sent longest ago of those that are neither SACKed nor found lost by their age, or null. */
    Sent sentFirst();

    /** Segments outstanding (Linux {@code packets_out}). */
    int outstanding();

    /** Segments SACKed (Linux {@code sacked_out}). */
    int sacked();

    /** Segments marked lost (Linux {@code lost_out}). */
    int lost();

    /** Segments sent again and believed to be under way (Linux {@code retrans_out}). */
    int repaired();

    /** How often a segment, or what repaired it, was found lost; only ever grows (Linux {@code tp->lost}). */
    int losses();

    /** Octets outstanding, without those lost and not sent again. */
    int octetsInFlight();

    /** Marks a segment SACKed: it is not lost, and what repaired a lost one is no more under way. */
    void sack(Sent s);

    /** What repaired the segment has arrived too. */
    void endRepair(Sent s);

    /**
     * Marks a segment lost, or what repaired it. One that was SACKed never is.
     *
     * @return true when a repair was lost
     */
    boolean lose(Sent s);

    /** Takes a segment out of the order of sending: its age decides nothing any more until it is sent again. */
    void forgetAge(Sent s);

    /** Marks the oldest segment lost, if there is one. */
    void markHeadLost();

    /** Marks all lost, and none repaired. */
    void markAllLost();

    /** Takes the marks of loss off: the loss was none. What was sent again stays under way. */
    void forgetLoss();

    /** Takes the marks of SACK off: the peer has thrown away what it had told of (RFC 2018 section 8). */
    void forgetSacks();
}
