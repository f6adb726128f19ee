package dev.wireproof.core.skb;

/** Told when a buffer's charge ends: sent and completed, or orphaned, or dropped (Linux {@code skb->destructor}). */
public interface Destructor {
    void released(SkBuff skb);
}
