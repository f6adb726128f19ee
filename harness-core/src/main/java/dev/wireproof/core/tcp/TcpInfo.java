package dev.wireproof.core.tcp;

import dev.wireproof.core.tcp.listen.Listener;
import dev.wireproof.core.tcp.recovery.CaState;
import dev.wireproof.core.tcp.tcb.Chronograph;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;

/**
 * What TCP_INFO tells (Linux {@code struct tcp_info}, facts 9.21); times in microseconds, windows in segments.
 *
 * @param retransmits timeouts in a row
 * @param probes unanswered probes
 * @param backoff doublings in force
 * @param options bits: 1 timestamps, 2 SACK, 4 window scale, 8 ECN agreed, 16 ECN code points seen, 32 text of a SYN was taken, 128 a
 *     child of Fast Open
 * @param unacked segments outstanding; in LISTEN connections that wait
 * @param sacked segments known to have arrived beyond a hole; in LISTEN the backlog
 * @param retrans segments sent again and outstanding
 * @param delivered segments known to have arrived, the SYN included
 * @param dsackDups duplicates that the peer told of
 * @param reordSeen how often segments were seen to overtake each other
 * @param sndSsthresh 2147483647 for none yet
 * @param minRttMicros 4294967295 before the first sample
 * @param pacingRate octets a second, -1 for no limit
 * @param deliveryRate octets a second
 * @param deliveryRateAppLimited it was measured while there was not enough to send
 * @param fastOpenFailure why text on our SYN was not taken: 1 no cookie, 2 not acknowledged, 3 the SYN went again
 */
public record TcpInfo(
        TcpState state,
        CaState caState,
        int retransmits,
        int probes,
        int backoff,
        int options,
        int sndWscale,
        int rcvWscale,
        long rtoMicros,
        long atoMicros,
        int sndMss,
        int rcvMss,
        int unacked,
        int sacked,
        int lost,
        int retrans,
        int pathMtu,
        int rcvSsthresh,
        long rttMicros,
        long rttvarMicros,
        int sndSsthresh,
        int sndCwnd,
        int advmss,
        int reordering,
        int rcvSpace,
        int totalRetrans,
        long bytesAcked,
        long bytesReceived,
        long bytesSent,
        long bytesRetrans,
        long segsOut,
        long segsIn,
        long dataSegsOut,
        long dataSegsIn,
        int notsentBytes,
        long rcvOooPack,
        int sndWnd,
        int rcvWnd,
        long lastDataSentMillis,
        long lastDataRecvMillis,
        long lastAckRecvMillis,
        long busyMicros,
        long rwndLimitedMicros,
        long sndbufLimitedMicros,
        long rcvRttMicros,
        long minRttMicros,
        int delivered,
        int dsackDups,
        int reordSeen,
        long deliveredCe,
        long pacingRate,
        long deliveryRate,
        boolean deliveryRateAppLimited,
        int fastOpenFailure) {

    /** Linux's least round trip before the first sample. */
    private static final long NO_RTT = 0xFFFF_FFFFL;
    private static final int TIMESTAMPS = 1;
    private static final int SACK = 2;
    private static final int SCALE = 4;
    private static final int ECN = 8;
    private static final int ECN_SEEN = 16;
    private static final int SYN_DATA = 32;
    private static final int FAST_OPEN_CHILD = 128;

    static TcpInfo of(TcpSock sock) {
        Tcb t = sock.tcb();
        return t == null ? withoutConnection(sock) : of(sock, t);
    }

    private static TcpInfo withoutConnection(TcpSock sock) {
        Listener l = sock.listener();
        int waiting = l == null ? 0 : l.waiting();
        int backlog = l == null ? 0 : l.backlog();
        return new TcpInfo(sock.state(), CaState.OPEN, 0, 0, 0, 0, 0, 0, 1_000_000, 0, 536, 536, waiting, backlog, 0, 0, 0, 0, 0,
                250_000, Integer.MAX_VALUE, 10, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                NO_RTT, 0, 0, 0, 0, -1, 0, false, 0);
    }

    private static TcpInfo of(TcpSock sock, Tcb t) {
        long now = sock.tcp.loop.now();
        return new TcpInfo(t.state(), t.recovery.state(), t.retransmits, t.probes, t.backoff, options(t), t.negotiated.sendScale,
                t.negotiated.receiveScale, t.rtoNanos(sock.tcp.settings.rtoMaxNanos()) / 1000, t.ack.atoNanos() / 1000, t.mss,
                t.ack.receiveMss(), t.outstanding.outstanding(), t.recovery.sackedOut(t.outstanding), t.outstanding.lost(),
                t.outstanding.repaired(), t.pathMtu, t.window.ssthresh(), t.rto.srttNanos() / 1000, t.rto.rttvarMicros(),
                t.recovery.ssthresh(), t.recovery.cwnd(), t.advertisedMss, t.recovery.reordering(), t.window.readSpace(),
                t.statistics.totalRetransmissions, t.statistics.octetsAcked, t.statistics.octetsReceived, t.statistics.octetsSent,
                t.statistics.octetsRetransmitted, t.statistics.segmentsOut, t.statistics.segmentsIn, t.statistics.dataSegmentsOut,
                t.statistics.dataSegmentsIn, t.buffer.unsent(), t.statistics.outOfOrderSegments, t.send.wnd, t.receive.wnd, since(sock, t.lastSentNanos),
                since(sock, t.ack.lastDataNanos()), since(sock, t.lastHeardNanos), t.chronograph.busyNanos(now) / 1000,
                t.chronograph.spentNanos(Chronograph.Limit.RECEIVE_WINDOW, now) / 1000,
                t.chronograph.spentNanos(Chronograph.Limit.SEND_BUFFER, now) / 1000, t.window.roundTripNanos() / 1000,
                t.recovery.minRttNanos() == 0 ? NO_RTT : t.recovery.minRttNanos() / 1000, t.recovery.delivered(), (int) t.recovery.duplicatesTold(), t.recovery.reorderingSeen(),
                t.ecn.deliveredCe(), t.pacing.rateOrUnlimited(), t.recovery.deliveryRate(), t.recovery.isDeliveryRateStarved(), t.fastOpen.failure.ordinal());
    }

    private static int options(Tcb t) {
        return (t.timestamps.on ? TIMESTAMPS : 0) | (t.negotiated.sack ? SACK : 0) | (t.negotiated.scaling ? SCALE : 0) | (t.ecn.on ? ECN : 0)
                | (t.ecn.isSeen() ? ECN_SEEN : 0) | (t.fastOpen.synDataAcked ? SYN_DATA : 0) | (t.fastOpen.child ? FAST_OPEN_CHILD : 0);
    }

    private static long since(TcpSock sock, long nanos) {
        return (sock.tcp.loop.now() - nanos) / 1_000_000L;
    }
}
