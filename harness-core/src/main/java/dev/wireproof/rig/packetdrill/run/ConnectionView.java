package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.tcp.TcpInfo;
import dev.wireproof.core.tcp.TcpSock;
import java.util.Map;
import java.util.TreeMap;

/** TCP_INFO under the names that code blocks use. A field that the stack does not keep is not there. */
final class ConnectionView {
    private ConnectionView() {}

    /** Empty for a socket that is none of TCP. */
    static Map<String, Long> of(Sock sock) {
        Map<String, Long> m = new TreeMap<>();
        if (sock instanceof TcpSock tcp) {
            TcpInfo i = tcp.info();
            m.put("tcpi_state", (long) i.state().linuxNumber());
            m.put("tcpi_ca_state", (long) i.caState().ordinal());
            counts(m, i);
            memory(m, tcp.memoryInfo());
            paths(m, i);
        }
        return m;
    }

    private static void memory(Map<String, Long> m, Sock.MemoryInfo i) {
        m.put("SK_MEMINFO_RMEM_ALLOC", (long) i.received());
        m.put("SK_MEMINFO_RCVBUF", (long) i.receiveBuffer());
        m.put("SK_MEMINFO_WMEM_ALLOC", (long) i.sent());
        m.put("SK_MEMINFO_SNDBUF", (long) i.sendBuffer());
        m.put("SK_MEMINFO_WMEM_QUEUED", i.queued());
    }

    private static void counts(Map<String, Long> m, TcpInfo i) {
        m.put("tcpi_retransmits", (long) i.retransmits());
        m.put("tcpi_probes", (long) i.probes());
        m.put("tcpi_backoff", (long) i.backoff());
        m.put("tcpi_options", (long) i.options());
        m.put("tcpi_fastopen_client_fail", (long) i.fastOpenFailure());
        m.put("tcpi_snd_wscale", (long) i.sndWscale());
        m.put("tcpi_rcv_wscale", (long) i.rcvWscale());
        m.put("tcpi_unacked", (long) i.unacked());
        m.put("tcpi_sacked", (long) i.sacked());
        m.put("tcpi_lost", (long) i.lost());
        m.put("tcpi_retrans", (long) i.retrans());
        m.put("tcpi_total_retrans", (long) i.totalRetrans());
        m.put("tcpi_bytes_acked", i.bytesAcked());
        m.put("tcpi_bytes_received", i.bytesReceived());
        m.put("tcpi_bytes_sent", i.bytesSent());
        m.put("tcpi_bytes_retrans", i.bytesRetrans());
        m.put("tcpi_segs_out", i.segsOut());
        m.put("tcpi_segs_in", i.segsIn());
        m.put("tcpi_data_segs_out", i.dataSegsOut());
        m.put("tcpi_data_segs_in", i.dataSegsIn());
        m.put("tcpi_notsent_bytes", (long) i.notsentBytes());
        m.put("tcpi_rcv_ooopack", i.rcvOooPack());
        m.put("tcpi_busy_time", i.busyMicros());
        m.put("tcpi_rwnd_limited", i.rwndLimitedMicros());
        m.put("tcpi_sndbuf_limited", i.sndbufLimitedMicros());
        m.put("tcpi_last_data_sent", i.lastDataSentMillis());
        m.put("tcpi_last_data_recv", i.lastDataRecvMillis());
        m.put("tcpi_last_ack_recv", i.lastAckRecvMillis());
    }

    private static void paths(Map<String, Long> m, TcpInfo i) {
        m.put("tcpi_rto", i.rtoMicros());
        m.put("tcpi_ato", i.atoMicros());
        m.put("tcpi_snd_mss", (long) i.sndMss());
        m.put("tcpi_rcv_mss", (long) i.rcvMss());
        m.put("tcpi_pmtu", (long) i.pathMtu());
        m.put("tcpi_rcv_ssthresh", (long) i.rcvSsthresh());
        m.put("tcpi_rtt", i.rttMicros());
        m.put("tcpi_delivered_ce", i.deliveredCe());
        m.put("tcpi_rcv_rtt", i.rcvRttMicros());
        m.put("tcpi_rttvar", i.rttvarMicros());
        m.put("tcpi_snd_ssthresh", (long) i.sndSsthresh());
        m.put("tcpi_snd_cwnd", (long) i.sndCwnd());
        m.put("tcpi_advmss", (long) i.advmss());
        m.put("tcpi_delivered", (long) i.delivered());
        m.put("tcpi_dsack_dups", (long) i.dsackDups());
        m.put("tcpi_reord_seen", (long) i.reordSeen());
        m.put("tcpi_min_rtt", i.minRttMicros());
        m.put("tcpi_reordering", (long) i.reordering());
        m.put("tcpi_rcv_space", (long) i.rcvSpace());
        m.put("tcpi_min_rtt", i.minRttMicros());
        m.put("tcpi_pacing_rate", i.pacingRate());
        m.put("tcpi_delivery_rate", i.deliveryRate());
        m.put("tcpi_delivery_rate_app_limited", i.deliveryRateAppLimited() ? 1L : 0L);
        m.put("tcpi_snd_wnd", (long) i.sndWnd());
        m.put("tcpi_rcv_wnd", (long) i.rcvWnd());
    }
}
