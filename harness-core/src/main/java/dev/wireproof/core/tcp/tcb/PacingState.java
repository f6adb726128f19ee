package dev.wireproof.core.tcp.tcb;

/** At what rate a connection aims to send, and when its next segment is due (Linux {@code sk_pacing_rate}, {@code tcp_wstamp_ns}). */
public final class PacingState {
    /** No limit, or not known yet. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Octets a second; {@link #UNLIMITED} before the first round trip is known. */
    public long rate = UNLIMITED;
    /** Most octets a second by the user's wish (SO_MAX_PACING_RATE). */
    public long mostRate = UNLIMITED;
    /** The user has wished for a rate, so segments are spread even where no queue does it. */
    public boolean wished;
    private long departNanos;
    private long creditNanos;

    /** The user limits the rate; -1 takes the limit off. */
    public void limit(long octetsPerSecond) {
        mostRate = octetsPerSecond < 0 ? UNLIMITED : octetsPerSecond;
        wished |= octetsPerSecond >= 0;
        rate = Math.min(rate, mostRate);
    }

    /** A segment, or several in one buffer, is sent: not before its turn. */
    public void begin(long nowNanos) {
        creditNanos = Math.max(0, nowNanos - departNanos);
        departNanos = Math.max(departNanos, nowNanos);
    }

    /** Octets a second, -1 for unlimited. */
    public long rateOrUnlimited() {
        return rate == UNLIMITED ? -1 : rate;
    }

    /** The instant of departure of what is sent now. */
    public long departNanos() {
        return departNanos;
    }

    /** True when the turn of the next segment has come. */
    public boolean isDue(long nowNanos) {
        return departNanos <= nowNanos;
    }

    /** Text was sent: the next segment is due when it has passed at the rate, half that time earlier when this one was late. */
    public void spend(int octets) {
        if (rate == UNLIMITED || rate == 0) {
            return;
        }
        long nanos = octets * NANOS_PER_SECOND / rate;
        departNanos += nanos - Math.min(nanos / 2, creditNanos);
    }
}
