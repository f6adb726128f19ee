package dev.wireproof.rig.capture;

import dev.wireproof.core.base.Flow;
import java.util.LinkedHashMap;
import java.util.Map;

/** Frames in one line each, in the words of packetdrill and Wireshark. One object reads one capture: it remembers the TCP flows. */
public final class FrameText {
    private final Map<Flow, FlowText> flows = new LinkedHashMap<>();

    /** A frame on its own; its sequence numbers count from itself. */
    public static String of(DecodedFrame frame) {
        return new FrameText().line(frame);
    }

    /** The next frame of the capture, without time and comment. */
    public String line(DecodedFrame frame) {
        String text;
        if (frame.arp() != null) {
            text = arp(frame.arp());
        } else if (frame.ip() != null) {
            text = ip(frame, frame.ip());
        } else if (frame.link() == null) {
            text = "frame of " + frame.captured().originalLength() + " octets";
        } else {
            text = "ethertype 0x" + Integer.toHexString(frame.link().etherType() & 0xFFFF) + ", "
                    + frame.captured().originalLength() + " octets";
        }
        String vlans = frame.link() == null || frame.link().vlans().isEmpty() ? "" : "vlan " + frame.link().vlans() + " ";
        return vlans + text + (frame.problem() == null ? "" : "  [" + frame.problem() + "]");
    }

    private static String arp(ArpRecord arp) {
        if (arp.operation() == 1) {
            return arp.isGratuitous()
                    ? "arp announce " + arp.senderIp() + " is-at " + arp.senderMac()
                    : "arp who-has " + arp.targetIp() + " tell " + arp.senderIp();
        }
        return arp.operation() == 2
                ? "arp reply " + arp.senderIp() + " is-at " + arp.senderMac()
                : "arp operation " + arp.operation() + " from " + arp.senderIp() + " to " + arp.targetIp();
    }

    private String ip(DecodedFrame frame, Ipv4Record ip) {
        StringBuilder text = new StringBuilder(100);
        if (frame.tcp() != null) {
            TcpSegmentRecord tcp = frame.tcp();
            ends(text, ip, tcp.sourcePort(), tcp.destinationPort()).append(segment(ip, tcp));
        } else if (frame.udp() != null) {
            UdpRecord udp = frame.udp();
            ends(text, ip, udp.sourcePort(), udp.destinationPort()).append("udp (").append(udp.dataLength()).append(')');
        } else if (frame.icmp() != null) {
            text.append(ip.source()).append(" > ").append(ip.destination()).append("  ").append(IcmpText.of(frame.icmp()));
        } else {
            text.append(ip.source()).append(" > ").append(ip.destination()).append("  ip protocol ").append(ip.protocol());
            text.append(" (").append(ip.payloadLength()).append(')');
        }
        if (ip.isFragment()) {
            text.append("  [fragment id ").append(ip.identification()).append(", octets ").append(ip.fragmentOffset()).append(':');
            text.append(ip.fragmentOffset() + ip.payloadLength()).append(ip.moreFragments() ? ", more" : ", last").append(']');
        }
        if ((ip.tos() & 3) != 0) {
            text.append(ecn(ip.tos() & 3));
        }
        return text.toString();
    }

    private static String ecn(int codepoint) {
        return codepoint == 3 ? "  [ce]" : codepoint == 2 ? "  [ect0]" : "  [ect1]";
    }

    private static StringBuilder ends(StringBuilder text, Ipv4Record ip, int from, int to) {
        return text.append(ip.source()).append(':').append(from).append(" > ").append(ip.destination()).append(':').append(to)
                .append("  ");
    }

    private String segment(Ipv4Record ip, TcpSegmentRecord tcp) {
        Flow flow = new Flow(ip.source(), tcp.sourcePort(), ip.destination(), tcp.destinationPort());
        boolean fromFirst = flow.isFromFirst();
        return flows.computeIfAbsent(fromFirst ? flow : flow.reversed(), key -> new FlowText()).segment(tcp, fromFirst);
    }
}
