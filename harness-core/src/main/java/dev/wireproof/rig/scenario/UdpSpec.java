package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.core.wire.UdpView;
import java.util.ArrayList;
import java.util.List;

/** A UDP datagram; source and destination are seen from the frame: when sent, the source is the peer's port. */
public final class UdpSpec extends PacketSpec {
    final FrameBuilder.IpFields ip = new FrameBuilder.IpFields();
    private final int sourcePort;
    private final int destinationPort;
    private final int length;
    private byte[] payload;
    private Integer lengthField;
    private Integer checksumField;
    private boolean badChecksum;
    private Boolean dontFragment;
    private Integer tos;
    private Integer ttl;
    private Address peer;
    private Address sut;

    UdpSpec(int sourcePort, int destinationPort, int length) {
        this.sourcePort = sourcePort;
        this.destinationPort = destinationPort;
        this.length = length;
    }

    public UdpSpec payload(byte[] octets) {
        payload = octets.clone();
        return this;
    }

    /** Length field that is not the true one. */
    public UdpSpec lengthField(int value) {
        lengthField = value;
        return this;
    }

    /** Checksum field as it is; 0 means none. */
    public UdpSpec checksumField(int value) {
        checksumField = value;
        return this;
    }

    public UdpSpec badChecksum() {
        badChecksum = true;
        return this;
    }

    public UdpSpec dontFragment(boolean set) {
        dontFragment = set;
        ip.flagsAndOffset = set ? Ipv4View.DF : 0;
        return this;
    }

    /** TOS octet, ECN bits included. */
    public UdpSpec tos(int octet) {
        tos = octet;
        ip.tos = octet;
        return this;
    }

    public UdpSpec ttl(int hops) {
        ttl = hops;
        ip.ttl = hops;
        return this;
    }

    public UdpSpec peer(Address address) {
        peer = address;
        return this;
    }

    /** Sent to another address than the host's; when expected, sent from it. */
    public UdpSpec to(Address address) {
        sut = address;
        return this;
    }

    @Override
    byte[] build(Wiring w) {
        ip.id = w.ipId++;
        Address from = peer == null ? w.addressing.peer() : peer;
        Address to = sut == null ? w.addressing.sut() : sut;
        byte[] octets = FrameBuilder.ipv4(
                w.addressing.peerMac(), w.addressing.sutMac(), ip, from, to, IpProtocol.UDP, UdpView.SIZE + length);
        datagram(octets, FrameBuilder.PAYLOAD_AT);
        UdpView udp = new UdpView().at(octets, FrameBuilder.PAYLOAD_AT);
        int sum = FrameBuilder.transportChecksum(octets, from, to, IpProtocol.UDP);
        udp.checksum(checksumField != null ? checksumField : badChecksum ? sum ^ 0x5555 : sum == 0 ? 0xFFFF : sum);
        return octets;
    }

    private void datagram(byte[] octets, int at) {
        new UdpView().at(octets, at)
                .ports(sourcePort, destinationPort)
                .length(lengthField == null ? UdpView.SIZE + length : lengthField)
                .checksum(0);
        byte[] data = payload == null ? StreamPattern.octets(0, length) : payload;
        System.arraycopy(data, 0, octets, at + UdpView.SIZE, length);
    }

    @Override
    List<String> differences(Seen seen, Wiring w) {
        List<String> lines = new ArrayList<>();
        if (seen.udp == null) {
            lines.add("protocol: expected a UDP datagram");
            return lines;
        }
        if (seen.udp.sourcePort() != sourcePort && sourcePort != 0 || seen.udp.destinationPort() != destinationPort) {
            lines.add("ports: expected " + sourcePort + " > " + destinationPort + ", got " + seen.udp.sourcePort() + " > "
                    + seen.udp.destinationPort());
        }
        Fields.compare(lines, "length", length, seen.payloadLength);
        if (seen.ip.isFragment()) {
            lines.add("fragment: expected a whole datagram");
        }
        Fields.compare(lines, "tos", tos, seen.ip.tos());
        Fields.compare(lines, "ttl", ttl, seen.ip.ttl());
        Fields.compare(lines, "source", sut, seen.ip.source());
        Fields.compare(lines, "destination", peer, seen.ip.destination());
        if (payload != null && !Fields.samePayload(seen, payload)) {
            lines.add("payload: other octets than expected");
        }
        Fields.compare(lines, "checksum", checksumField, seen.udp.checksum());
        Fields.compare(lines, "DF", dontFragment, seen.ip.dontFragment());
        return lines;
    }

    @Override
    String text() {
        return "UDP " + sourcePort + " > " + destinationPort + " (" + length + ")";
    }
}
