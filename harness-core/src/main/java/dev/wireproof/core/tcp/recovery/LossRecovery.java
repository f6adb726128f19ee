package dev.wireproof.core.tcp.recovery;

/**
 * Congestion window and loss repair of one connection. Facts of each event go in, the marks on the scoreboard and a {@link
 * Repair} come out; nothing is sent from here.
 */
public interface LossRecovery {
    /** What the send timer waits for after an acknowledgement. */
    enum Wait {
        /** What it waited for before. */
        KEEP,
        /** A probe or a timeout of what is outstanding, from now. */
        RESTART,
        /** Segments that may have been overtaken only. */
        REORDERING,
        /** A peer that has thrown away what it had SACKed, and may think better of it. */
        RENEGING
    }

    /** Begins when the connection is established. */
    void start(int initialWindow, int mss, int una, long nowNanos);

    /** The handshake is over: our SYN has arrived, and counts as the first segment whatever rode on it. */
    default void synDelivered() {}

    /**
     * What earlier connections have left behind; told after {@link #start}.
     *
     * @param ssthresh in segments, 0 for none
     * @param reordering 0 for nothing unusual
     */
    default void remembered(int ssthresh, int reordering) {}

    /** The window that an idle time leaves at least, in segments, where it is not the one that the connection began with. */
    default void restartWindow(int segments) {}

    /** Segments are cut to another size from now on. */
    void mss(int octets);

    /**
     * The rate that sending aims at has changed.
     *
     * @param octetsPerSecond 0 for not known
     * @param paced segments leave at that rate, not in bursts
     */
    default void pace(long octetsPerSecond, boolean paced) {}

    /** What to use instead when the peer does not know SACK. */
    default LossRecovery withoutSack() {
        return this;
    }

    /**
     * After {@link Repair#NAMED}: the segment to send again now, or null when new data is to go or nothing is.
     *
     * @param newData new data waits and the peer's window has room
     */
    default Sent next(Scoreboard board, boolean newData) {
        return null;
    }

    /** True when a segment of {@code length} octets may join what is in flight. */
    boolean maySend(Scoreboard board, int length);

    /** Both ends use SACK, or not. */
    default void useSack(boolean on) {}

    /** An acknowledgement is about to be taken in; SND.UNA has not moved yet. */
    default void beforeAck(AckFacts ack, Scoreboard board) {}

    /**
     * The segment carries SACK blocks. SND.UNA has moved; what it covers still stands in the queue.
     */
    default void onSack(AckFacts ack, Scoreboard board) {}

    /** A segment is acknowledged and about to leave the queue; its marks are still on. */
    default void onAcknowledged(Sent s, AckFacts ack) {}

    /** The handshake gave a round-trip time. */
    default void onHandshakeRtt(long rttNanos, long nowNanos) {}

    /** An acknowledgement while something is outstanding: it moved SND.UNA, or is a duplicate, or neither. */
    Repair onAck(AckFacts ack, Scoreboard board);

    /** An acknowledgement while nothing is outstanding. */
    default void onIdleAck(AckFacts ack, Scoreboard board) {}

    /** An acknowledgement below SND.UNA, not older than a window, with SACK blocks. */
    default Repair onOldAck(AckFacts ack, Scoreboard board) {
        return Repair.NONE;
    }

    /** What the send timer has to wait for after the last acknowledgement. */
    default Wait waitsFor(AckFacts ack) {
        return ack.advanced && restartsTimer() ? Wait.RESTART : Wait.KEEP;
    }

    /** How long, for {@link Wait#REORDERING} and {@link Wait#RENEGING}. */
    default long waitNanos() {
        return 0;
    }

    /**
     * Time until a probe asks whether the last segments were lost (RFC 8985 section 7).
     *
     * @return -1 for never
     */
    default long probeDelayNanos(Scoreboard board, long srttNanos, long rtoMinNanos) {
        return -1;
    }

    /** A probe may be sent: none is under way. */
    default boolean mayProbe() {
        return false;
    }

    /** A probe was sent: {@code again}, or new data when that is null. */
    default void onProbe(Scoreboard board, Sent again) {}

    /** The time granted for reordering is over. */
    default Repair onReorderTimeout(Scoreboard board, long nowNanos) {
        return Repair.NONE;
    }

    /** New data was wanted for a test whether the timeout was needless, and none went. */
    default void onNothingNew() {}

    /** This host's own queue was full: a sign of congestion too (Linux {@code tcp_enter_cwr} in {@code __tcp_transmit_skb}). */
    default void onLocalCongestion(Scoreboard board) {}

    /** A segment is sent again to repair a loss, or was tried at least. */
    default void onRepair(long nowNanos) {}

    /** True when the last acknowledgement, which advanced, gives the retransmission timer its full time again (RFC 6298 section 5.3). */
    default boolean restartsTimer() {
        return true;
    }

    /** The retransmission timer ran out; the oldest segment will be sent again. */
    void onTimeout(Scoreboard board, boolean first, long nowNanos);

    /** The path carries smaller packets than some outstanding; those are marked and sent again without a sign of congestion. */
    void onPathMtu(Scoreboard board);

    /** A segment larger than others goes to try the path; it takes two places in the window (RFC 4821 section 7.4). */
    default void onMtuProbe(int seq) {}

    /** The probe arrived: segments are {@code newOctets} from now on, and the window counts these. */
    default void onMtuProbeArrived(int oldOctets, int newOctets) {}

    /** The probe's text was sent again for another reason; nothing was learnt. */
    default void onMtuProbeGivenUp() {}

    /**
     * A segment with text is about to be sent, for the first time or again.
     *
     * @param lastSentNanos when text was sent before
     */
    default void beforeSending(Scoreboard board, long lastSentNanos, long nowNanos) {}

    /** A segment was sent, a new one or again. */
    void onSent(Sent s, boolean again, Scoreboard board, long nowNanos);

    /**
     * Sending stops: for want of data, or because the window is full.
     *
     * @param deferred what the window has left is kept back until it is worth sending
     */
    void onSendingStopped(Scoreboard board, boolean deferred, long rtoNanos, long nowNanos);

    /** Data is queued after an idle time with nothing outstanding (RFC 5681 section 4.1). */
    void onIdleRestart(long idleNanos, long rtoNanos, long nowNanos);

    /** True once after each reduction of the window that was not taken back: the next new segment says CWR (RFC 3168 section 6.1.2). */
    default boolean takeReduction() {
        return false;
    }

    /** True while nothing may go until the retransmission timer has run out (RFC 3168 section 6.1.2: an echo at a window of one segment). */
    default boolean isHeld() {
        return false;
    }

    /** That timer has run out with nothing outstanding. */
    default void release() {}

    CaState state();

    /** True when the last acknowledgement showed that the timeout was needless, and its effects were taken back. */
    boolean tookBack();

    /** What the decisions since the last look add to the counters. */
    Tally tally();

    /** Congestion window in segments. */
    int cwnd();

    /** True when the window is kept in octets, so that a small segment fills less of it than a full one. */
    boolean countsOctets();

    /** Slow start threshold in segments; {@link #INFINITE} at first. */
    int ssthresh();

    /** Segments outstanding that are known, or believed, to have arrived beyond a hole. */
    int sackedOut(Scoreboard board);

    /** Segments believed to be under way (Linux {@code tcp_packets_in_flight}). */
    default int inFlight(Scoreboard board) {
        return board.outstanding() - sackedOut(board) - board.lost() + board.repaired();
    }

    /** Octets believed to be under way. */
    default long octetsInFlight(Scoreboard board) {
        return board.octetsInFlight();
    }

    /** How many places a segment may be late before it counts as lost. */
    int reordering();

    /** How often segments were seen to overtake each other. */
    default int reorderingSeen() {
        return 0;
    }

    /** Segments ever known to have arrived, the SYN included. */
    default int delivered() {
        return 0;
    }

    /** Duplicates that D-SACKs ever told of. */
    default long duplicatesTold() {
        return 0;
    }

    /** Least round-trip time of late; 0 for none. */
    default long minRttNanos() {
        return 0;
    }

    /** A write finds less than a segment waiting and room in the window: what is measured now tells of the user. */
    default void onNothingToSend(Scoreboard board) {}

    /** How fast segments got through of late, in octets a second; 0 for not known. */
    default long deliveryRate() {
        return 0;
    }

    /** True when {@link #deliveryRate} was measured while there was not enough to send. */
    default boolean isDeliveryRateStarved() {
        return false;
    }

    /** Threshold that no window reaches (Linux {@code TCP_INFINITE_SSTHRESH}). */
    int INFINITE = 0x7FFF_FFFF;
}
