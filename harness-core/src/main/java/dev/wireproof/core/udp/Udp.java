package dev.wireproof.core.udp;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.ip.IcmpError;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.ip.TransportProtocol;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.route.Dst;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.sock.Credentials;
import dev.wireproof.core.sock.InetSock;
import dev.wireproof.core.sock.PortSpace;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.SocketFactory;
import dev.wireproof.core.sock.SocketOptions;
import dev.wireproof.core.sock.SocketSettings;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.UdpView;

/** UDP of one namespace: receives in the order of {@code __udp4_lib_rcv} (facts 6.1), takes ICMP errors, makes sockets. */
public final class Udp implements TransportProtocol, SocketFactory {
    private static final int PORT_UNREACHABLE_TYPE = 3;
    private static final int PORT_UNREACHABLE_CODE = 3;

    final EventLoop loop;
    final Network network;
    final PortSpace ports;
    final Counters counters;
    final DropSink drops;
    final UdpSockets sockets;
    private final SocketSettings settings;
    private final UdpView view = new UdpView();

    public Udp(EventLoop loop, Network network, PortSpace ports, UdpSockets sockets, SocketSettings settings,
            Counters counters, DropSink drops) {
        this.loop = loop;
        this.network = network;
        this.ports = ports;
        this.sockets = sockets;
        this.settings = settings;
        this.counters = counters;
        this.drops = drops;
    }

    @Override
    public int number() {
        return IpProtocol.UDP;
    }

    @Override
    public Sock create(Credentials who, int protocol) {
        return new UdpSock(this, new SocketOptions(settings, who));
    }

    /** The sockets, for listings and the leak check. */
    public UdpSockets sockets() {
        return sockets;
    }

    @Override
    public void receive(SkBuff skb) {
        if (!skb.mayPull(UdpView.SIZE)) {
            bad(skb);
            return;
        }
        view.at(skb.head(), skb.data());
        int length = view.length();
        if (length > skb.length() || length < UdpView.SIZE) {
            bad(skb);
            return;
        }
        skb.trim(length);
        skb.checksumVerified |= view.checksum() == 0;
        int from = view.sourcePort();
        int to = view.destinationPort();
        if (isForMany(skb)) {
            deliverToMany(skb, from, to);
            return;
        }
        InetSock sock = sockets.find(skb.destinationHigh, skb.destinationLow, to, skb.sourceHigh, skb.sourceLow, from, skb.inputIfindex);
        if (sock != null) {
            ((UdpSock) sock).enqueue(skb);
        } else if (isIntact(skb)) {
            counters.increment(Counter.UDP_NO_PORTS);
            network.reject(skb, PORT_UNREACHABLE_TYPE, PORT_UNREACHABLE_CODE);
            drops.drop(skb, DropReason.NO_SOCKET);
        }
    }

    private void bad(SkBuff skb) {
        counters.increment(Counter.UDP_IN_ERRORS);
        drops.drop(skb, DropReason.UDP_BAD);
    }

    /** Verifies the checksum; a datagram that fails is counted and dropped here. */
    boolean isIntact(SkBuff skb) {
        if (skb.checksumVerified) {
            return true;
        }
        long sum = skb.checksum(network.pseudoHeaderSum(skb, skb.length()), 0, skb.length());
        if (InternetChecksum.finish(sum) == 0) {
            skb.checksumVerified = true;
            return true;
        }
        counters.increment(Counter.UDP_IN_CSUM_ERRORS);
        counters.increment(Counter.UDP_IN_ERRORS);
        drops.drop(skb, DropReason.UDP_BAD);
        return false;
    }

    private static boolean isForMany(SkBuff skb) {
        return ((Dst) skb.route).type().isForMany();
    }

    /** Linux {@code __udp4_lib_mcast_deliver}: every socket that fits gets a copy, nobody answers with an error. */
    private void deliverToMany(SkBuff skb, int from, int to) {
        UdpSock last = null;
        for (InetSock s = sockets.newest(to); s != null; s = s.olderAtPort()) {
            UdpSock sock = (UdpSock) s;
            if (sock.takesFromMany(skb, from)) {
                if (last != null) {
                    last.enqueue(skb.copy());
                }
                last = sock;
            }
        }
        if (last != null) {
            last.enqueue(skb);
        } else {
            counters.increment(Counter.UDP_IGNORED_MULTI);
            drops.drop(skb, DropReason.NO_SOCKET);
        }
    }

    @Override
    public void error(SkBuff skb, IcmpError error) {
        view.at(skb.head(), skb.data());
        InetSock sock = sockets.find(skb.sourceHigh, skb.sourceLow, view.sourcePort(),
                skb.destinationHigh, skb.destinationLow, view.destinationPort(), skb.inputIfindex);
        if (sock == null) {
            counters.increment(Counter.ICMP_IN_ERRORS);
        } else {
            Address destination = new Address(skb.destinationHigh, skb.destinationLow);
            ((UdpSock) sock).icmpError(skb, error, new Sock.Endpoint(destination, view.destinationPort()));
        }
    }
}
