package dev.wireproof.core.skb;

/** Told when a buffer passes places on its way out, for whoever wants the times (Linux {@code __skb_tstamp_tx}). */
public interface TransmitStamper {
    /**
     * A buffer passes; the octets are those of that moment, the link header first.
     *
     * @param sent false when a device is about to queue it, true when the driver gets it
     */
    void passes(SkBuff skb, boolean sent);
}
