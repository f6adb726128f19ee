package dev.wireproof.rig.oracle;

import java.math.RoundingMode;

/**
 * When a sender sends its oldest segment again (RFC 6298 section 5, with Karn's rule of section 3). Segments are numbered from 1; each
 * acknowledgement that comes after a timeout covers everything, so that nothing is left to be repaired.
 */
public final class RetransmissionTimerOracle {
    private static final long NONE = Long.MAX_VALUE;
    private static final long MICRO = 1_000;
    private static final long MAXIMUM = 120_000_000_000L;
    private static final long INITIAL = 1_000_000_000L;

    private final RttOracle.Linux linux;
    private final RttOracle.Rfc6298 printed;
    private final long minimumNanos;
    private int sent;
    private int acknowledged;
    private int windowEnd;
    private long sentNanos;
    private int timeouts;
    private boolean ambiguous;
    private long dueNanos = NONE;

    /**
     * A sender whose handshake took a round trip.
     *
     * @param asLinux Linux's estimator, whose minimum stands inside the variance
     * @param minimumNanos least timeout, of Linux least variance
     */
    public RetransmissionTimerOracle(boolean asLinux, long minimumNanos, long handshakeNanos) {
        this.minimumNanos = minimumNanos;
        linux = asLinux ? new RttOracle.Linux(minimumNanos / MICRO) : null;
        printed = asLinux ? null : new RttOracle.Rfc6298();
        take(handshakeNanos, true);
    }

    private void take(long nanos, boolean windowDone) {
        if (linux != null) {
            linux.sample(nanos / MICRO, windowDone);
        } else {
            printed.sample(nanos);
        }
    }

    private long rto() {
        long rto = linux != null ? linux.rto() * MICRO : printed.rto(INITIAL, minimumNanos).setScale(0, RoundingMode.DOWN).longValueExact();
        return RttOracle.backedOff(rto, timeouts, MAXIMUM);
    }

    /** Segments leave; nothing was outstanding before (5.1). */
    public void sends(int segments, long nowNanos) {
        sent += segments;
        sentNanos = nowNanos;
        dueNanos = nowNanos + rto();
    }

    /** When the timer runs out; {@link Long#MAX_VALUE} while it is off. */
    public long dueNanos() {
        return dueNanos;
    }

    /** The timer runs out (5.4 to 5.6): the number of the segment that goes again. */
    public int timeout() {
        timeouts++;
        ambiguous = true;
        dueNanos += rto();
        return acknowledged + 1;
    }

    /** Segments up to this one are acknowledged (5.2, 5.3). */
    public void acknowledges(int segment, long nowNanos) {
        acknowledged = segment;
        if (!ambiguous) {
            boolean windowDone = segment > windowEnd;
            timeouts = 0;
            take(nowNanos - sentNanos, windowDone);
            windowEnd = windowDone ? sent : windowEnd;
        }
        ambiguous = false;
        dueNanos = acknowledged == sent ? NONE : nowNanos + rto();
    }
}
