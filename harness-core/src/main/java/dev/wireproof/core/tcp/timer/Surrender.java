package dev.wireproof.core.tcp.timer;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.tcp.recovery.Patience;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.tcp.tcb.TcpState;

/** When a connection gives up, and how (Linux {@code tcp_write_timeout}, {@code tcp_write_err}, facts 9.13). */
final class Surrender {
    /** What tcp_orphan_retries 0 means. */
    private static final int ORPHAN_RETRIES = 8;
    private static final long MILLI = 1_000_000L;
    /** The model's first timeout (Linux {@code TCP_RTO_MIN}). */
    private static final long MODEL_BASE_NANOS = 200_000_000L;
    /** The same for SYNs (Linux {@code TCP_TIMEOUT_INIT}). */
    private static final long MODEL_MAX_NANOS = 120_000_000_000L;

    private final TcpSettings settings;
    private final Counters counters;

    Surrender(TcpSettings settings, Counters counters) {
        this.settings = settings;
        this.counters = counters;
    }

    /** Ends the connection with its soft error or ETIMEDOUT. */
    void giveUp(Tcb t) {
        Errno soft = t.owner.softFailure();
        counters.increment(Counter.TCPEXT_ABORT_ON_TIMEOUT);
        t.owner.fail(soft != Errno.OK ? soft : Errno.ETIMEDOUT);
        t.enter(TcpState.CLOSED);
    }

    /** True when text has been sent again for so long that packets of this size may not pass (tcp_retries1). */
    boolean suspectsBlackHole(Tcb t, long nowNanos) {
        boolean opening = t.state() == TcpState.SYN_SENT || t.state() == TcpState.SYN_RECEIVED;
        return !opening && t.retransmits > 0
                && nowNanos - t.retransmitSinceNanos >= Patience.ofRetries(settings.retries1.intValue(), MODEL_BASE_NANOS, MODEL_MAX_NANOS);
    }

    /** True when R1 is reached and the user is to hear of it (RFC 9293 section 3.8.3 (d); Linux tells nobody). */
    boolean reportsTrouble(Tcb t) {
        return settings.textbook != null && t.retransmits == settings.retries1.intValue();
    }

    /** True when the retransmission timer has run out for the last time. */
    boolean isRetransmissionOver(Tcb t, long nowNanos) {
        if (t.state() == TcpState.SYN_SENT || t.state() == TcpState.SYN_RECEIVED) {
            int retries = t.choices.synRetries > 0 ? t.choices.synRetries : settings.synRetries.intValue();
            int linear = t.state() == TcpState.SYN_SENT ? settings.synLinearTimeouts.intValue() : 0;
            return t.retransmits >= retries + linear || t.retransmits > 0 && isSynPatienceOver(t, retries, nowNanos);
        }
        if (t.retransmits == 0) {
            return false;
        }
        long patience = t.choices.userTimeoutMillis > 0
                ? t.choices.userTimeoutMillis * MILLI
                : Patience.ofRetries(retries(t), MODEL_BASE_NANOS, MODEL_MAX_NANOS);
        return nowNanos - t.retransmitSinceNanos >= patience;
    }

    // The time that doubling alone would take counts too, with the user's limit in front of it (Linux retransmits_timed_out).
    private boolean isSynPatienceOver(Tcb t, int retries, long nowNanos) {
        long patience = t.choices.userTimeoutMillis > 0
                ? t.choices.userTimeoutMillis * MILLI
                : Patience.ofRetries(retries, settings.classic.initialRtoNanos(), MODEL_MAX_NANOS);
        return nowNanos - t.retransmitSinceNanos >= patience;
    }

    private int retries(Tcb t) {
        return t.owner.isOrphan() ? orphanRetries(t, t.rtoNanos(settings.rtoMaxNanos())) : settings.retries2.intValue();
    }

    private int orphanRetries(Tcb t, long waitNanos) {
        boolean alive = waitNanos < settings.rtoMaxNanos();
        int retries = t.owner.softFailure() != Errno.OK && !alive ? 0 : settings.orphanRetries.intValue();
        return retries == 0 && alive ? ORPHAN_RETRIES : retries;
    }

    /** True when enough probes have stayed unanswered; a peer that answers is never given up. */
    boolean isProbingOver(Tcb t, long nowNanos) {
        if (t.choices.userTimeoutMillis > 0 && t.probesSinceNanos > 0
                && nowNanos - t.probesSinceNanos >= t.choices.userTimeoutMillis * MILLI) {
            return true;
        }
        int most = settings.retries2.intValue();
        if (t.owner.isOrphan()) {
            long wait = t.rtoNanos(settings.rtoMaxNanos()) << Math.min(t.backoff, 20);
            most = orphanRetries(t, wait);
            if (wait >= settings.rtoMaxNanos() && t.backoff >= most) {
                return true;
            }
        }
        return t.probes >= most;
    }
}
