package dev.wireproof.core.tcp.output;

import dev.wireproof.core.ip.Network;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.tcb.ConnectionTimers;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;

/**
 * What the send timer of a connection waits for next: a probe or a timeout (RFC 6298 section 5, RFC 8985 sections 7.2 and 8; Linux
 * {@code tcp_rearm_rto}, {@code tcp_schedule_loss_probe}).
 */
public final class SendTimer {
    /** Values of tcp_early_retrans that let probes go. */
    private static final int PROBES = 3;
    /** Linux {@code TCP_TIMEOUT_MIN_US}. */
    private static final long TWO_TICKS_NANOS = 2_000_000L;

    private final EventLoop loop;
    private final Network network;
    private final TcpSettings settings;

    public SendTimer(EventLoop loop, Network network, TcpSettings settings) {
        this.loop = loop;
        this.network = network;
        this.settings = settings;
    }

    /** Something new was acknowledged. */
    public void restart(Tcb t) {
        if (!waitToProbe(t, true)) {
            rearm(t);
        }
    }

    /** The retransmission timeout, from now, or from when the oldest segment was sent if something else was waited for. */
    public void rearm(Tcb t) {
        if (t.outstanding.isEmpty()) {
            t.timers.stopSend();
            return;
        }
        ConnectionTimers.Kind kind = t.timers.sendKind();
        boolean other = kind == ConnectionTimers.Kind.LOSS_PROBE || kind == ConnectionTimers.Kind.REORDER;
        t.timers.retransmitIn(other ? Math.max(left(t), 1) : rto(t));
    }

    /** Segments that may have been overtaken get this much time, and two ticks (Linux {@code tcp_rack_mark_lost}). */
    public void waitForReordering(Tcb t, long nanos) {
        t.timers.reorderIn(Math.min(nanos + TWO_TICKS_NANOS, rto(t)));
    }

    /** A segment was sent for the first time. */
    void onNewData(Tcb t, boolean first) {
        if (first || t.timers.sendKind() == ConnectionTimers.Kind.LOSS_PROBE) {
            rearm(t);
        }
    }

    /** Waits to probe what was sent last, if that helps. */
    boolean waitToProbe(Tcb t, boolean fromNow) {
        if (settings.earlyRetrans.intValue() < PROBES) {
            return false;
        }
        long delay = t.recovery.probeDelayNanos(t.outstanding, t.rto.srttNanos(), rtoMin(t));
        if (delay < 0) {
            return false;
        }
        long left = fromNow ? rto(t) : left(t);
        t.timers.lossProbeIn(left > 0 ? Math.min(delay, left) : delay);
        return true;
    }

    private long left(Tcb t) {
        return t.outstanding.first().sentNanos() + rto(t) - loop.now();
    }

    private long rto(Tcb t) {
        return t.rtoNanos(settings.rtoMaxNanos());
    }

    private long rtoMin(Tcb t) {
        long route = network.metrics(t.path).rtoMinNanos();
        return route > 0 ? route : settings.rtoMinNanos();
    }
}
