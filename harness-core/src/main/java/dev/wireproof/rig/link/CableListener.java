package dev.wireproof.rig.link;

import dev.wireproof.core.skb.SkBuff;

/** Watches a cable, for captures and monitors. Buffers must not be kept or changed; {@code data()} is the Ethernet header. */
public interface CableListener {
    /**
     * A frame enters the cable now: Linux's tap place of the sender.
     *
     * @param ordinal its number on this way, from 1
     * @param fate what will become of it, in words for the capture; null when it simply arrives
     */
    void entered(Way way, SkBuff frame, long ordinal, String fate);

    /** A copy that the cable changed or added arrives now. */
    void copyArrived(Way way, SkBuff frame, long ordinal, String fate);

    /** False when it looks at lengths alone, so that the sender's device may leave checksums to whoever reads octets. */
    default boolean readsOctets() {
        return true;
    }

    /** A frame that had entered was lost later, when the cable was pulled. */
    default void lost(Way way, SkBuff frame, long ordinal, LossCause cause) {}
}
