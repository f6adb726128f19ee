package dev.wireproof.core.dev;

import dev.wireproof.core.skb.SkBuff;

/** What one end of a cable goes into: a NIC, a port of a switch, a scripted peer. */
public interface Plug {
    /** Connects it to a wire (carrier on), or to null: pulls the cable (carrier off). */
    void attach(Wire wire);

    /** A frame has arrived with its last bit, at this instant. {@code frame.data()} is the Ethernet header; it is owned from now on. */
    void frameArrived(SkBuff frame);

    /** True when a host or a scripted peer sits behind it, false for what only passes frames on. */
    default boolean isHost() {
        return true;
    }

    /** Completes descriptors whose frame has left by now, so that no charge travels; nothing happens where there is none. */
    void reclaim();
}
