package dev.wireproof.core.tcp.receiver;

import dev.wireproof.core.skb.SkBuff;

/** A socket's receive buffer as its connection sees it; octets of truesize. */
public interface ReceiveMemory {
    /** Charged now (Linux {@code sk_rmem_alloc}). */
    int allocated();

    /** Size of the buffer (Linux {@code sk_rcvbuf}). */
    int limit();

    /** Grows the buffer: automatic tuning. */
    void limit(int octets);

    /** True when the user has fixed the size. */
    boolean isLocked();

    /** Charges a buffer until it is orphaned. */
    void charge(SkBuff skb);

    /** SO_RCVLOWAT. */
    int lowWater();
}
