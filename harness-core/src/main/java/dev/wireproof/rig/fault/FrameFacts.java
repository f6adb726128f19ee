package dev.wireproof.rig.fault;

import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.Octets;

/** What {@link FrameConditions} ask about a frame; a frame too short for a question answers no. */
record FrameFacts(int length, int etherType, int protocol, boolean fragment, int sourcePort, int destinationPort, long seq, long ack,
        int flags, int payload) {
    private static final int ETHERNET = 14;
    private static final int NONE = -1;

    static FrameFacts of(SkBuff frame) {
        byte[] a = new byte[Math.min(frame.length(), ETHERNET + 60 + 20)];
        frame.copyTo(0, a, 0, a.length);
        int type = a.length < ETHERNET ? NONE : Octets.u16(a, 12);
        if (type != EtherType.IPV4 || a.length < ETHERNET + 20) {
            return new FrameFacts(frame.length(), type, NONE, false, NONE, NONE, NONE, NONE, 0, 0);
        }
        int protocol = Octets.u8(a, ETHERNET + 9);
        int piece = Octets.u16(a, ETHERNET + 6);
        int t = ETHERNET + 4 * (a[ETHERNET] & 15);
        boolean first = (piece & 0x1FFF) == 0;
        boolean fragment = (piece & 0x3FFF) != 0;
        boolean ports = first && (protocol == IpProtocol.TCP || protocol == IpProtocol.UDP) && a.length >= t + 4;
        int source = ports ? Octets.u16(a, t) : NONE;
        int destination = ports ? Octets.u16(a, t + 2) : NONE;
        if (!ports || protocol != IpProtocol.TCP || a.length < t + 20) {
            return new FrameFacts(frame.length(), type, protocol, fragment, source, destination, NONE, NONE, 0, 0);
        }
        int end = ETHERNET + Math.min(Octets.u16(a, ETHERNET + 2), frame.length() - ETHERNET);
        int payload = end - t - 4 * (Octets.u8(a, t + 12) >> 4);
        return new FrameFacts(frame.length(), type, protocol, fragment, source, destination, Octets.i32(a, t + 4) & 0xFFFF_FFFFL,
                Octets.i32(a, t + 8) & 0xFFFF_FFFFL, Octets.u8(a, t + 13), payload);
    }

    boolean is(String word) {
        return switch (word) {
            case "arp" -> etherType == EtherType.ARP;
            case "ip" -> etherType == EtherType.IPV4;
            case "icmp" -> protocol == IpProtocol.ICMP;
            case "udp" -> protocol == IpProtocol.UDP;
            case "tcp" -> protocol == IpProtocol.TCP;
            case "fragment" -> fragment;
            case "fin" -> (flags & 1) != 0;
            case "syn" -> (flags & 2) != 0;
            case "rst" -> (flags & 4) != 0;
            case "psh" -> (flags & 8) != 0;
            case "ack" -> (flags & 16) != 0;
            default -> payload > 0;
        };
    }

    boolean has(String name, long value) {
        return switch (name) {
            case "sport" -> sourcePort == value;
            case "dport" -> destinationPort == value;
            case "port" -> sourcePort == value || destinationPort == value;
            case "seq" -> seq == value;
            case "ack" -> ack == value;
            default -> length == value;
        };
    }
}
