package dev.wireproof.core.dev;

import dev.wireproof.core.skb.SkBuff;

/** The far side of a NIC's plug: takes frames off the transmit ring and hands arriving ones to the NIC. Built by the harness. */
public interface Wire {
    /**
     * The NIC puts a frame on the wire. The buffer's charge stays with the NIC's ring until it calls the completion that the
     * wire schedules; the frame itself now belongs to the wire.
     *
     * @return the instant at which the last bit has left the NIC (virtual nanoseconds), when the descriptor can be completed
     */
    long put(SkBuff frame);
}
