package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.wire.Ipv4View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An IPv4 packet with chosen fragment fields: octets {@code from} to {@code to} of a datagram's IP payload. */
public final class FragmentSpec extends PacketSpec {
    private final FrameBuilder.IpFields ip = new FrameBuilder.IpFields();
    private final int protocol;
    private final int from;
    private final int to;
    private final boolean more;
    private byte[] datagram;
    private Integer id;
    private Integer ttl;
    private Address peer;
    private byte[] contents;
    private Integer dontFragment;
    private Integer tos;
    private Address sut;

    FragmentSpec(int protocol, int from, int to, boolean more) {
        this.protocol = protocol;
        this.from = from;
        this.to = to;
        this.more = more;
    }

    /** IP payload of the whole datagram, of which this is a part. */
    public FragmentSpec of(byte[] wholePayload) {
        datagram = wholePayload;
        return this;
    }

    /** Octets of this fragment, whatever its offset. */
    public FragmentSpec contents(byte[] octets) {
        contents = octets.clone();
        return this;
    }

    public FragmentSpec id(int value) {
        id = value;
        return this;
    }

    public FragmentSpec ttl(int value) {
        ttl = value;
        ip.ttl = value;
        return this;
    }

    public FragmentSpec tos(int octet) {
        tos = octet;
        ip.tos = octet;
        return this;
    }

    public FragmentSpec dontFragment(boolean set) {
        dontFragment = set ? 1 : 0;
        return this;
    }

    /** Sent to another address than the host's. */
    public FragmentSpec to(Address address) {
        sut = address;
        return this;
    }

    public FragmentSpec peer(Address address) {
        peer = address;
        return this;
    }

    @Override
    byte[] build(Wiring w) {
        ip.id = id == null ? w.ipId : id;
        ip.flagsAndOffset = (dontFragment != null && dontFragment == 1 ? Ipv4View.DF : 0) | (more ? Ipv4View.MF : 0) | from >>> 3;
        byte[] part = contents != null ? contents
                : datagram == null ? StreamPattern.octets(from, to - from) : Arrays.copyOfRange(datagram, from, to);
        Address source = peer == null ? w.addressing.peer() : peer;
        Address destination = sut == null ? w.addressing.sut() : sut;
        byte[] octets = FrameBuilder.ipv4(
                w.addressing.peerMac(), w.addressing.sutMac(), ip, source, destination, protocol, part.length);
        System.arraycopy(part, 0, octets, FrameBuilder.PAYLOAD_AT, part.length);
        return octets;
    }

    @Override
    List<String> differences(Seen seen, Wiring w) {
        List<String> lines = new ArrayList<>();
        if (seen.ip == null) {
            lines.add("protocol: expected an IPv4 packet");
            return lines;
        }
        int length = seen.ip.totalLength() - seen.ip.headerLength();
        Fields.compare(lines, "protocol", protocol, seen.ip.protocol());
        Fields.compare(lines, "offset", from, seen.ip.fragmentOffset());
        Fields.compare(lines, "length", to - from, length);
        Fields.compare(lines, "MF", more ? 1 : 0, seen.ip.moreFragments() ? 1 : 0);
        Fields.compare(lines, "id", id, seen.ip.id());
        Fields.compare(lines, "ttl", ttl, seen.ip.ttl());
        Fields.compare(lines, "DF", dontFragment, seen.ip.dontFragment() ? 1 : 0);
        Fields.compare(lines, "tos", tos, seen.ip.tos());
        if (datagram != null && lines.isEmpty() && !carries(seen, Arrays.copyOfRange(datagram, from, to))) {
            lines.add("data: other octets than expected");
        }
        return lines;
    }

    private static boolean carries(Seen seen, byte[] part) {
        int at = FrameBuilder.IP_AT + seen.ip.headerLength();
        return Arrays.equals(part, 0, part.length, seen.octets, at, at + part.length);
    }

    @Override
    String text() {
        return "IP protocol " + protocol + " octets " + from + ":" + to + (more ? " MF" : "") + (id == null ? "" : " id " + id);
    }
}
