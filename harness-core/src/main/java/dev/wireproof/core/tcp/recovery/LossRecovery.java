package dev.wireproof.core.tcp.recovery;

/**
 * Congestion window and loss repair of one connection. Facts of each event go in, the marks on the scoreboard and a {@link
 * Repair} come out; nothing is sent from here.
 */
public interface LossRecovery {
    /** Begins when the connection is established. */
    void start(int initialWindow, int mss, int una, long nowNanos);

    /** Segments are cut to another size from now on. */
    void mss(int octets);

    /**
     * The rate that sending aims at has changed.
     *
     * @param octetsPerSecond 0 for not known
     * @param paced segments leave at that rate, not in bursts
     */
    default void pace(long octetsPerSecond, boolean paced) {}

    /** True when a segment of {@code length} octets may join what is in flight. */
    boolean maySend(Scoreboard board, int length);

    /**
     * The segment carries SACK blocks. SND.UNA has moved; what it covers still stands in the queue.
     */
    default void onSack(AckFacts ack, Scoreboard board) {
        // Without SACK there is nothing to learn.
    }

    /** A segment is acknowledged and about to leave the queue; its marks are still on. */
    default void onAcknowledged(Sent s, AckFacts ack) {
        // Most need only the sums.
    }

    /** An acknowledgement that moved SND.UNA, or a duplicate, or anything while a recovery runs. */
    Repair onAck(AckFacts ack, Scoreboard board);

    /** True when the last acknowledgement, which advanced, gives the retransmission timer its full time again (RFC 6298 section 5.3). */
    default boolean restartsTimer() {
        return true;
    }

    /** The retransmission timer ran out; the oldest segment will be sent again. */
    void onTimeout(Scoreboard board, boolean first, long nowNanos);

    /** The path carries smaller packets than some outstanding; those are marked and sent again without a sign of congestion. */
    void onPathMtu(Scoreboard board);

    /**
     * A segment with text is about to be sent, for the first time or again.
     *
     * @param lastSentNanos when text was sent before
     */
    default void beforeSending(Scoreboard board, long lastSentNanos, long nowNanos) {}

    /** Segments were sent, new ones or again. */
    void onSent(int segments, boolean again, Scoreboard board, long nowNanos);

    /**
     * Sending stops: for want of data, or because the window is full.
     *
     * @param deferred what the window has left is kept back until it is worth sending
     */
    void onSendingStopped(Scoreboard board, boolean deferred, long rtoNanos, long nowNanos);

    /** Data is queued after an idle time with nothing outstanding (RFC 5681 section 4.1). */
    void onIdleRestart(long idleNanos, long rtoNanos, long nowNanos);

    CaState state();

    /** True when the last acknowledgement showed that the timeout was needless, and its effects were taken back. */
    boolean tookBack();

    /** True when the last acknowledgement told of more arrivals than there can be unless segments overtook each other. */
    boolean sawReordering();

    /** Congestion window in segments. */
    int cwnd();

    /** True when the window is kept in octets, so that a small segment fills less of it than a full one. */
    boolean countsOctets();

    /** Slow start threshold in segments; {@link #INFINITE} at first. */
    int ssthresh();

    /** Segments known to have arrived beyond a hole. */
    int delivered();

    /** How many places a segment may be late before it counts as lost. */
    int reordering();

    /** Threshold that no window reaches (Linux {@code TCP_INFINITE_SSTHRESH}). */
    int INFINITE = 0x7FFF_FFFF;
}
