package dev.wireproof.core.ip;

import dev.wireproof.core.skb.SkBuff;

/** Whoever sent echo requests: ping sockets (Linux {@code ping_rcv}, {@code ping_err}). */
public interface EchoReceiver {
    /** An echo reply; {@code skb.data()} is the ICMP header. The receiver owns the buffer. */
    void reply(SkBuff skb);

    /** An error about an echo request of this host; {@code skb.data()} is the quoted ICMP header. The caller keeps the buffer. */
    void error(SkBuff skb, IcmpError error);
}
