package dev.wireproof.core.tcp.timer;

import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.output.Transmitter;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.tcp.tcb.TcpState;

/** Keepalive, and the end of FIN-WAIT-2 when nobody holds the socket (Linux {@code tcp_keepalive_timer}, facts 9.18 and 10.1). */
public final class Keepalive {
    /** How long TIME-WAIT lasts (Linux {@code TCP_TIMEWAIT_LEN}). */
    public static final long TIME_WAIT_NANOS = 60_000_000_000L;

    private static final long SECOND = 1_000_000_000L;

    private final EventLoop loop;
    private final Transmitter transmitter;
    private final Surrender surrender;
    private final TcpSettings settings;
    private final Counters counters;

    Keepalive(EventLoop loop, Transmitter transmitter, Surrender surrender, TcpSettings settings, Counters counters) {
        this.loop = loop;
        this.transmitter = transmitter;
        this.surrender = surrender;
        this.settings = settings;
        this.counters = counters;
    }

    void run(Tcb t) {
        if (t.state() == TcpState.FIN_WAIT_2 && t.owner.isOrphan()) {
            endFinWait2(t);
        } else if (t.choices.keepalive && t.state() != TcpState.CLOSED && t.state() != TcpState.SYN_SENT) {
            long next = keepAlive(t);
            if (t.state() != TcpState.CLOSED) {
                t.timers.idleIn(next);
            }
        }
    }

    private void endFinWait2(Tcb t) {
        long rest = finWait2Nanos(t, settings) - TIME_WAIT_NANOS;
        if (t.choices.linger2Seconds >= 0 && rest > 0) {
            t.owner.waitSmall(rest);
        } else {
            transmitter.sendReset(t);
            t.enter(TcpState.CLOSED);
        }
    }

    /** How long an orphan stays in FIN-WAIT-2 (Linux {@code tcp_fin_time}). */
    public static long finWait2Nanos(Tcb t, TcpSettings settings) {
        long wish = t.choices.linger2Seconds > 0 ? t.choices.linger2Seconds * SECOND : settings.finTimeoutNanos();
        long rto = t.rtoNanos(settings.rtoMaxNanos());
        return Math.max(wish, (rto << 2) - (rto >> 1));
    }

    // Time until the next look.
    private long keepAlive(Tcb t) {
        long limit = idleNanos(t, settings);
        if (!t.outstanding.isEmpty() || t.buffer.hasUnsent()) {
            return limit;
        }
        long idle = loop.now() - t.lastHeardNanos;
        if (idle < limit) {
            return limit - idle;
        }
        if (isOver(t, idle)) {
            transmitter.sendReset(t);
            surrender.giveUp(t);
            return limit;
        }
        counters.increment(Counter.TCPEXT_KEEP_ALIVE);
        transmitter.sendProbe(t);
        t.probes++;
        return (t.choices.keepIntervalSeconds > 0 ? t.choices.keepIntervalSeconds : settings.keepaliveInterval.value()) * SECOND;
    }

    private boolean isOver(Tcb t, long idle) {
        if (t.choices.userTimeoutMillis > 0) {
            return idle >= t.choices.userTimeoutMillis * 1_000_000L && t.probes > 0;
        }
        return t.probes >= (t.choices.keepCount > 0 ? t.choices.keepCount : settings.keepaliveProbes.intValue());
    }

    /** Idle time before the first probe. */
    public static long idleNanos(Tcb t, TcpSettings settings) {
        return (t.choices.keepIdleSeconds > 0 ? t.choices.keepIdleSeconds : settings.keepaliveTime.value()) * SECOND;
    }
}
