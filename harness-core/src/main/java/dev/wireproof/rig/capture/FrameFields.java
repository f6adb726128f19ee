package dev.wireproof.rig.capture;

import dev.wireproof.core.base.Flow;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The fields of the frames of one capture by name, as text, leaving out what a comparison ignores. */
final class FrameFields {
    private final Set<Ignore> ignored;
    private final long startNanos;
    private final Map<Flow, Integer> isns = new LinkedHashMap<>();
    private final Map<Flow, Integer> firstTimestamps = new LinkedHashMap<>();

    FrameFields(Set<Ignore> ignored, long startNanos) {
        this.ignored = ignored.isEmpty() ? EnumSet.noneOf(Ignore.class) : EnumSet.copyOf(ignored);
        this.startNanos = startNanos;
    }

    private boolean shows(Ignore what) {
        return !ignored.contains(what);
    }

    /** Checksums cover what may be ignored, so they count only when nothing under them is. */
    private boolean showsChecksums() {
        return shows(Ignore.ISN) && shows(Ignore.PORTS) && shows(Ignore.IP_ID) && shows(Ignore.TIMESTAMPS);
    }

    /** The fields of the next frame, in the order of the layers. */
    Map<String, String> of(DecodedFrame frame) {
        Map<String, String> fields = new LinkedHashMap<>();
        CapturedFrame captured = frame.captured();
        if (shows(Ignore.TIME)) {
            fields.put("time", TimeText.millis(captured.unixNanos() - startNanos) + " ms");
        }
        fields.put("interface", captured.on().name());
        fields.put("direction", captured.direction().name().toLowerCase(java.util.Locale.ROOT));
        fields.put("comment", captured.comment());
        fields.put("length", Integer.toString(captured.originalLength()));
        if (frame.link() != null && frame.link().source() != null) {
            fields.put("eth.src", frame.link().source().toString());
            fields.put("eth.dst", String.valueOf(frame.link().destination()));
            fields.put("eth.type", "0x" + Integer.toHexString(frame.link().etherType()));
            fields.put("eth.vlan", frame.link().vlans().toString());
        }
        int payload = frame.link() == null ? 0 : frame.link().payloadOffset();
        if (frame.arp() != null) {
            payload = arp(fields, frame.arp(), payload);
        } else if (frame.ip() != null) {
            payload = ip(fields, frame);
        }
        fields.put("payload", payload(frame.octets(), payload));
        return fields;
    }

    private static int arp(Map<String, String> fields, ArpRecord arp, int at) {
        fields.put("arp.op", Integer.toString(arp.operation()));
        fields.put("arp.sender", arp.senderIp() + " " + arp.senderMac());
        fields.put("arp.target", arp.targetIp() + " " + arp.targetMac());
        return at + 28;
    }

    private int ip(Map<String, String> fields, DecodedFrame frame) {
        Ipv4Record ip = frame.ip();
        fields.put("ip.src", ip.source().toString());
        fields.put("ip.dst", ip.destination().toString());
        fields.put("ip.proto", Integer.toString(ip.protocol()));
        fields.put("ip.len", Integer.toString(ip.totalLength()));
        if (shows(Ignore.IP_ID)) {
            fields.put("ip.id", Integer.toString(ip.identification()));
        }
        fields.put("ip.df", Boolean.toString(ip.dontFragment()));
        fields.put("ip.mf", Boolean.toString(ip.moreFragments()));
        fields.put("ip.offset", Integer.toString(ip.fragmentOffset()));
        fields.put("ip.ttl", Integer.toString(ip.ttl()));
        fields.put("ip.tos", "0x" + Integer.toHexString(ip.tos()));
        checksum(fields, "ip.checksum", ip.checksum());
        fields.put("ip.options", hex(frame.octets(), ip.offset() + Ipv4Record.LEAST_HEADER, ip.payloadOffset()));
        if (frame.tcp() != null) {
            return tcp(fields, ip, frame.tcp());
        }
        if (frame.udp() != null) {
            UdpRecord udp = frame.udp();
            ports(fields, "udp", udp.sourcePort(), udp.destinationPort());
            fields.put("udp.len", Integer.toString(udp.length()));
            checksum(fields, "udp.checksum", udp.checksum());
            return udp.offset() + UdpRecord.HEADER;
        }
        if (frame.icmp() != null) {
            return icmp(fields, frame.icmp());
        }
        return ip.payloadOffset();
    }

    private int icmp(Map<String, String> fields, IcmpRecord icmp) {
        fields.put("icmp.type", Integer.toString(icmp.type()));
        fields.put("icmp.code", Integer.toString(icmp.code()));
        fields.put("icmp.rest", "0x" + Integer.toHexString(icmp.rest()));
        boolean quotes = icmp.quoted() != null;
        if (quotes && !showsChecksums()) {
            fields.put("icmp.about", icmp.quoted().source() + " > " + icmp.quoted().destination());
            return icmp.offset() + icmp.length();
        }
        checksum(fields, "icmp.checksum", icmp.checksum());
        return icmp.offset() + IcmpRecord.HEADER;
    }

    private int tcp(Map<String, String> fields, Ipv4Record ip, TcpSegmentRecord tcp) {
        Flow flow = new Flow(ip.source(), tcp.sourcePort(), ip.destination(), tcp.destinationPort());
        ports(fields, "tcp", tcp.sourcePort(), tcp.destinationPort());
        boolean absolute = shows(Ignore.ISN);
        if (tcp.has(TcpSegmentRecord.SYN)) {
            isns.put(flow, tcp.seq());
        }
        int base = absolute ? 0 : isns.computeIfAbsent(flow, key -> tcp.seq());
        int peerBase = absolute || !tcp.has(TcpSegmentRecord.ACK) ? 0 : isns.computeIfAbsent(flow.reversed(), key -> tcp.ack());
        fields.put("tcp.seq", Integer.toUnsignedString(tcp.seq() - base));
        fields.put("tcp.ack", Integer.toUnsignedString(tcp.ack() - peerBase));
        fields.put("tcp.flags", TcpText.flags(tcp.flags()));
        fields.put("tcp.window", Integer.toString(tcp.window()));
        fields.put("tcp.urgent", Integer.toString(tcp.urgentPointer()));
        fields.put("tcp.len", Integer.toString(tcp.payloadLength()));
        checksum(fields, "tcp.checksum", tcp.checksum());
        fields.put("tcp.options", options(flow, tcp.options(), peerBase));
        return tcp.payloadOffset();
    }

    private String options(Flow flow, TcpOptionsRecord options, int peerBase) {
        String text = TcpText.options(options, peerBase);
        if (shows(Ignore.TIMESTAMPS) || !options.timestamps()) {
            return text;
        }
        int first = firstTimestamps.computeIfAbsent(flow, key -> options.tsVal());
        int peerFirst = firstTimestamps.getOrDefault(flow.reversed(), options.tsEcr());
        return text.replaceAll(
                "TS val \\d+ ecr \\d+",
                "TS val +" + Integer.toUnsignedString(options.tsVal() - first) + " ecr +"
                        + Integer.toUnsignedString(options.tsEcr() - peerFirst));
    }

    private void ports(Map<String, String> fields, String protocol, int from, int to) {
        if (shows(Ignore.PORTS)) {
            fields.put(protocol + ".srcport", Integer.toString(from));
            fields.put(protocol + ".dstport", Integer.toString(to));
        }
    }

    private void checksum(Map<String, String> fields, String name, int value) {
        if (showsChecksums()) {
            fields.put(name, "0x" + Integer.toHexString(value));
        }
    }

    private static String payload(byte[] octets, int from) {
        return hex(octets, Math.min(from, octets.length), octets.length);
    }

    private static String hex(byte[] octets, int from, int to) {
        StringBuilder text = new StringBuilder();
        TcpText.hex(text, octets, from, to);
        return text.toString();
    }
}
