package dev.wireproof.rig.scenario;

/**
 * TCP_INFO as scenarios see it; times in microseconds, windows in segments (Linux {@code struct tcp_info}).
 *
 * @param state RFC name with underscores, such as {@code ESTABLISHED} or {@code FIN_WAIT_1}
 * @param caState 0 Open, 1 Disorder, 2 CWR, 3 Recovery, 4 Loss
 * @param minRttMicros 4294967295 before the first sample
 * @param pacingRate octets a second, -1 for no limit
 * @param deliveryRate octets a second
 * @param options bits: 1 timestamps, 2 SACK, 4 window scale, 8 ECN, 16 ECN seen, 32 text of a SYN was taken, 128 a child of Fast Open
 * @param fastOpenFailure why text on the SYN was not taken: 1 no cookie, 2 not acknowledged, 3 the SYN went again
 * @param work what the connection has done so far
 */
public record ConnectionInfo(
        String state,
        int caState,
        int retransmits,
        int probes,
        int backoff,
        long rtoMicros,
        long atoMicros,
        int sndMss,
        int rcvMss,
        int unacked,
        int sacked,
        int lost,
        int retrans,
        long rttMicros,
        long rttvarMicros,
        int sndSsthresh,
        int sndCwnd,
        int advmss,
        int totalRetrans,
        int reordering,
        long minRttMicros,
        long pacingRate,
        long deliveryRate,
        int options,
        int fastOpenFailure,
        Work work) {
    /** Of an object that has a state and nothing else: a request, or a connection in TIME-WAIT. */
    static ConnectionInfo ofState(String state) {
        return new ConnectionInfo(state, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Work.NONE);
    }

    /**
     * Counts and times of a connection.
     *
     * @param busyMicros with something queued or outstanding
     * @param windowLimitedMicros of them, while the peer's window held data back
     * @param bufferLimitedMicros of them, while a writer waited and all was sent
     * @param sinceSentMillis since the last segment with text left
     * @param sinceReceivedMillis since the last text came
     * @param sinceAckMillis since the last acknowledgement came
     */
    public record Work(
            long busyMicros,
            long windowLimitedMicros,
            long bufferLimitedMicros,
            long unsentOctets,
            long octetsAcked,
            long octetsReceived,
            long octetsSent,
            long octetsSentAgain,
            long segmentsIn,
            long segmentsOut,
            long dataSegmentsIn,
            long dataSegmentsOut,
            long sinceSentMillis,
            long sinceReceivedMillis,
            long sinceAckMillis) {
        /** Of an object that has done nothing. */
        public static final Work NONE = new Work(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
