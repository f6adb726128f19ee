package dev.wireproof.core.tcp.timer;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.fastopen.FastOpenClient;
import dev.wireproof.core.tcp.output.MtuProber;
import dev.wireproof.core.tcp.output.Retransmitter;
import dev.wireproof.core.tcp.recovery.CaState;
import dev.wireproof.core.tcp.recovery.Repair;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.tcp.tcb.TcpState;

/** The oldest segment was not acknowledged in time (RFC 6298 section 5; Linux {@code tcp_retransmit_timer}). */
final class RetransmissionTimeout {
    /** A peer that closed its window over outstanding data is given up after this silence. */
    private static final long CLOSED_WINDOW_PATIENCE_NANOS = 240_000_000_000L;

    /** When this host's own queues were full: try again soon, without backing off (Linux {@code TCP_RESOURCE_PROBE_INTERVAL}). */
    private static final long LOCAL_CONGESTION_NANOS = 500_000_000L;

    /** Linux {@code tcp_stream_is_thin} and {@code TCP_THIN_LINEAR_RETRIES}. */
    private static final int THIN_SEGMENTS = 4;
    private static final int THIN_RETRIES = 6;

    private final EventLoop loop;
    private final Retransmitter retransmitter;
    private final MtuProber prober;
    private final Surrender surrender;
    private final FastOpenClient fastOpen;
    private final TcpSettings settings;
    private final Counters counters;

    RetransmissionTimeout(EventLoop loop, Retransmitter retransmitter, MtuProber prober, Surrender surrender, FastOpenClient fastOpen,
            TcpSettings settings, Counters counters) {
        this.loop = loop;
        this.retransmitter = retransmitter;
        this.prober = prober;
        this.surrender = surrender;
        this.fastOpen = fastOpen;
        this.settings = settings;
        this.counters = counters;
    }

    void run(Tcb t) {
        if (t.outstanding.isEmpty()) {
            if (t.recovery.isHeld()) {
                t.recovery.release();
                retransmitter.repair(t, Repair.NEW);
            }
            return;
        }
        boolean closedWindow = t.send.wnd == 0 && !t.owner.isOrphan() && t.state().isSynchronized();
        if (closedWindow) {
            if (isSilentTooLong(t)) {
                surrender.giveUp(t);
                return;
            }
        } else {
            counters.increment(Counter.TCPEXT_TIMEOUTS);
            if (surrender.suspectsBlackHole(t, loop.now())) {
                prober.suspectBlackHole(t);
            }
            if (surrender.reportsTrouble(t)) {
                t.owner.reportTrouble(Errno.ETIMEDOUT);
            }
            boolean over = surrender.isRetransmissionOver(t, loop.now());
            fastOpen.timedOut(t.fastOpen, t.retransmits, over);
            if (over) {
                surrender.giveUp(t);
                return;
            }
            countFailure(t);
        }
        t.recovery.onTimeout(t.outstanding, t.retransmits == 0, loop.now());
        t.recovery.tally().countInto(counters);
        if (!closedWindow) {
            t.retransmits++;
        }
        if (retransmitter.again(t, t.outstanding.first()) == Errno.ENOBUFS) {
            t.timers.retransmitIn(LOCAL_CONGESTION_NANOS);
            return;
        }
        if (isThin(t)) {
            t.endBackoff();
        } else if (backsOff(t)) {
            t.backoff++;
            t.rtoDoublings++;
        }
        t.timers.retransmitIn(withinUserTimeout(t, t.rtoNanos(settings.rtoMaxNanos())));
    }

    // Few segments under way give no duplicates to repair from (Linux tcp_stream_is_thin; the timeout has just ended slow start).
    private boolean isThin(Tcb t) {
        return t.state() == TcpState.ESTABLISHED && (t.choices.thinLinearTimeouts || settings.limits.thinLinearTimeouts.isOn())
                && t.outstanding.outstanding() < THIN_SEGMENTS && t.retransmits <= THIN_RETRIES;
    }

    // SYNs of an active open are repeated a few times before the timeout doubles (tcp_syn_linear_timeouts).
    private boolean backsOff(Tcb t) {
        return t.state() != TcpState.SYN_SENT || t.retransmits > settings.synLinearTimeouts.intValue();
    }

    private boolean isSilentTooLong(Tcb t) {
        long now = loop.now();
        return t.retransmitSinceNanos >= 0 && now - t.retransmitSinceNanos > CLOSED_WINDOW_PATIENCE_NANOS
                && now - t.lastHeardNanos > CLOSED_WINDOW_PATIENCE_NANOS;
    }

    private long withinUserTimeout(Tcb t, long rto) {
        if (t.choices.userTimeoutMillis == 0 || t.retransmitSinceNanos < 0) {
            return rto;
        }
        long left = t.retransmitSinceNanos + t.choices.userTimeoutMillis * 1_000_000L - loop.now();
        return left <= 0 ? 1 : Math.min(rto, left);
    }

    private void countFailure(Tcb t) {
        if (t.retransmits > 0 || !t.state().isSynchronized()) {
            return;
        }
        CaState state = t.recovery.state();
        if (state == CaState.RECOVERY) {
            counters.increment(t.negotiated.sack ? Counter.TCPEXT_SACK_RECOVERY_FAIL : Counter.TCPEXT_RENO_RECOVERY_FAIL);
        } else if (state == CaState.LOSS) {
            counters.increment(Counter.TCPEXT_LOSS_FAILURES);
        } else if (state == CaState.DISORDER || t.recovery.sackedOut(t.outstanding) > 0) {
            counters.increment(t.negotiated.sack ? Counter.TCPEXT_SACK_FAILURES : Counter.TCPEXT_RENO_FAILURES);
        }
    }
}
