package dev.wireproof.core.dev;

import dev.wireproof.core.base.Mac;
import dev.wireproof.core.skb.SkBuff;

/** A network device of one namespace (Linux {@code net_device}). */
public abstract class NetDevice {
    private final String name;
    private Mac mac;
    private int mtu;
    private int ifindex;
    private boolean up;

    /** @param mtu largest network-layer packet in octets, 68 to 65536 */
    protected NetDevice(String name, Mac mac, int mtu) {
        this.name = name;
        this.mac = mac;
        this.mtu = mtu;
    }

    public String name() {
        return name;
    }

    public Mac mac() {
        return mac;
    }

    public int mtu() {
        return mtu;
    }

    /** Index in its namespace, 1 for loopback; 0 before registration. */
    public int ifindex() {
        return ifindex;
    }

    void ifindex(int index) {
        ifindex = index;
    }

    public boolean isUp() {
        return up;
    }

    /** Sends a frame that starts at its Ethernet header (Linux {@code dev_queue_xmit}): queueing discipline, taps, driver. */
    public abstract void transmit(SkBuff skb);

    /** True when neighbours on it need no resolution (loopback, point to point). */
    public abstract boolean needsNoArp();
}
