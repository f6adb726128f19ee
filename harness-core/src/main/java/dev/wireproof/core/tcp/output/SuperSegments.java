package dev.wireproof.core.tcp.output;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.tcp.recovery.CaState;
import dev.wireproof.core.tcp.tcb.Negotiated;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;

/**
 * How many segments leave together. Where the device takes super-segments, Linux builds packets of several segments, cuts them late
 * and pushes the last of each; so this decides bursts, the place of PSH, and whether a small burst waits for a larger one
 * (net/ipv4/tcp_output.c {@code tcp_tso_segs}, {@code tcp_mss_split_point}, {@code tcp_tso_should_defer}; facts 9.9 and 9.10).
 */
public final class SuperSegments {
    /** Answer of {@link #octets}: wait. */
    static final int DEFERRED = 0;

    /** Most octets in a super-segment, headers left out (Linux {@code sk_gso_max_size}). */
    private static final int LARGEST = 65_536 - 321;
    private static final long DEFER_NANOS = 1_000_000L;
    /** Round trips below this many units of 2^log us enlarge bursts. */
    private static final int RTT_STEPS = 32;
    private static final int PACING_SHIFT = 10;

    private final Network network;
    private final TcpSettings settings;
    private boolean deferredForWindow;

    public SuperSegments(Network network, TcpSettings settings) {
        this.network = network;
        this.settings = settings;
    }

    // Each signed segment needs a digest of its own (Linux sk_gso_disable in tcp_md5_do_add).
    private int most(Tcb t) {
        return t.signatureKey != null ? 1 : network.superSegments(t.path);
    }

    /** How far a write fills one buffer before it begins another (Linux {@code tcp_xmit_size_goal}). */
    public int goal(Tcb t) {
        int most = most(t);
        if (most == 1) {
            return t.mss;
        }
        int cut = t.send.maxWnd > Negotiated.DEFAULT_MSS ? t.send.maxWnd >> 1 : t.send.maxWnd;
        int largest = cut > 0 ? Math.min(LARGEST, cut) : LARGEST;
        return Math.max(1, Math.min(largest / t.mss, most)) * t.mss;
    }

    /**
     * Octets of the next burst, which the congestion and peer's windows allow at least one segment of.
     *
     * @param mss octets of a segment now
     * @param mayDefer false for the push of a full buffer
     * @return at least 1, or {@link #DEFERRED}
     */
    int octets(Tcb t, int mss, SendRule.Eagerness eagerness, boolean mayDefer, long nowNanos) {
        int unsent = t.buffer.unsentTogether();
        int most = most(t);
        if (most == 1 || unsent <= mss || t.send.isUrgent()) {
            return Math.min(unsent, mss);
        }
        int limit = Math.min(autosize(t), most);
        int room = t.recovery.cwnd() - inFlight(t);
        int quota = Math.max(1, Math.min(Math.min(room, Math.max(t.recovery.cwnd() >> 1, 1)), limit));
        int window = Seq.diff(t.send.windowEnd(), t.send.nxt);
        if (mayDefer && defers(t, limit, room, window, nowNanos)) {
            return DEFERRED;
        }
        int needed = Math.min(unsent, window);
        if (quota * mss <= needed) {
            return quota * mss;
        }
        int rest = needed % mss;
        boolean small = !t.outstanding.isEmpty() && t.send.hasSmallOutstanding();
        boolean held = eagerness == SendRule.Eagerness.NEVER || eagerness == SendRule.Eagerness.NAGLE && small;
        return rest != 0 && held && needed > rest ? needed - rest : needed;
    }

    /** Most segments that one buffer sends again. */
    int segmentsAgain(Tcb t) {
        int most = most(t);
        return most == 1 ? 1 : Math.min(autosize(t), most);
    }

    /** True when the last deferral waits for the peer's window, not for the congestion window. */
    boolean wasDeferredForWindow() {
        return deferredForWindow;
    }

    private static int inFlight(Tcb t) {
        return t.recovery.inFlight(t.outstanding);
    }

    // What the path carries in a millisecond, more on a short one, at least a setting (Linux tcp_tso_autosize).
    private int autosize(Tcb t) {
        long octets = t.pacing.rate >> PACING_SHIFT;
        long steps = t.recovery.minRttNanos() / 1000 >> settings.tsoRttLog.intValue();
        if (t.recovery.minRttNanos() > 0 && steps < RTT_STEPS) {
            octets += LARGEST >> steps;
        }
        return (int) Math.max(Math.min(octets, LARGEST) / t.mss, settings.minTsoSegments.value());
    }

    // An acknowledgement is near that would allow more: wait for it, unless a fair part of the window is free. Exactly a millisecond
    // counts as more: on a real host the sending itself takes time.
    private boolean defers(Tcb t, int limit, int room, int window, long nowNanos) {
        if (t.recovery.state().compareTo(CaState.RECOVERY) >= 0 || nowNanos - t.lastSentNanos >= DEFER_NANOS || t.outstanding.isEmpty()) {
            return false;
        }
        int free = Math.min(window, room * t.mss);
        if (free >= limit * t.mss) {
            return false;
        }
        int divisor = settings.tsoWindowDivisor.intValue();
        long chunk = Math.min(t.send.wnd, (long) t.recovery.cwnd() * t.mss);
        if (divisor > 0 && free >= chunk / divisor) {
            return false;
        }
        long srtt = t.rto.srttNanos();
        long expectedIn = t.outstanding.first().sentNanos() + srtt - nowNanos;
        deferredForWindow = window <= room * t.mss;
        return expectedIn <= Math.min(srtt >> 1, DEFER_NANOS) && (free <= t.buffer.unsent() || !t.buffer.isFinQueued());
    }
}
