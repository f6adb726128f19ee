package dev.wireproof.core.tcp.tcb;

/** How long a sender was busy, and what held it back meanwhile (Linux {@code tcp_chrono_start}, {@code tcp_chrono_stop}). */
public final class Chronograph {
    /** What the time is spent on; a later one outdoes an earlier one. */
    public enum Limit {
        /** Nothing to send. */
        IDLE,
        /** Data is queued or outstanding. */
        BUSY,
        /** The peer's window holds data back. */
        RECEIVE_WINDOW,
        /** All data is sent and a writer waits for room. */
        SEND_BUFFER
    }

    private final long[] spentNanos = new long[Limit.values().length];
    private Limit current = Limit.IDLE;
    private long sinceNanos;

    /** From now on this is the limit, unless a stronger one holds. */
    public void begin(Limit limit, long nowNanos) {
        if (limit.compareTo(current) > 0) {
            change(limit, nowNanos);
        }
    }

    /**
     * This is no limit any more.
     *
     * @param nothingQueued neither outstanding nor waiting octets are left
     */
    public void end(Limit limit, boolean nothingQueued, long nowNanos) {
        if (nothingQueued) {
            change(Limit.IDLE, nowNanos);
        } else if (limit == current) {
            change(Limit.BUSY, nowNanos);
        }
    }

    private void change(Limit limit, long nowNanos) {
        if (limit != current) {
            spentNanos[current.ordinal()] += nowNanos - sinceNanos;
            current = limit;
            sinceNanos = nowNanos;
        }
    }

    /** Time spent with this limit alone. */
    public long spentNanos(Limit limit, long nowNanos) {
        return spentNanos[limit.ordinal()] + (limit == current ? nowNanos - sinceNanos : 0);
    }

    /** Time with anything queued or outstanding, whatever the limit. */
    public long busyNanos(long nowNanos) {
        return spentNanos(Limit.BUSY, nowNanos) + spentNanos(Limit.RECEIVE_WINDOW, nowNanos) + spentNanos(Limit.SEND_BUFFER, nowNanos);
    }
}
