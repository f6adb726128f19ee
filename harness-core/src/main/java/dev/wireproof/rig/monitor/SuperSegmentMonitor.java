package dev.wireproof.rig.monitor;

import dev.wireproof.rig.capture.Ipv4Record;

/**
 * Packets beyond the MTU. In a capture from elsewhere they are super-segments, taken before the device cut them (TSO) or after it
 * joined them (GRO): a note, and the other rules judge them as their parts. On a run whose devices have no offloads they are a
 * violation.
 */
public final class SuperSegmentMonitor implements Monitor {
    static final String NAME = "mtu";
    private final int mtu;
    private final boolean offloads;

    /**
     * @param mtu octets of the largest IPv4 packet
     * @param offloads whether devices may hand over larger ones
     */
    public SuperSegmentMonitor(int mtu, boolean offloads) {
        this.mtu = mtu;
        this.offloads = offloads;
    }

    @Override
    public void frame(Observed seen, Findings out) {
        Ipv4Record ip = seen.frame().ip();
        if (ip == null || !seen.judged()) {
            return;
        }
        if (ip.packetLength() <= mtu) {
            out.holds();
        } else if (offloads) {
            out.note("super-segment or jumbo packet beyond " + mtu + " octets");
        } else {
            out.violation(seen.number(), NAME, "a packet of " + ip.packetLength() + " octets on a link of MTU " + mtu);
        }
    }
}
