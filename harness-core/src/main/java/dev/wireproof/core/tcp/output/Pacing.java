package dev.wireproof.core.tcp.output;

import dev.wireproof.core.ip.Network;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;

/**
 * Spreads segments over the round trip where the user or the device's queue asks for it, and says how much one burst may carry (facts
 * 9.10; net/ipv4/tcp_input.c {@code tcp_update_pacing_rate}, net/ipv4/tcp_output.c {@code tcp_pacing_check}).
 */
public final class Pacing {
    private static final long MICROS_PER_SECOND = 1_000_000L;
    /** The first flight goes as one burst. */
    private static final int FREE_SEGMENTS = 10;

    private final Network network;
    private final TcpSettings settings;

    public Pacing(Network network, TcpSettings settings) {
        this.network = network;
        this.settings = settings;
    }

    /** The window or the round trip has changed: 200 % of the window a round trip in slow start, 120 % near its end and later. */
    public void update(Tcb t) {
        long cwnd = t.recovery.cwnd();
        long ratio = cwnd < t.recovery.ssthresh() / 2 ? settings.pacingSlowStartRatio.value() : settings.pacingAvoidanceRatio.value();
        long perRoundTrip = Math.max(cwnd, t.outstanding.outstanding()) * t.mss * ratio / 100;
        long micros = t.rto.srttNanos() / 1000;
        long rate = perRoundTrip * MICROS_PER_SECOND / Math.max(micros, 1);
        t.pacing.rate = Math.min(rate, t.pacing.mostRate);
        t.recovery.pace(t.pacing.rate, isOn(t));
    }

    /** True when segments are spread. */
    public boolean isOn(Tcb t) {
        return t.pacing.wished || network.paces(t.path);
    }

    /** True when the next segment must wait here for its turn; it is called for then. */
    boolean holds(Tcb t, long nowNanos) {
        if (!t.pacing.wished || t.pacing.isDue(nowNanos) || network.paces(t.path)) {
            return false;
        }
        t.timers.paceAt(t.pacing.departNanos());
        return true;
    }

    /** Text was sent. */
    void sent(Tcb t, int octets) {
        if (t.statistics.dataSegmentsOut >= FREE_SEGMENTS && isOn(t)) {
            t.pacing.spend(octets);
        }
    }
}
