package dev.wireproof.core.tcp.input;

import dev.wireproof.core.ip.Network;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.metrics.MetricsTable;
import dev.wireproof.core.tcp.metrics.PeerMetrics;
import dev.wireproof.core.tcp.output.MtuProber;
import dev.wireproof.core.tcp.output.Pacing;
import dev.wireproof.core.tcp.output.SegmentSize;
import dev.wireproof.core.tcp.output.Transmitter;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.tcp.tcb.TcpState;
import dev.wireproof.core.tcp.timer.Keepalive;

/** What a connection works out when both SYNs are known (Linux {@code tcp_init_transfer}). */
public final class Establishment {
    private final EventLoop loop;
    private final Network network;
    private final SegmentSize sizes;
    private final MtuProber prober;
    private final Pacing pacing;
    private final MetricsTable metrics;
    private final TcpSettings settings;

    public Establishment(EventLoop loop, Network network, SegmentSize sizes, MtuProber prober, Pacing pacing, MetricsTable metrics,
            TcpSettings settings) {
        this.loop = loop;
        this.network = network;
        this.sizes = sizes;
        this.prober = prober;
        this.pacing = pacing;
        this.metrics = metrics;
        this.settings = settings;
    }

    /** What a connection needs to send before its SYN is acknowledged: a user may close in SYN-RECEIVED. */
    void early(Tcb t) {
        sizes.synchronize(t);
        t.window.established(t.receive.wnd, t.firstWindowClamp, t.advertisedMss, t.received.readSeq(), loop.now());
        t.ack.start(t.advertisedMss, t.mss, t.receive.wnd);
        t.recovery.useSack(t.negotiated.sack);
        t.recovery.start(settings.initialWindow(t.mss), t.mss, t.send.una, loop.now());
    }

    /** The peer has answered our SYN: its MSS bounds the search for the path MTU, which sizes the first segments already. */
    void searchMtu(Tcb t) {
        prober.begin(t);
    }

    /** Everything but the state. SND.UNA, SND.WND and RCV.NXT are set. */
    void complete(Tcb t) {
        t.advertisedMss -= Transmitter.constantOptions(t);
        begin(t);
        t.recovery.synDelivered();
    }

    /** The connection may send and receive from now on. */
    void begin(Tcb t) {
        long now = loop.now();
        sizes.synchronize(t);
        t.window.established(t.receive.wnd, t.firstWindowClamp, t.advertisedMss, t.received.readSeq(), now);
        t.ack.start(t.advertisedMss, t.mss, t.receive.wnd);
        if (!t.negotiated.sack) {
            t.recovery = t.recovery.withoutSack();
        }
        t.recovery.useSack(t.negotiated.sack);
        int usual = usualWindow(t);
        // RFC 5681 section 3.1: one segment when the SYN had to be repeated; RFC 6928 section 3 allows one repetition.
        boolean repeated = t.synRetries > settings.toleratedSynRetries();
        t.recovery.start(repeated ? 1 : usual, t.mss, t.send.una, now);
        t.recovery.restartWindow(usual);
        remember(t);
        prober.begin(t);
        t.endBackoff();
        t.retransmits = 0;
        t.retransmitSinceNanos = -1;
        t.lastSentNanos = now;
        t.lastHeardNanos = now;
        t.ack.established(now);
        pacing.update(t);
        t.owner.sizeSendBuffer();
    }

    // What connections with this peer have left behind (Linux tcp_init_metrics).
    private void remember(Tcb t) {
        PeerMetrics m = metrics.get(t.path.source, t.path.destination);
        if (m == null || !t.rto.useRemembered(m.rttMicros8())) {
            if (!t.rto.hasSample()) {
                t.rto.noHandshakeSample();
            }
        }
        if (m != null) {
            t.recovery.remembered(metrics.ssthresh(m), m.reordering());
        }
    }

    /** The handshake of a Fast Open child has ended; the connection has run since its SYN (Linux {@code tcp_rcv_synrecv_state_fastopen}). */
    void confirm(Tcb t) {
        long rtt = t.openRequest.rttNanos();
        t.openRequest.end(t);
        if (!t.rto.hasSample() && rtt >= 0) {
            t.rto.sample(rtt, t.send.una, t.send.nxt);
        }
        t.recovery.synDelivered();
        t.endBackoff();
        t.retransmits = 0;
        t.retransmitSinceNanos = -1;
        t.lastSentNanos = loop.now();
        t.advertisedMss -= Transmitter.constantOptions(t);
        if (!t.outstanding.isEmpty()) {
            t.timers.retransmitIn(t.rtoNanos(settings.rtoMaxNanos()));
        }
    }

    private int usualWindow(Tcb t) {
        int wish = network.metrics(t.path).initialCongestionWindow();
        return wish > 0 ? wish : settings.initialWindow(t.mss);
    }

    /** The connection is established: tells the user and starts what runs by itself. */
    void announce(Tcb t) {
        t.enter(TcpState.ESTABLISHED);
        if (t.choices.keepalive) {
            t.timers.idleIn(Keepalive.idleNanos(t, settings));
        }
    }
}
