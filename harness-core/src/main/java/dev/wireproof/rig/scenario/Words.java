package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.wire.ArpView;
import dev.wireproof.core.wire.IcmpView;
import dev.wireproof.core.wire.TcpView;

/** The vocabulary of scenarios, for static import. Sequence ranges are half open: {@code data(1, 1001)} is octets 1 to 1000. */
public final class Words {
    public static final SocketType STREAM = SocketType.STREAM;
    public static final SocketType DATAGRAM = SocketType.DATAGRAM;
    public static final SocketType PING = SocketType.PING;

    private Words() {}

    public static Span ns(long n) {
        return Span.ns(n);
    }

    public static Span us(long n) {
        return Span.us(n);
    }

    public static Span ms(long n) {
        return Span.ms(n);
    }

    public static Span seconds(long n) {
        return Span.seconds(n);
    }

    /** The instant of the previous event. */
    public static When now() {
        return new When(0, 0);
    }

    /** Exactly this long after the previous event. */
    public static When after(Span span) {
        return new When(span.nanos(), span.nanos());
    }

    /** At any moment from {@code earliest} to {@code latest} after the previous event. */
    public static When between(Span earliest, Span latest) {
        return new When(earliest.nanos(), latest.nanos());
    }

    /** An address in dotted decimal. */
    public static Address ip(String text) {
        return Address.parse(text);
    }

    public static Mac mac(String text) {
        return Mac.parse(text);
    }

    /** The first {@code count} octets of the stream pattern. */
    public static byte[] bytes(int count) {
        return StreamPattern.octets(0, count);
    }

    /** Octets {@code from} to {@code to} of the stream, counted from 1 as {@link #data} does. */
    public static byte[] bytes(int from, int to) {
        return StreamPattern.octets(from - 1, to - from);
    }

    public static TcpSpec syn(int seq) {
        return new TcpSpec(TcpView.SYN, seq, 0);
    }

    public static TcpSpec synAck(int seq, int ack) {
        return new TcpSpec(TcpView.SYN, seq, 0).ack(ack);
    }

    /** A segment with ACK alone. */
    public static TcpSpec ack(int seq, int ack) {
        return new TcpSpec(0, seq, 0).ack(ack);
    }

    /** Octets {@code from} to {@code to}; add {@code .ack(n)}. */
    public static TcpSpec data(int from, int to) {
        return new TcpSpec(TcpView.ACK, from, to - from);
    }

    public static TcpSpec fin(int seq, int ack) {
        return new TcpSpec(TcpView.FIN, seq, 0).ack(ack);
    }

    /** RST without ACK. */
    public static TcpSpec rst(int seq) {
        return new TcpSpec(TcpView.RST, seq, 0);
    }

    /** RST with ACK. */
    public static TcpSpec rstAck(int seq, int ack) {
        return new TcpSpec(TcpView.RST, seq, 0).ack(ack);
    }

    /** A segment with exactly the flags added to it. */
    public static TcpSpec segment(int from, int to) {
        return new TcpSpec(0, from, to - from);
    }

    public static UdpSpec udp(int sourcePort, int destinationPort, int length) {
        return new UdpSpec(sourcePort, destinationPort, length);
    }

    public static IcmpSpec echoRequest(int id, int sequence) {
        return new IcmpSpec(IcmpView.ECHO_REQUEST, 0).id(id, sequence);
    }

    public static IcmpSpec echoReply(int id, int sequence) {
        return new IcmpSpec(IcmpView.ECHO_REPLY, 0).id(id, sequence);
    }

    public static IcmpSpec icmp(int type, int code) {
        return new IcmpSpec(type, code);
    }

    public static ArpSpec arpRequest() {
        return new ArpSpec(ArpView.REQUEST);
    }

    public static ArpSpec arpReply() {
        return new ArpSpec(ArpView.REPLY);
    }

    /** Octets {@code from} to {@code to} of a datagram's IP payload, more fragments to come. */
    public static FragmentSpec fragment(int protocol, int from, int to) {
        return new FragmentSpec(protocol, from, to, true);
    }

    /** The last fragment of a datagram, or the whole of it when {@code from} is 0. */
    public static FragmentSpec lastFragment(int protocol, int from, int to) {
        return new FragmentSpec(protocol, from, to, false);
    }

    /** A packet with Ethernet addresses or padding of the scenario's choice. */
    public static LinkSpec link(PacketSpec packet) {
        return new LinkSpec(packet);
    }

    /** A frame as it is. */
    public static PacketSpec frame(byte[] octets) {
        return new RawSpec(octets);
    }
}
