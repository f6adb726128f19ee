package dev.wireproof.rig.live.target;

import dev.wireproof.rig.live.SocketDiag;
import dev.wireproof.rig.live.TcpInfo;
import dev.wireproof.rig.scenario.ConnectionInfo;
import java.util.List;

/** The kernel's TCP_INFO in the words of scenarios. */
final class KernelInfo {
    /** In the order of the kernel's numbers (include/net/tcp_states.h), which begin at 1. */
    private static final List<String> STATES = List.of("ESTABLISHED", "SYN_SENT", "SYN_RECEIVED", "FIN_WAIT_1", "FIN_WAIT_2",
            "TIME_WAIT", "CLOSED", "CLOSE_WAIT", "LAST_ACK", "LISTEN", "CLOSING", "SYN_RECEIVED");

    private KernelInfo() {
    }

    static ConnectionInfo of(SocketDiag.Connection connection) {
        TcpInfo info = connection.info();
        return info == null ? nothingBut(state(connection.state())) : of(info);
    }

    static ConnectionInfo of(TcpInfo info) {
        return new ConnectionInfo(state(info.state()), info.congestionState(), info.retransmits(), info.probes(), info.backoff(),
                info.rtoMicros(), info.atoMicros(), (int) info.sendMss(), (int) info.receiveMss(), (int) info.unacked(),
                (int) info.sacked(), (int) info.lost(), (int) info.retransmitted(), info.rttMicros(), info.rttVarMicros(),
                (int) info.sendSsthresh(), (int) info.congestionWindow(), (int) info.advertisedMss(),
                (int) info.totalRetransmissions(), (int) info.reordering(), info.minRttMicros(), info.pacingRate(),
                info.deliveryRate(), info.options(), info.rateFlags() >> 1 & 3, workOf(info));
    }

    private static ConnectionInfo.Work workOf(TcpInfo info) {
        return new ConnectionInfo.Work(info.busyMicros(), info.receiveWindowLimitedMicros(), info.sendBufferLimitedMicros(),
                info.notSentBytes(), info.bytesAcked(), info.bytesReceived(), info.bytesSent(), info.bytesRetransmitted(),
                info.segmentsIn(), info.segmentsOut(), info.dataSegmentsIn(), info.dataSegmentsOut(), info.lastDataSentMillis(),
                info.lastDataReceivedMillis(), info.lastAckReceivedMillis());
    }

    private static ConnectionInfo nothingBut(String state) {
        return new ConnectionInfo(state, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ConnectionInfo.Work.NONE);
    }

    private static String state(int number) {
        return STATES.get(number - 1);
    }
}
