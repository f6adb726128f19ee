package dev.wireproof.core.dev;

import dev.wireproof.core.skb.SkBuff;

/** Takes a device's frames after the taps and before the protocols, as a bridge does on its ports (Linux {@code rx_handler}). */
public interface RxHandler {
    /** What the core does next. */
    enum Result {
        /** The handler owns the buffer now. */
        CONSUMED,
        /** The handler changed {@code skb.device}; start again there. */
        ANOTHER,
        /** Not interested. */
        PASS
    }

    Result handle(SkBuff skb, NetDevice device);
}
