package dev.wireproof.core.tcp.recovery;

/** The segments outstanding as loss recovery sees and marks them. */
public interface Scoreboard {
    /** SND.UNA. */
    int una();

    /** SND.NXT. */
    int nxt();

    /** Segments outstanding (Linux {@code packets_out}). */
    int outstanding();

    /** Segments marked lost (Linux {@code lost_out}). */
    int lost();

    /** Lost segments sent again since (Linux {@code retrans_out}). */
    int repaired();

    /** Octets outstanding, without those lost and not sent again. */
    int octetsInFlight();

    /** True when the oldest segment is marked lost. */
    boolean isHeadLost();

    /** Marks the oldest segment lost, if there is one. */
    void markHeadLost();

    /** Marks all lost, and none repaired. */
    void markAllLost();

    /** Takes all marks off: the loss was none. */
    void forgetLoss();
}
