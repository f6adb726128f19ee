package dev.wireproof.rig.scenario;

/**
 * TCP_INFO as scenarios see it; times in microseconds, windows in segments (Linux {@code struct tcp_info}).
 *
 * @param state RFC name with underscores, such as {@code ESTABLISHED} or {@code FIN_WAIT_1}
 * @param caState 0 Open, 1 Disorder, 2 CWR, 3 Recovery, 4 Loss
 * @param minRttMicros 4294967295 before the first sample
 * @param pacingRate octets a second, -1 for no limit
 * @param deliveryRate octets a second
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
        long deliveryRate) {
    /** Of an object that has a state and nothing else: a request, or a connection in TIME-WAIT. */
    static ConnectionInfo ofState(String state) {
        return new ConnectionInfo(state, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
