package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.wire.IcmpView;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.core.wire.Octets;
import dev.wireproof.core.wire.TcpView;
import dev.wireproof.rig.packetdrill.script.IcmpMessage;
import dev.wireproof.rig.packetdrill.script.IpInfo;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import dev.wireproof.rig.packetdrill.script.Segment;

/** Builds the packets that the script sends, in the numbers of the live connection. */
final class Injection {
    private static final int STANDARD_TTL = 255;
    /** Octets of the quoted packet's payload that an ICMP message carries (RFC 792). */
    private static final int QUOTED_OCTETS = 8;

    private final boolean scaledEcho;

    /** @param scaledEcho echoes of timestamps that were never seen are worked out from the clock */
    Injection(boolean scaledEcho) {
        this.scaledEcho = scaledEcho;
    }

    byte[] packet(Segment s, TestSocket socket) {
        boolean syn = s.has(TcpView.SYN);
        OptionList options = options(s, socket);
        int header = TcpView.SIZE + options.octets.length;
        byte[] a = ip(s.ip(), IpProtocol.TCP, header + s.length(), socket.remoteAddress, socket.localAddress);
        boolean acks = s.has(TcpView.ACK);
        TcpView tcp = new TcpView().at(a, Ipv4View.SIZE)
                .ports(s.sourcePort() == 0 ? socket.remotePort : s.sourcePort(), s.destinationPort() == 0 ? socket.localPort : s.destinationPort())
                .seq(s.seq() + socket.remoteOffset(syn))
                .ack(acks ? s.ack() + socket.localOffset(syn) : s.ack())
                .lengthAndFlags(header, s.flags() & 0xFF)
                .window(s.window())
                .urgentPointer(s.urgent());
        a[Ipv4View.SIZE + 12] |= (byte) (s.flags() >> 8 & 1);
        System.arraycopy(options.octets, 0, a, Ipv4View.SIZE + TcpView.SIZE, options.octets.length);
        int length = header + s.length();
        long sum = (socket.remoteAddress.v4() & 0xFFFF_FFFFL) + (socket.localAddress.v4() & 0xFFFF_FFFFL) + IpProtocol.TCP + length;
        tcp.checksum(InternetChecksum.finish(InternetChecksum.add(sum, a, Ipv4View.SIZE, length)));
        return a;
    }

    private OptionList options(Segment s, TestSocket socket) {
        OptionList options = new OptionList(s.options());
        options.shiftSack(socket.localOffset(s.has(TcpView.SYN)));
        if (s.has(TcpView.ACK) && options.hasTimestamps()) {
            Integer live = socket.liveTimestamp(options.tsEcr());
            if (live == null && scaledEcho) {
                live = socket.scaledTimestamp(options.tsEcr());
            }
            if (live == null) {
                throw ScriptProblem.failed(0, "no outbound segment before had TS val " + Integer.toUnsignedString(options.tsEcr())
                        + " that this one echoes");
            }
            options.tsEcr(live);
        }
        return options;
    }

    byte[] packet(IcmpMessage m, TestSocket socket) {
        int quotedLength = m.quoted() == IcmpMessage.Quoted.RAW ? Math.max(0, m.length() - IcmpView.SIZE) : Ipv4View.SIZE + QUOTED_OCTETS;
        byte[] a = ip(m.ip(), IpProtocol.ICMP, IcmpView.SIZE + quotedLength, socket.remoteAddress, socket.localAddress);
        int at = Ipv4View.SIZE;
        IcmpView icmp = new IcmpView().at(a, at).typeAndCode(IcmpNames.type(m), IcmpNames.code(m));
        icmp.rest(m.mtu() >= 0 ? (int) m.mtu() : m.echoId() << 16);
        if (m.quoted() == IcmpMessage.Quoted.TCP) {
            quote(a, at + IcmpView.SIZE, IpProtocol.TCP, TcpView.SIZE + m.length(), socket);
            Octets.put32(a, at + IcmpView.SIZE + Ipv4View.SIZE + 4, m.seq() + socket.localOffset(false));
        } else if (m.quoted() == IcmpMessage.Quoted.UDP) {
            throw ScriptProblem.unsupported("ICMP messages that quote UDP");
        }
        icmp.checksum(InternetChecksum.of(a, at, IcmpView.SIZE + quotedLength));
        return a;
    }

    /** The start of a packet that the socket sent. */
    private static void quote(byte[] a, int at, int protocol, int length, TestSocket socket) {
        header(a, at, 0, STANDARD_TTL, protocol, length, socket.localAddress, socket.remoteAddress);
        Octets.put16(a, at + Ipv4View.SIZE, socket.localPort);
        Octets.put16(a, at + Ipv4View.SIZE + 2, socket.remotePort);
    }

    private static byte[] ip(IpInfo info, int protocol, int length, Address from, Address to) {
        if (info.flowLabel() >= 0) {
            throw ScriptProblem.unsupported("flow labels");
        }
        byte[] a = new byte[Ipv4View.SIZE + length];
        header(a, 0, info.tos(), info.ttl() > 0 ? info.ttl() : STANDARD_TTL, protocol, length, from, to);
        return a;
    }

    private static void header(byte[] a, int at, int tos, int ttl, int protocol, int length, Address from, Address to) {
        new Ipv4View().at(a, at).versionAndLength(4, Ipv4View.SIZE).tos(tos).totalLength(Ipv4View.SIZE + length).ttl(ttl)
                .protocol(protocol).source(from.v4()).destination(to.v4()).fillChecksum();
    }
}
