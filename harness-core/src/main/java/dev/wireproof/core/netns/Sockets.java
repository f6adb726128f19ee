package dev.wireproof.core.netns;

import dev.wireproof.core.dev.DeviceRegistry;
import dev.wireproof.core.ip.Ipv4Stack;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.raw.PingSockets;
import dev.wireproof.core.raw.RawSockets;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.sock.BindRule;
import dev.wireproof.core.sock.FlowHash;
import dev.wireproof.core.sock.PortSettings;
import dev.wireproof.core.sock.PortSpace;
import dev.wireproof.core.sock.SocketRow;
import dev.wireproof.core.sock.SocketSettings;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.syscall.SocketProtocols;
import dev.wireproof.core.tcp.Tcp;
import dev.wireproof.core.udp.Udp;
import dev.wireproof.core.udp.UdpSockets;
import dev.wireproof.core.wire.IpProtocol;
import java.util.ArrayList;
import java.util.List;

/** The socket side of one namespace: transports, ports and what socket(2) knows. */
public final class Sockets {
    private final SocketSettings settings;
    private final SocketProtocols protocols;
    private final PortSpace udpPorts;
    private final Udp udp;
    private final PortSpace tcpPorts;
    private final Tcp tcp;
    private final PingSockets pings;
    private final RawSockets raws;

    Sockets(EventLoop loop, Rng rng, Sysctls sysctls, Counters counters, DropSink drops, Ipv4Stack stack,
            DeviceRegistry devices) {
        protocols = new SocketProtocols(devices);
        settings = new SocketSettings(sysctls);
        PortSettings portSettings = new PortSettings(sysctls);
        udpPorts = new PortSpace(portSettings, BindRule.UDP, rng.stream("udp ports"));
        udp = new Udp(loop, stack.network(), udpPorts, new UdpSockets(new FlowHash(rng.stream("udp flows"))), settings, counters, drops);
        stack.network().register(udp);
        protocols.register(SocketType.DGRAM, IpProtocol.UDP, udp);
        tcpPorts = new PortSpace(portSettings, BindRule.TCP, rng.stream("tcp ports"));
        tcp = new Tcp(loop, stack.network(), tcpPorts, settings, sysctls, counters, drops, rng.stream("tcp"));
        stack.network().register(tcp);
        protocols.register(SocketType.STREAM, IpProtocol.TCP, tcp);
        pings = new PingSockets(loop, stack.network(), stack.icmp(), sysctls, settings, drops);
        protocols.register(SocketType.DGRAM, IpProtocol.ICMP, pings);
        raws = new RawSockets(loop, stack.network(), settings, drops);
        stack.attach(raws);
        protocols.register(SocketType.RAW, IpProtocol.ICMP, raws);
    }

    /** What socket(2) knows; more protocols may be registered. */
    public SocketProtocols protocols() {
        return protocols;
    }

    /** TCP of this namespace. */
    public Tcp tcp() {
        return tcp;
    }

    public SocketSettings settings() {
        return settings;
    }

    /** A row for each socket. */
    public List<SocketRow> rows() {
        List<SocketRow> rows = new ArrayList<>(udp.sockets().rows());
        rows.addAll(tcp.sockets().rows());
        return rows;
    }

    /** Ends connections that outlive their processes. */
    void end() {
        tcp.sockets().end();
    }

    /** What is left in it, a line each. */
    List<String> leaks() {
        List<String> lines = new ArrayList<>();
        count(lines, udp.sockets().size(), "UDP sockets");
        count(lines, udpPorts.claims(), "UDP ports");
        count(lines, tcp.sockets().connections(), "TCP connections");
        count(lines, tcp.sockets().listeners(), "TCP listeners");
        count(lines, tcpPorts.claims(), "TCP ports");
        count(lines, pings.size(), "ping sockets");
        count(lines, raws.size(), "raw sockets");
        count(lines, settings.memory.received(), "octets charged for reception");
        count(lines, settings.memory.sent(), "octets charged for sending");
        return lines;
    }

    private static void count(List<String> lines, long left, String what) {
        if (left != 0) {
            lines.add(left + " " + what);
        }
    }
}
