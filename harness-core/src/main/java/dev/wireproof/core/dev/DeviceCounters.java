package dev.wireproof.core.dev;

/**
 * Counters of one device since it was made (Linux {@code rtnl_link_stats64}). Octets are those of whole frames, Ethernet header
 * included. Written by the device layer alone.
 */
public final class DeviceCounters {
    public long rxPackets;
    public long rxBytes;
    public long rxErrors;
    /** Received, then dropped by the device layer: backlog full, no handler. */
    public long rxDropped;
    /** Dropped by the hardware because the receive ring had no free descriptor. */
    public long rxMissed;
    /** Received group frames that are not broadcast. */
    public long multicast;
    public long txPackets;
    public long txBytes;
    public long txDropped;

    void received(int octets) {
        rxPackets++;
        rxBytes += octets;
    }

    void sent(int octets) {
        txPackets++;
        txBytes += octets;
    }
}
