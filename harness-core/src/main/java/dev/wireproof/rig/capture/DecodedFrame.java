package dev.wireproof.rig.capture;

/**
 * A frame taken apart. Layers that are absent, or that cannot be told from the octets there, are null. Decoding takes any octets and
 * never throws.
 *
 * @param link null when the frame is shorter than a link header
 * @param problem why a layer that the one below names could not be decoded, or null; see {@link CapturedFrame#isCut}
 */
public record DecodedFrame(
        CapturedFrame captured,
        LinkRecord link,
        ArpRecord arp,
        Ipv4Record ip,
        TcpSegmentRecord tcp,
        UdpRecord udp,
        IcmpRecord icmp,
        String problem) {

    /** Takes a frame apart. */
    public static DecodedFrame of(CapturedFrame frame) {
        LinkRecord link = LinkRecord.of(frame);
        if (link == null) {
            return new DecodedFrame(frame, null, null, null, null, null, null, "shorter than a link header");
        }
        byte[] octets = frame.octets();
        if (link.etherType() == LinkRecord.ARP) {
            ArpRecord arp = ArpRecord.of(octets, link.payloadOffset());
            String problem = arp == null ? "ARP packet is cut or not for IPv4 over Ethernet" : null;
            return new DecodedFrame(frame, link, arp, null, null, null, null, problem);
        }
        if (link.etherType() != LinkRecord.IPV4) {
            return new DecodedFrame(frame, link, null, null, null, null, null, null);
        }
        Ipv4Record ip = Ipv4Record.of(octets, link.payloadOffset(), frame.originalLength());
        if (ip == null) {
            return new DecodedFrame(frame, link, null, null, null, null, null, "IPv4 header is cut or malformed");
        }
        return transport(frame, link, ip);
    }

    private static DecodedFrame transport(CapturedFrame frame, LinkRecord link, Ipv4Record ip) {
        if (ip.fragmentOffset() != 0) {
            return new DecodedFrame(frame, link, null, ip, null, null, null, null);
        }
        byte[] octets = frame.octets();
        int at = ip.payloadOffset();
        int length = ip.payloadLength();
        switch (ip.protocol()) {
            case Ipv4Record.TCP: {
                TcpSegmentRecord tcp = TcpSegmentRecord.of(octets, at, length);
                String problem = tcp == null ? "TCP header is cut or malformed" : null;
                return new DecodedFrame(frame, link, null, ip, tcp, null, null, problem);
            }
            case Ipv4Record.UDP: {
                UdpRecord udp = UdpRecord.of(octets, at, length);
                String problem = udp == null ? "UDP header is cut" : null;
                return new DecodedFrame(frame, link, null, ip, null, udp, null, problem);
            }
            case Ipv4Record.ICMP: {
                IcmpRecord icmp = IcmpRecord.of(octets, at, length, frame.originalLength());
                String problem = icmp == null ? "ICMP header is cut" : null;
                return new DecodedFrame(frame, link, null, ip, null, null, icmp, problem);
            }
            default:
                return new DecodedFrame(frame, link, null, ip, null, null, null, null);
        }
    }

    /** Position of the frame in its capture, from 1. */
    public long number() {
        return captured.number();
    }

    public byte[] octets() {
        return captured.octets();
    }
}
