package dev.wireproof.core.tcp.fastopen;

/**
 * When the clients of a host keep away from Fast Open: some box on the way swallows SYNs with text, or what follows them (Linux {@code
 * tcp_fastopen_active_disable}, {@code tcp_fastopen_active_should_disable}). Each pause in a row is twice as long, up to 64 times.
 */
public final class FastOpenPause {
    private static final long SECOND = 1_000_000_000L;
    private static final int MOST_DOUBLINGS = 6;

    /** What a new SYN may do. */
    public enum Verdict {
        /** Nothing was wrong lately. */
        OPEN,
        /** The pause is over: success ends the row. */
        TRY,
        PAUSED
    }

    private int times;
    private long sinceNanos;

    /**
     * A blackhole was met.
     *
     * @param seconds of the first pause; 0 for none
     * @return true when a pause begins
     */
    public boolean begin(long seconds, long nowNanos) {
        if (seconds == 0) {
            return false;
        }
        sinceNanos = nowNanos;
        times++;
        return true;
    }

    /** Judges a new SYN. */
    public Verdict judge(long seconds, long nowNanos) {
        if (seconds == 0 || times == 0) {
            return Verdict.OPEN;
        }
        long length = seconds * SECOND << Math.min(times - 1, MOST_DOUBLINGS);
        return nowNanos - sinceNanos < length ? Verdict.PAUSED : Verdict.TRY;
    }

    /** Fast Open works, or the operator has set the time: the next pause is a first one. */
    public void forget() {
        times = 0;
    }

    /** Pauses in a row. */
    public int times() {
        return times;
    }
}
