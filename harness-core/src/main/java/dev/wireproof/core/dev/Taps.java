package dev.wireproof.core.dev;

import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.UnfilledChecksum;
import java.util.ArrayList;
import java.util.List;

/** The taps of one namespace or device, asked in the order in which they came (Linux {@code ptype_all}). */
public final class Taps {
    private static final PacketTap[] NONE = {};

    private PacketTap[] taps = NONE;

    public void add(PacketTap tap) {
        List<PacketTap> next = new ArrayList<>(List.of(taps));
        next.add(tap);
        taps = next.toArray(NONE);
    }

    /** Takes a tap away; nothing happens when it is not here. */
    public void remove(PacketTap tap) {
        List<PacketTap> next = new ArrayList<>(List.of(taps));
        next.remove(tap);
        taps = next.toArray(NONE);
    }

    public boolean isEmpty() {
        return taps.length == 0;
    }

    /** {@code skb.data()} is the Ethernet header. */
    void show(SkBuff skb, NetDevice device, boolean outgoing) {
        if (taps.length > 0) {
            UnfilledChecksum.fill(skb);
        }
        for (PacketTap tap : taps) {
            tap.frame(skb, device, outgoing);
        }
    }
}
