package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.wire.IcmpView;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.Ipv4View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An ICMP message: echo with id, sequence and data, or an error that quotes a packet of the host under test. */
public final class IcmpSpec extends PacketSpec {
    final FrameBuilder.IpFields ip = new FrameBuilder.IpFields();
    private final int type;
    private final int code;
    private Integer rest;
    private Integer length;
    private byte[] quoted;
    private Integer quotedOctets;
    private boolean badChecksum;
    private Boolean dontFragment;
    private Integer tos;
    private Integer ttl;
    private Address peer;
    private Address sut;

    IcmpSpec(int type, int code) {
        this.type = type;
        this.code = code;
        ip.flagsAndOffset = 0;
    }

    /** Identifier and sequence number of an echo. */
    public IcmpSpec id(int id, int sequence) {
        rest = id << 16 | sequence;
        return this;
    }

    /** Next-hop MTU of 3/4. */
    public IcmpSpec mtu(int mtu) {
        rest = mtu;
        return this;
    }

    /** Octets behind the ICMP header. */
    public IcmpSpec data(int octets) {
        length = octets;
        return this;
    }

    /** Quotes the first octets of a packet (from its IP header on); as an expectation, exactly these. */
    public IcmpSpec quoting(byte[] packet, int octets) {
        quoted = Arrays.copyOf(packet, Math.min(octets, packet.length));
        return this;
    }

    /** Expected to quote this many octets. */
    public IcmpSpec quotes(int octets) {
        quotedOctets = octets;
        return this;
    }

    public IcmpSpec badChecksum() {
        badChecksum = true;
        return this;
    }

    public IcmpSpec peer(Address address) {
        peer = address;
        return this;
    }

    /** Sent to another address than the host's; when expected, sent from it. */
    public IcmpSpec to(Address address) {
        sut = address;
        return this;
    }

    public IcmpSpec tos(int octet) {
        tos = octet;
        ip.tos = octet;
        return this;
    }

    public IcmpSpec ttl(int hops) {
        ttl = hops;
        ip.ttl = hops;
        return this;
    }

    public IcmpSpec dontFragment(boolean set) {
        dontFragment = set;
        ip.flagsAndOffset = set ? Ipv4View.DF : 0;
        return this;
    }

    @Override
    byte[] build(Wiring w) {
        ip.id = w.ipId++;
        byte[] data = quoted != null ? quoted : StreamPattern.octets(0, length == null ? 0 : length);
        Address from = peer == null ? w.addressing.peer() : peer;
        byte[] octets = FrameBuilder.ipv4(w.addressing.peerMac(), w.addressing.sutMac(), ip, from,
                sut == null ? w.addressing.sut() : sut, IpProtocol.ICMP, IcmpView.SIZE + data.length);
        int at = FrameBuilder.PAYLOAD_AT;
        IcmpView icmp = new IcmpView().at(octets, at).typeAndCode(type, code).rest(rest == null ? 0 : rest);
        System.arraycopy(data, 0, octets, at + IcmpView.SIZE, data.length);
        int sum = InternetChecksum.of(octets, at, IcmpView.SIZE + data.length);
        icmp.checksum(badChecksum ? sum ^ 0x5555 : sum);
        return octets;
    }

    @Override
    List<String> differences(Seen seen, Wiring w) {
        List<String> lines = new ArrayList<>();
        if (seen.icmp == null) {
            lines.add("protocol: expected an ICMP message");
            return lines;
        }
        if (seen.icmp.type() != type || seen.icmp.code() != code) {
            lines.add("type/code: expected " + type + "/" + code + ", got " + seen.icmp.type() + "/" + seen.icmp.code());
        }
        if (rest != null && rest != seen.icmp.rest()) {
            lines.add("second word: expected 0x" + Integer.toHexString(rest) + ", got 0x" + Integer.toHexString(seen.icmp.rest()));
        }
        Integer octets = quotedOctets != null ? quotedOctets : length;
        Fields.compare(lines, "octets behind the header", octets, seen.payloadLength);
        differencesOfPacket(lines, seen);
        return lines;
    }

    private void differencesOfPacket(List<String> lines, Seen seen) {
        Fields.compare(lines, "source", sut, seen.ip.source());
        Fields.compare(lines, "destination", peer, seen.ip.destination());
        Fields.compare(lines, "tos", tos, seen.ip.tos());
        Fields.compare(lines, "ttl", ttl, seen.ip.ttl());
        Fields.compare(lines, "DF", dontFragment, seen.ip.dontFragment());
        byte[] echoed = type == IcmpView.ECHO_REPLY && length != null && !seen.ip.isFragment() ? StreamPattern.octets(0, length) : quoted;
        if (echoed != null && !Fields.samePayload(seen, echoed)) {
            lines.add("data: other octets than expected");
        }
    }

    @Override
    String text() {
        return "ICMP " + type + "/" + code + (rest == null ? "" : " 0x" + Integer.toHexString(rest));
    }
}
