package dev.wireproof.core.dev;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.skb.SkBuff;

/** The device {@code lo}: no queue, no ring; what is sent goes to the backlog (Linux drivers/net/loopback.c; facts 1.9). */
public final class LoopbackDevice extends NetDevice {
    public LoopbackDevice(Softnets softnets) {
        super(softnets, "lo", Mac.ZERO, MAX_MTU);
        carrier(true);
    }

    @Override
    public Errno transmit(SkBuff skb) {
        return transmitUnqueued(skb);
    }

    /** The packet keeps its route, so the receive path need not look it up again. */
    @Override
    protected boolean startTransmit(SkBuff skb, int queue) {
        skb.orphan();
        int octets = skb.length();
        if (EthernetInput.receive(skb, this) && softnets.current().later(skb, this)) {
            counters.sent(octets);
            counters.received(octets);
        }
        return true;
    }

    @Override
    public boolean needsNoArp() {
        return true;
    }

    @Override
    public String operationalState() {
        return isUp() ? "UNKNOWN" : "DOWN";
    }
}
