package dev.wireproof.core.skb;

/**
 * Where frames go that die inside a host. One per host; the harness listens to account for every frame by name. Dropping ends
 * the buffer's charge.
 */
public interface DropSink {
    void drop(SkBuff skb, DropReason reason);
}
