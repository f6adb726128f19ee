package dev.wireproof.core.dev;

import dev.wireproof.core.skb.SkBuff;

/** Decides which frame of a device leaves next, and which is refused (Linux {@code Qdisc}). */
public interface QueueDiscipline {
    /** Takes a frame. False when there is no room: the caller drops it. */
    boolean enqueue(SkBuff skb);

    /** The next frame to send, or null: none, or none before {@link #readyNanos}. */
    SkBuff dequeue();

    /** When to ask again after {@link #dequeue} gave nothing though there are frames. */
    default long readyNanos() {
        return 0;
    }

    /** A frame to throw away, or null when there is none. */
    default SkBuff discard() {
        return dequeue();
    }

    /** True when it holds frames until their time of departure, so that transports need not. */
    default boolean paces() {
        return false;
    }

    /** Frames in it now. */
    int length();

    /** True when a frame may pass an empty discipline without being queued (Linux {@code TCQ_F_CAN_BYPASS}). */
    default boolean mayBypass() {
        return true;
    }

    /** As {@code tc qdisc} prints it. */
    String name();
}
