package dev.wireproof.core.ip;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.route.RouteMetrics;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.Truesize;
import java.util.function.Consumer;

/** A network layer for transports under test: hands what is sent to a listener and has one address of its own. */
public final class FakeNetwork implements Network {
    private final Address own;
    private final Consumer<SkBuff> wire;
    private TransportProtocol transport;
    private int mtu = 1500;
    private RouteMetrics metrics = RouteMetrics.NONE;
    private Errno unreachable = Errno.OK;
    private int confirmations;

    /** @param wire takes each packet sent; its addresses stand in the buffer, {@code data()} is the transport header */
    public FakeNetwork(Address own, Consumer<SkBuff> wire) {
        this.own = own;
        this.wire = wire;
    }

    public Address own() {
        return own;
    }

    /** Largest packet of all paths. */
    public void mtu(int octets) {
        mtu = octets;
    }

    public void metrics(RouteMetrics values) {
        metrics = values;
    }

    /** From now on there is no way to anybody, for this reason. */
    public void unreachable(Errno why) {
        unreachable = why;
    }

    /** How often a neighbour was confirmed. */
    public int confirmations() {
        return confirmations;
    }

    /** Delivers a transport packet from somewhere. */
    public void deliver(byte[] octets, Address from) {
        SkBuff skb = SkBuff.received(octets, 0, octets.length);
        skb.truesize = Truesize.ofReceived(octets.length + 34);
        skb.sourceHigh = from.high();
        skb.sourceLow = from.low();
        skb.destinationHigh = own.high();
        skb.destinationLow = own.low();
        skb.ipProtocol = transport.number();
        transport.receive(skb);
    }

    /** Delivers an ICMP error about a packet that was sent, given by its transport header. */
    public void deliverError(byte[] quoted, Address to, IcmpError error) {
        SkBuff skb = SkBuff.received(quoted, 0, quoted.length);
        skb.sourceHigh = own.high();
        skb.sourceLow = own.low();
        skb.destinationHigh = to.high();
        skb.destinationLow = to.low();
        transport.error(skb, error);
    }

    @Override
    public int headerSize() {
        return 20;
    }

    @Override
    public PathAnswer open(Address source, Address destination, int protocol, int ifindex) {
        if (unreachable != Errno.OK) {
            return new PathAnswer(null, unreachable);
        }
        return new PathAnswer(new IpPath(source.isAny() ? own : source, destination, protocol, ifindex), Errno.OK);
    }

    @Override
    public Errno transmit(SkBuff skb, IpPath path) {
        skb.sourceHigh = path.source.high();
        skb.sourceLow = path.source.low();
        skb.destinationHigh = path.destination.high();
        skb.destinationLow = path.destination.low();
        wire.accept(skb);
        return Errno.OK;
    }

    @Override
    public int mtu(IpPath path) {
        return mtu;
    }

    @Override
    public void updateMtu(IpPath path, int octets) {
        mtu = octets;
    }

    @Override
    public void updateMtu(Address destination, int octets) {
        mtu = octets;
    }

    @Override
    public RouteMetrics metrics(IpPath path) {
        return metrics;
    }

    @Override
    public long pseudoHeaderSum(SkBuff skb, int length) {
        return sum(skb.sourceLow, skb.destinationLow, length);
    }

    @Override
    public long pseudoHeaderSum(IpPath path, int length) {
        return sum(path.source.low(), path.destination.low(), length);
    }

    /** Partial checksum of the pseudo-header between two addresses. */
    public static long sum(long from, long to, int length) {
        return (from & 0xFFFF_FFFFL) + (to & 0xFFFF_FFFFL) + 6 + length;
    }

    @Override
    public int pseudoHeader(Address source, Address destination, int length, byte[] into) {
        throw new UnsupportedOperationException("no signatures here");
    }

    @Override
    public AddressType typeOf(Address address) {
        return address.equals(own) ? AddressType.LOCAL
                : address.equals(Address.BROADCAST) ? AddressType.BROADCAST
                : address.isMulticast() ? AddressType.MULTICAST : AddressType.UNICAST;
    }

    @Override
    public void confirm(IpPath path) {
        confirmations++;
    }

    @Override
    public void reject(SkBuff skb, int type, int code) {
        throw new AssertionError("no transport under test rejects");
    }

    @Override
    public void register(TransportProtocol protocol) {
        transport = protocol;
    }
}
