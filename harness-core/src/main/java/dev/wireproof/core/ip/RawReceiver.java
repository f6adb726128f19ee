package dev.wireproof.core.ip;

import dev.wireproof.core.skb.SkBuff;

/** Raw sockets: they see every local datagram of their protocol before its transport (Linux {@code raw_local_deliver}). */
public interface RawReceiver {
    /**
     * Offers a datagram; {@code skb.data()} is its IP header. The receiver copies what it keeps.
     *
     * @return true when a socket took it
     */
    boolean offer(SkBuff skb);
}
