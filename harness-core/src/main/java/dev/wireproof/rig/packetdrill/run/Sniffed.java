package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.core.wire.Octets;
import dev.wireproof.core.wire.TcpView;
import java.util.Arrays;

/** A TCP segment that left the host; once {@link #toScript} is called its numbers are the script's. */
final class Sniffed {
    final long nanos;
    final int source;
    final int destination;
    final int sourcePort;
    final int destinationPort;
    final int tos;
    final int ttl;
    final int ipHeaderLength;
    final boolean ipChecksumGood;
    final int headerLength;
    final int reserved;
    final int window;
    final int urgent;
    final OptionList options;
    int flags;
    int seq;
    int ack;
    int length;
    /** True when all octets of its text are zero. */
    boolean zeros;

    private Sniffed(WireEnd.Packet p, Ipv4View ip, TcpView tcp) {
        byte[] a = p.octets();
        nanos = p.nanos();
        source = ip.source();
        destination = ip.destination();
        tos = ip.tos();
        ttl = ip.ttl();
        ipHeaderLength = ip.headerLength();
        ipChecksumGood = ip.checksumHolds();
        sourcePort = tcp.sourcePort();
        destinationPort = tcp.destinationPort();
        headerLength = tcp.headerLength();
        flags = tcp.flags() | (tcp.reserved() & 1) << 8;
        reserved = tcp.reserved() >> 1;
        seq = tcp.seq();
        ack = tcp.ack();
        window = tcp.window();
        urgent = tcp.urgentPointer();
        int text = ipHeaderLength + headerLength;
        options = new OptionList(Arrays.copyOfRange(a, ipHeaderLength + TcpView.SIZE, text));
        length = ip.totalLength() - text;
        zeros = areZero(a, text, ip.totalLength());
    }

    /** The segment in a packet, or null when it is something else. */
    static Sniffed of(WireEnd.Packet p) {
        byte[] a = p.octets();
        if (a.length < Ipv4View.SIZE) {
            return null;
        }
        Ipv4View ip = new Ipv4View().at(a, 0);
        boolean tcp = ip.protocol() == IpProtocol.TCP && !ip.isFragment() && a.length >= ip.headerLength() + TcpView.SIZE;
        return tcp ? new Sniffed(p, ip, new TcpView().at(a, ip.headerLength())) : null;
    }

    private static boolean areZero(byte[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Octets.u8(a, i) != 0) {
                return false;
            }
        }
        return true;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Moves sequence numbers from the wire into the script's counting. */
    void toScript(TestSocket s) {
        boolean syn = has(TcpView.SYN);
        seq -= s.localOffset(syn);
        if (has(TcpView.ACK)) {
            ack -= s.remoteOffset(syn);
        }
        options.shiftSack(-s.remoteOffset(syn));
    }

    /** Stands for all parts of a segment from here on: this is the last, {@code first} the first of them. */
    void join(Sniffed first, int wholeLength) {
        seq = first.seq;
        flags = flags & ~TcpView.CWR | first.flags & TcpView.CWR;
        length = wholeLength;
    }

    /** True when it left from this socket's end to its other. */
    boolean isFrom(TestSocket s) {
        return s.localAddress != null && s.remoteAddress != null && source == s.localAddress.v4() && sourcePort == s.localPort
                && destination == s.remoteAddress.v4() && destinationPort == s.remotePort;
    }
}
