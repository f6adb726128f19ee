package dev.wireproof.rig.link;

import dev.wireproof.core.skb.SkBuff;
import java.util.ArrayList;
import java.util.List;

/** Frames that wait until others have overtaken them. */
final class HeldFrames {
    /** One of them; {@code left} counts down the frames it still waits for. */
    static final class Held {
        final SkBuff frame;
        final long ordinal;
        final String fate;
        final long deadlineNanos;
        int left;

        Held(SkBuff frame, long ordinal, String fate, int left, long deadlineNanos) {
            this.frame = frame;
            this.ordinal = ordinal;
            this.fate = fate;
            this.left = left;
            this.deadlineNanos = deadlineNanos;
        }
    }

    private final List<Held> held = new ArrayList<>();

    int size() {
        return held.size();
    }

    void add(Held h) {
        held.add(h);
    }

    /** One more frame has gone by: takes out those that waited for it alone. */
    List<Held> overtaken() {
        for (Held h : held) {
            h.left--;
        }
        return takeIf(0, Long.MIN_VALUE);
    }

    /** Takes out those whose time is up. */
    List<Held> due(long nowNanos) {
        return takeIf(Integer.MIN_VALUE, nowNanos);
    }

    List<Held> takeAll() {
        return takeIf(Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    private List<Held> takeIf(int left, long nowNanos) {
        List<Held> out = new ArrayList<>();
        for (Held h : held) {
            if (h.left <= left || h.deadlineNanos <= nowNanos) {
                out.add(h);
            }
        }
        held.removeAll(out);
        return out;
    }

    /** The earliest deadline, or {@link Long#MAX_VALUE}. */
    long nextDeadlineNanos() {
        long next = Long.MAX_VALUE;
        for (Held h : held) {
            next = Math.min(next, h.deadlineNanos);
        }
        return next;
    }
}
