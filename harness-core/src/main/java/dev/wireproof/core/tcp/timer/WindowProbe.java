package dev.wireproof.core.tcp.timer;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.output.SegmentSender;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;

/** Zero-window probes (RFC 9293 section 3.8.6.1; Linux {@code tcp_probe_timer}, facts 9.14). */
public final class WindowProbe {
    private static final int MOST_DOUBLINGS = 10;
    private static final long BASE_NANOS = 200_000_000L;
    /** Next try when this host's own queue refused a probe (Linux {@code TCP_RESOURCE_PROBE_INTERVAL}). */
    private static final long CONGESTED_HERE_NANOS = 500_000_000L;

    private final EventLoop loop;
    private final SegmentSender sender;
    private final Surrender surrender;
    private final TcpSettings settings;

    WindowProbe(EventLoop loop, SegmentSender sender, Surrender surrender, TcpSettings settings) {
        this.loop = loop;
        this.sender = sender;
        this.surrender = surrender;
        this.settings = settings;
    }

    void run(Tcb t) {
        if (!t.outstanding.isEmpty() || !t.buffer.hasUnsent()) {
            t.probes = 0;
            t.probesSinceNanos = 0;
            return;
        }
        if (t.probesSinceNanos == 0) {
            t.probesSinceNanos = loop.now();
        }
        if (surrender.isProbingOver(t, loop.now())) {
            surrender.giveUp(t);
            return;
        }
        Errno answer = sender.wakeUp(t);
        if (!t.outstanding.isEmpty() || !t.buffer.hasUnsent()) {
            t.probes = 0;
            t.backoff = 0;
            t.probesSinceNanos = 0;
            return;
        }
        t.probes++;
        if (answer != Errno.OK) {
            t.timers.probeIn(CONGESTED_HERE_NANOS);
            return;
        }
        if (t.backoff < settings.retries2.intValue()) {
            t.backoff++;
        }
        t.timers.probeIn(intervalNanos(t, settings));
    }

    /** Time until the next probe. */
    public static long intervalNanos(Tcb t, TcpSettings settings) {
        long base = Math.max(t.rtoNanos(settings.rtoMaxNanos()), BASE_NANOS);
        return Math.min(base << Math.min(t.backoff, MOST_DOUBLINGS), settings.rtoMaxNanos());
    }
}
