package dev.wireproof.core.route;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.dev.Softnets;
import dev.wireproof.core.skb.SkBuff;

/** A device that only exists: routes point to it. */
final class TestDevice extends NetDevice {
    TestDevice(Softnets softnets, String name, int mtu) {
        super(softnets, name, new Mac(0x0200_0000_0001L), mtu);
    }

    @Override
    public Errno transmit(SkBuff skb) {
        return Errno.OK;
    }

    @Override
    protected boolean startTransmit(SkBuff skb, int queue) {
        return true;
    }

    @Override
    public boolean needsNoArp() {
        return true;
    }
}
