package dev.wireproof.core.tcp.output;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.recovery.CaState;
import dev.wireproof.core.tcp.tcb.MtuSearch;
import dev.wireproof.core.tcp.tcb.SentSegment;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;

/** Packetization layer path MTU discovery (RFC 4821; net/ipv4/tcp_output.c {@code tcp_mtu_probe}, tcp_timer.c {@code tcp_mtu_probing}). */
public final class MtuProber {
    /** Answer of {@link #octets}: no probe now. */
    static final int NONE = -1;
    /** Answer of {@link #octets}: a probe could go soon; nothing else should until then. */
    static final int WAIT = 0;

    private static final int LEAST_WINDOW = 11;
    private static final int ALWAYS = 2;
    private static final long SECOND = 1_000_000_000L;

    private final EventLoop loop;
    private final SegmentSize sizes;
    private final TcpSettings settings;
    private final Counters counters;

    MtuProber(EventLoop loop, SegmentSize sizes, TcpSettings settings, Counters counters) {
        this.loop = loop;
        this.sizes = sizes;
        this.settings = settings;
        this.counters = counters;
    }

    /** Begins the search between the base size and what the peer takes (Linux {@code tcp_mtup_init}). */
    public void begin(Tcb t) {
        t.mtu.on = settings.mtuProbing.intValue() == ALWAYS;
        t.mtu.begin(sizes.packet(t, settings.baseMss.intValue()), sizes.largestPacket(t), loop.now());
    }

    /** Octets of text for a probe that may go now, {@link #NONE} or {@link #WAIT}. */
    int octets(Tcb t) {
        MtuSearch m = t.mtu;
        if (!m.on || m.isProbing() || t.recovery.state() != CaState.OPEN || t.recovery.cwnd() < LEAST_WINDOW || t.sacks.size() > 0) {
            return NONE;
        }
        int size = sizes.text(t, m.middle());
        if (size > sizes.text(t, m.high) || m.high - m.low < Math.max(1, settings.probeThreshold.intValue())) {
            searchAgain(t);
            return NONE;
        }
        // RFC 4821 section 7.4: enough behind the probe that its loss is noticed by duplicates.
        int needed = size + (t.recovery.reordering() + 1) * t.mss;
        if (t.buffer.unsent() < needed || t.send.wnd < needed || t.buffer.unsentTogether() < size) {
            return NONE;
        }
        if (Seq.gt(t.send.nxt + needed, t.send.windowEnd())) {
            return WAIT;
        }
        int flight = t.recovery.inFlight(t.outstanding);
        if (flight + 2 > t.recovery.cwnd()) {
            return flight == 0 ? NONE : WAIT;
        }
        return size;
    }

    // RFC 4821 section 7.3: a converged search begins again after a while (Linux tcp_mtu_check_reprobe).
    private void searchAgain(Tcb t) {
        if (loop.now() - t.mtu.sinceNanos >= settings.probeInterval.value() * SECOND) {
            t.mtu.begin(sizes.packet(t, SegmentSize.now(t)), sizes.largestPacket(t), loop.now());
        }
    }

    /** The probe has left. */
    void sent(Tcb t, SentSegment probe) {
        t.mtu.probe = sizes.packet(t, probe.textLength());
        t.mtu.probeEnd = probe.endSeq();
        t.recovery.onMtuProbe(probe.seq());
    }

    /** SND.UNA has moved: maybe the probe arrived (Linux {@code tcp_mtup_probe_success}). */
    public void acknowledged(Tcb t) {
        if (!t.mtu.isProbing() || Seq.gt(t.mtu.probeEnd, t.send.una)) {
            return;
        }
        counters.increment(Counter.TCPEXT_MTUP_SUCCESS);
        t.recovery.onMtuProbeArrived(sizes.packet(t, t.mss), t.mtu.probe);
        t.mtu.passed();
        sizes.synchronize(t);
    }

    /** The probe alone was lost (Linux {@code tcp_mtup_probe_failed}). */
    public void failed(Tcb t) {
        counters.increment(Counter.TCPEXT_MTUP_FAIL);
        t.mtu.failed();
    }

    /** Timeouts in a row without an ICMP message: smaller packets may pass (RFC 4821 section 7.7). */
    public void suspectBlackHole(Tcb t) {
        if (!settings.mtuProbing.isOn()) {
            return;
        }
        if (!t.mtu.on) {
            t.mtu.on = true;
            t.mtu.sinceNanos = loop.now();
        } else {
            int half = Math.min(sizes.text(t, t.mtu.low) >> 1, settings.baseMss.intValue());
            int mss = Math.max(half, Math.max(settings.mtuProbeFloor.intValue(), settings.minSendMss.intValue()));
            t.mtu.low = sizes.packet(t, mss);
        }
        sizes.synchronize(t);
    }
}
