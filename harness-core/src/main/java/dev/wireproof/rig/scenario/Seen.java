package dev.wireproof.rig.scenario;

import dev.wireproof.core.wire.ArpView;
import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.EthernetView;
import dev.wireproof.core.wire.IcmpView;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.core.wire.TcpOptions;
import dev.wireproof.core.wire.TcpView;
import dev.wireproof.core.wire.UdpView;

/** A frame with views bound to its layers, as far as they are there. */
final class Seen {
    final long nanos;
    final byte[] octets;
    final EthernetView ethernet;
    final ArpView arp;
    final Ipv4View ip;
    final TcpView tcp;
    final TcpOptions options;
    final UdpView udp;
    final IcmpView icmp;
    /** Position of the payload of the innermost header that was recognised. */
    final int payload;
    /** Octets of that payload, link padding left out. */
    final int payloadLength;

    Seen(ObservedFrame frame) {
        nanos = frame.nanos();
        octets = frame.octets();
        ethernet = octets.length >= EthernetView.SIZE ? new EthernetView().at(octets, 0) : null;
        int type = ethernet == null ? 0 : ethernet.type();
        int at = EthernetView.SIZE;
        arp = type == EtherType.ARP && octets.length >= at + ArpView.SIZE ? new ArpView().at(octets, at) : null;
        ip = type == EtherType.IPV4 && octets.length >= at + Ipv4View.SIZE ? new Ipv4View().at(octets, at) : null;
        int end = ip == null ? octets.length : Math.min(octets.length, at + ip.totalLength());
        int inner = ip == null ? end : at + ip.headerLength();
        int protocol = ip == null || ip.fragmentOffset() > 0 ? -1 : ip.protocol();
        tcp = protocol == IpProtocol.TCP && end >= inner + TcpView.SIZE ? new TcpView().at(octets, inner) : null;
        udp = protocol == IpProtocol.UDP && end >= inner + UdpView.SIZE ? new UdpView().at(octets, inner) : null;
        icmp = protocol == IpProtocol.ICMP && end >= inner + IcmpView.SIZE ? new IcmpView().at(octets, inner) : null;
        int header = tcp != null ? tcp.headerLength() : udp != null ? UdpView.SIZE : icmp != null ? IcmpView.SIZE : 0;
        options = tcp == null ? null : new TcpOptions().parse(octets, inner + TcpView.SIZE, Math.min(end, inner + header));
        payload = Math.min(inner + header, end);
        payloadLength = Math.max(0, end - payload);
    }

    boolean isArp() {
        return arp != null;
    }

    /** Sequence space the segment takes: payload, SYN and FIN. */
    int tcpLength() {
        int flags = tcp.flags();
        return payloadLength + ((flags & TcpView.SYN) != 0 ? 1 : 0) + ((flags & TcpView.FIN) != 0 ? 1 : 0);
    }
}
