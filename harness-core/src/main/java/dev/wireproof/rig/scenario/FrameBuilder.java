package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.EthernetView;
import dev.wireproof.core.wire.Ipv4View;

/** Writes the link and network headers around what a scripted peer sends. */
final class FrameBuilder {
    static final int IP_AT = EthernetView.SIZE;
    static final int PAYLOAD_AT = IP_AT + Ipv4View.SIZE;

    private FrameBuilder() {}

    /** A frame with room for {@code length} octets behind an IPv4 header that has correct fields and checksum. */
    static byte[] ipv4(Mac from, Mac to, IpFields ip, Address source, Address destination, int protocol, int length) {
        byte[] octets = new byte[PAYLOAD_AT + length];
        new EthernetView().at(octets, 0).destination(to.bits()).source(from.bits()).type(EtherType.IPV4);
        new Ipv4View().at(octets, IP_AT)
                .versionAndLength(4, Ipv4View.SIZE)
                .tos(ip.tos)
                .totalLength(Ipv4View.SIZE + length)
                .id(ip.id)
                .flagsAndOffset(ip.flagsAndOffset)
                .ttl(ip.ttl)
                .protocol(protocol)
                .source(source.v4())
                .destination(destination.v4())
                .fillChecksum();
        return octets;
    }

    /** Partial sum of the IPv4 pseudo-header (RFC 9293 section 3.1). */
    static long pseudoSum(Address source, Address destination, int protocol, int length) {
        return (source.v4() & 0xFFFF_FFFFL) + (destination.v4() & 0xFFFF_FFFFL) + protocol + length;
    }

    /** Checksum of a transport packet that runs to the end of the frame and whose checksum field is still zero. */
    static int transportChecksum(byte[] octets, Address source, Address destination, int protocol) {
        int length = octets.length - PAYLOAD_AT;
        long sum = pseudoSum(source, destination, protocol, length);
        return InternetChecksum.finish(InternetChecksum.add(sum, octets, PAYLOAD_AT, length));
    }

    /** Header fields that a scenario may choose. */
    static final class IpFields {
        int tos;
        int id;
        int flagsAndOffset = Ipv4View.DF;
        int ttl = 64;
    }
}
