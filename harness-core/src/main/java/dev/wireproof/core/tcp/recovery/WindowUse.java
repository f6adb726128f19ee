package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.tcp.congestion.CongestionWindow;

/**
 * Was the congestion window in use? Only then may it grow, and a window that was not used for a while shrinks (RFC 7661 in
 * spirit; Linux {@code tcp_cwnd_validate}, facts 9.11).
 */
final class WindowUse {
    private boolean limited;
    private int mostOutstanding;
    private int usageEnd;
    private int used;
    private long validatedNanos;

    void start(int una, long nowNanos) {
        limited = false;
        mostOutstanding = 0;
        used = 0;
        usageEnd = una;
        validatedNanos = nowNanos;
    }

    /** True when the window is what holds sending back; in slow start also when more than half of it was out. */
    boolean isLimited(CongestionWindow window) {
        return limited || window.inSlowStart() && window.cwnd < 2 * mostOutstanding;
    }

    /** True when the window has not been the limit for a retransmission timeout. */
    boolean onSendingStopped(CongestionWindow window, Scoreboard board, boolean full, long rtoNanos, long nowNanos) {
        if (Seq.geq(board.una(), usageEnd) || full || !limited && board.outstanding() > mostOutstanding) {
            limited = full;
            mostOutstanding = board.outstanding();
            usageEnd = board.nxt();
        }
        if (isLimited(window)) {
            used = 0;
            validatedNanos = nowNanos;
            return false;
        }
        used = Math.max(used, board.outstanding());
        return nowNanos - validatedNanos >= rtoNanos;
    }

    /** Most segments outstanding since the window was last the limit. */
    int used() {
        return used;
    }

    /** The window was looked at after an acknowledgement (Linux {@code snd_cwnd_stamp} in {@code tcp_cong_avoid}). */
    void touched(long nowNanos) {
        validatedNanos = nowNanos;
    }

    /** The window was adapted. */
    void validated(long nowNanos) {
        used = 0;
        validatedNanos = nowNanos;
    }
}
