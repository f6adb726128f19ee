package dev.wireproof.rig.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * {@code struct tcp_info} of the machine's kernel (linux/tcp.h), field by field in the kernel's order, up to the fields
 * of Linux 6.7. What an older kernel does not fill is 0. A counter of 32 bits is a {@code long} and never negative.
 *
 * @param state 1 ESTABLISHED, 2 SYN_SENT, 3 SYN_RECV, 4 FIN_WAIT1, 5 FIN_WAIT2, 6 TIME_WAIT, 7 CLOSE, 8 CLOSE_WAIT,
 *     9 LAST_ACK, 10 LISTEN, 11 CLOSING
 * @param congestionState 0 Open, 1 Disorder, 2 CWR, 3 Recovery, 4 Loss
 * @param retransmits retransmission timeouts in a row
 * @param probes unanswered zero-window or keepalive probes
 * @param backoff how often the timeout was doubled
 * @param options bits: 1 timestamps, 2 SACK, 4 window scale, 8 ECN, 16 ECN seen, 32 SYN data acknowledged
 * @param sendWindowScale shift of the peer's windows
 * @param receiveWindowScale shift of our windows
 * @param rateFlags bit 0: the delivery rate was limited by the application; bits 1 and 2: why Fast Open failed
 * @param rtoMicros retransmission timeout
 * @param atoMicros delayed-ACK timeout
 * @param sendMss bytes of payload in a full segment
 * @param receiveMss estimated payload of the peer's full segments
 * @param unacked segments outstanding; in LISTEN the length of the accept queue
 * @param sacked segments SACKed; in LISTEN the backlog
 * @param lost segments marked lost
 * @param retransmitted segments retransmitted and outstanding
 * @param fackets always 0 in current kernels
 * @param lastDataSentMillis ago
 * @param lastAckSentMillis always 0
 * @param lastDataReceivedMillis ago
 * @param lastAckReceivedMillis ago
 * @param pathMtu bytes
 * @param receiveSsthresh bytes: the window the receiver dares to open
 * @param rttMicros smoothed
 * @param rttVarMicros mean deviation
 * @param sendSsthresh segments; 2147483647 is infinity
 * @param congestionWindow segments
 * @param advertisedMss bytes
 * @param reordering segments
 * @param receiverRttMicros the receiver's own estimate, 0 for none
 * @param receiveSpace bytes: auto-tuning's estimate of what the application reads in a round trip
 * @param totalRetransmissions segments since the start
 * @param pacingRate bytes a second; -1 is unlimited
 * @param maxPacingRate bytes a second; -1 is unlimited
 * @param bytesAcked of ours, acknowledged (the SYN counts one)
 * @param bytesReceived in sequence
 * @param segmentsOut sent, retransmissions included
 * @param segmentsIn received
 * @param notSentBytes queued and never sent
 * @param minRttMicros 4294967295 before the first sample
 * @param dataSegmentsIn received with payload
 * @param dataSegmentsOut sent with payload
 * @param deliveryRate bytes a second
 * @param busyMicros time with data outstanding
 * @param receiveWindowLimitedMicros of it, stopped by the peer's window
 * @param sendBufferLimitedMicros of it, stopped by the send buffer
 * @param delivered segments delivered, SACKed ones included
 * @param deliveredCe of them, with a congestion mark
 * @param bytesSent payload, retransmissions included
 * @param bytesRetransmitted payload
 * @param duplicateSacks D-SACK blocks received
 * @param reorderingSeen reordering events
 * @param outOfOrderSegments received out of order
 * @param sendWindow bytes: the peer's window, scaled
 * @param receiveWindow bytes: ours, scaled
 * @param rehashes new flow labels after timeouts
 * @param totalTimeouts retransmission timeouts since the start
 * @param totalTimeoutRecoveries timeout recoveries completed
 * @param totalTimeoutMillis time spent in them
 */
public record TcpInfo(
        int state, int congestionState, int retransmits, int probes, int backoff, int options, int sendWindowScale,
        int receiveWindowScale, int rateFlags, long rtoMicros, long atoMicros, long sendMss, long receiveMss,
        long unacked, long sacked, long lost, long retransmitted, long fackets, long lastDataSentMillis,
        long lastAckSentMillis, long lastDataReceivedMillis, long lastAckReceivedMillis, long pathMtu,
        long receiveSsthresh, long rttMicros, long rttVarMicros, long sendSsthresh, long congestionWindow,
        long advertisedMss, long reordering, long receiverRttMicros, long receiveSpace, long totalRetransmissions,
        long pacingRate, long maxPacingRate, long bytesAcked, long bytesReceived, long segmentsOut, long segmentsIn,
        long notSentBytes, long minRttMicros, long dataSegmentsIn, long dataSegmentsOut, long deliveryRate,
        long busyMicros, long receiveWindowLimitedMicros, long sendBufferLimitedMicros, long delivered,
        long deliveredCe, long bytesSent, long bytesRetransmitted, long duplicateSacks, long reorderingSeen,
        long outOfOrderSegments, long sendWindow, long receiveWindow, long rehashes, int totalTimeouts,
        int totalTimeoutRecoveries, long totalTimeoutMillis) {

    /** The bytes that {@link #decode} looks at. */
    public static final int MAX_BYTES = 248;

    /** Reads the structure as getsockopt(2) gives it, in the machine's byte order; a shorter one counts as zero-filled. */
    public static TcpInfo decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(Arrays.copyOf(bytes, MAX_BYTES)).order(ByteOrder.nativeOrder());
        return new TcpInfo(
                u8(in), u8(in), u8(in), u8(in), u8(in), u8(in), in.get(6) & 0xf, u8(in) >>> 4, u8(in), u32(in),
                u32(in), u32(in), u32(in), u32(in), u32(in), u32(in), u32(in), u32(in), u32(in), u32(in), u32(in),
                u32(in), u32(in), u32(in), u32(in), u32(in), u32(in), u32(in), u32(in), u32(in), u32(in), u32(in),
                u32(in), in.getLong(), in.getLong(), in.getLong(), in.getLong(), u32(in), u32(in), u32(in), u32(in),
                u32(in), u32(in), in.getLong(), in.getLong(), in.getLong(), in.getLong(), u32(in), u32(in),
                in.getLong(), in.getLong(), u32(in), u32(in), u32(in), u32(in), u32(in), u32(in), u16(in), u16(in),
                u32(in));
    }

    private static int u8(ByteBuffer in) {
        return in.get() & 0xff;
    }

    private static int u16(ByteBuffer in) {
        return in.getShort() & 0xffff;
    }

    private static long u32(ByteBuffer in) {
        return in.getInt() & 0xffff_ffffL;
    }
}
