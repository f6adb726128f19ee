package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Mac;
import dev.wireproof.core.wire.EthernetView;
import dev.wireproof.core.wire.Ipv4View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Another packet with what the link adds chosen: Ethernet addresses, padding behind the packet, octets changed in place. */
public final class LinkSpec extends PacketSpec {
    private final PacketSpec packet;
    private final List<int[]> patches = new ArrayList<>();
    private Mac to;
    private Mac from;
    private int padding;
    private boolean refill;

    LinkSpec(PacketSpec packet) {
        this.packet = packet;
    }

    /** Ethernet destination; compared when expected. */
    public LinkSpec to(Mac mac) {
        to = mac;
        return this;
    }

    /** Ethernet source; compared when expected. */
    public LinkSpec from(Mac mac) {
        from = mac;
        return this;
    }

    /** Octets of 0xEE behind the end of the packet, as a sloppy driver leaves them. */
    public LinkSpec padding(int octets) {
        padding = octets;
        return this;
    }

    /** Sets one octet of what is sent, counted from the first of the network header, after all checksums were filled in. */
    public LinkSpec octet(int place, int value) {
        patches.add(new int[] {FrameBuilder.IP_AT + place, value});
        return this;
    }

    /** Makes the IPv4 header checksum right again after octets were set. */
    public LinkSpec headerChecksum() {
        refill = true;
        return this;
    }

    @Override
    byte[] build(Wiring w) {
        byte[] plain = packet.build(w);
        byte[] octets = Arrays.copyOf(plain, plain.length + padding);
        Arrays.fill(octets, plain.length, octets.length, (byte) 0xEE);
        EthernetView ethernet = new EthernetView().at(octets, 0);
        if (to != null) {
            ethernet.destination(to.bits());
        }
        if (from != null) {
            ethernet.source(from.bits());
        }
        patches.forEach(p -> octets[p[0]] = (byte) p[1]);
        if (refill) {
            new Ipv4View().at(octets, FrameBuilder.IP_AT).fillChecksum();
        }
        return octets;
    }

    @Override
    List<String> differences(Seen seen, Wiring w) {
        List<String> lines = new ArrayList<>(packet.differences(seen, w));
        Fields.compare(lines, "Ethernet destination", to, new Mac(seen.ethernet.destination()));
        Fields.compare(lines, "Ethernet source", from, new Mac(seen.ethernet.source()));
        return lines;
    }

    @Override
    void matched(Seen seen, Wiring w) {
        packet.matched(seen, w);
    }

    @Override
    String text() {
        return packet.text() + (to == null ? "" : " to " + to) + (from == null ? "" : " from " + from);
    }
}
