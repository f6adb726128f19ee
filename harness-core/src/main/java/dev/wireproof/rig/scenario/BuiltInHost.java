package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Flow;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.dev.Plug;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.neigh.Neighbour;
import dev.wireproof.core.neigh.NudState;
import dev.wireproof.core.netns.Kernel;
import dev.wireproof.core.netns.NetNamespace;
import dev.wireproof.core.netns.Process;
import dev.wireproof.core.operator.NeighbourList;
import dev.wireproof.core.operator.RouteMetricWords;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.tcp.TcpInfo;
import dev.wireproof.core.tcp.TcpSock;
import dev.wireproof.core.tcp.TcpSockets;
import dev.wireproof.core.tcp.recovery.CaState;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.rig.monitor.CongestionWindowMonitor;
import dev.wireproof.rig.monitor.Findings;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** A host that runs the built-in stack, with one process that makes the scenario's calls. */
public class BuiltInHost implements HostUnderTest {
    private static final int ETHERNET_MTU = 1500;

    private final Kernel kernel;
    private final NetNamespace net;
    private final Process process;
    private final TreeMap<String, Cidr> addresses = new TreeMap<>();
    private final Findings findings = new Findings();
    private final CongestionWindowMonitor window = new CongestionWindowMonitor(findings);
    private final EventLoop loop;
    private String objection = "";

    BuiltInHost(EventLoop loop, Rng rng, String name, Profile profile) {
        this.loop = loop;
        kernel = new Kernel(loop, name, profile, rng);
        net = kernel.namespace();
        net.linkUp("lo");
        process = net.process("scenario");
        net.sockets().tcp().watchSending(this::sent);
    }

    // A retransmission may go beyond the window by itself, and so may what two duplicates release (RFC 3042).
    private void sent(Tcb t, boolean again) {
        // RFC 5681 section 3.2 steps 2 and 3: the window has just been halved, and what the duplicates tell of still counts as in flight.
        if (again && t.recovery.countsOctets()) {
            return;
        }
        // A probe, or what is sent again outside any recovery, is one segment beyond whatever is in flight, which may be more than a window
        // that was cut at once (RFC 8985 section 7.3).
        if (t.probing || again && t.recovery.state().compareTo(CaState.RECOVERY) < 0) {
            return;
        }
        long inFlight = t.recovery.countsOctets()
                ? t.recovery.octetsInFlight(t.outstanding) / t.mss
                : t.recovery.inFlight(t.outstanding);
        long allowance = again ? 1 : t.recovery.state() == CaState.DISORDER ? 2 : 0;
        Flow flow = new Flow(t.path.source, t.localPort, t.path.destination, t.remotePort);
        window.sent(new CongestionWindowMonitor.Sent(flow, 0, inFlight, t.recovery.cwnd(), allowance));
        if (objection.isEmpty() && !findings.isClean()) {
            objection = "monitors object on " + name() + " at " + Span.ns(loop.now()) + ": " + findings.violations().get(0).message();
        }
    }

    /** A device with an address, down and without a cable. */
    Plug addNic(String device, Mac mac, Cidr address) {
        Plug plug = net.addNic(device, mac, ETHERNET_MTU);
        net.addAddress(device, address);
        addresses.put(device, address);
        return plug;
    }

    void linkUp(String device) {
        net.linkUp(device);
    }

    void mtu(String device, int octets) {
        net.device(device).mtu(octets);
    }

    Address address(String device) {
        return addresses.get(device).address();
    }

    /** The host itself, for what only the built-in stack has: namespaces, hooks, devices. */
    public Kernel kernel() {
        return kernel;
    }

    /** Its first namespace. */
    public NetNamespace net() {
        return net;
    }

    @Override
    public String name() {
        return kernel.name();
    }

    @Override
    public boolean offers(Capability capability) {
        return true;
    }

    @Override
    public SutSocket socket(SocketType type) {
        return socketOf(process, type);
    }

    /** A socket of another process or namespace of this host. */
    public SutSocket socketOf(Process owner, SocketType type) {
        int fd = switch (type) {
            case STREAM -> owner.calls().socket(dev.wireproof.core.sock.SocketType.STREAM);
            case DATAGRAM -> owner.calls().socket(dev.wireproof.core.sock.SocketType.DGRAM);
            case PING -> owner.calls().socket(dev.wireproof.core.sock.SocketType.DGRAM, IpProtocol.ICMP);
        };
        return new BuiltInSocket(this, owner.calls(), fd);
    }

    @Override
    public Address address() {
        return addresses.firstEntry().getValue().address();
    }

    @Override
    public void sysctl(String name, String value) {
        try {
            net.sysctl(name, value);
        } catch (IllegalArgumentException e) {
            throw new ScenarioFailure(e.getMessage());
        }
    }

    @Override
    public void routeMetrics(String words) {
        net.routeMetrics(addresses.firstEntry().getValue(), RouteMetricWords.parse(words));
    }

    @Override
    public long counter(String name) {
        Counter counter = Counter.of(name);
        if (counter == null) {
            throw new IllegalArgumentException("counter " + name + ": the stack counts nothing under this name");
        }
        return net.counter(counter);
    }

    @Override
    public String neighbour(Address address) {
        return new NeighbourList(net.stack().neighbours()).stateOf(address);
    }

    @Override
    public void setNeighbour(Address address, Mac mac, String state) {
        net.stack().neighbours().resolve(address.high(), address.low(), net.device(addresses.firstKey()))
                .update(mac.bits(), NudState.valueOf(state.toUpperCase(Locale.ROOT)), Neighbour.ADMIN | Neighbour.OVERRIDE);
    }

    @Override
    public void addAddress(String device, Cidr address) {
        net.addAddress(device, address);
    }

    @Override
    public ConnectionInfo info(int localPort, int remotePort) {
        TcpSockets sockets = net.sockets().tcp().sockets();
        TcpInfo info = sockets.infoOf(localPort, remotePort);
        if (info != null) {
            return infoOf(info);
        }
        TcpState state = sockets.stateOf(localPort, remotePort);
        return state == null ? null : ConnectionInfo.ofState(state.name());
    }

    @Override
    public void nextIsn(int isn) {
        net.sockets().tcp().chooseInitialSequence(isn);
    }

    ConnectionInfo infoOf(Sock sock) {
        if (sock instanceof TcpSock tcp) {
            return infoOf(tcp.info());
        }
        throw new IllegalArgumentException("TCP_INFO: expected a socket of type STREAM");
    }

    private static ConnectionInfo infoOf(TcpInfo i) {
        return new ConnectionInfo(i.state().name(), i.caState().ordinal(), i.retransmits(), i.probes(), i.backoff(), i.rtoMicros(),
                i.atoMicros(), i.sndMss(), i.rcvMss(), i.unacked(), i.sacked(), i.lost(), i.retrans(), i.rttMicros(), i.rttvarMicros(),
                i.sndSsthresh(), i.sndCwnd(), i.advmss(), i.totalRetrans(), i.reordering(), i.minRttMicros(), i.pacingRate(), i.deliveryRate(),
                i.options(), i.fastOpenFailure(), workOf(i));
    }

    private static ConnectionInfo.Work workOf(TcpInfo i) {
        return new ConnectionInfo.Work(i.busyMicros(), i.rwndLimitedMicros(), i.sndbufLimitedMicros(), i.notsentBytes(), i.bytesAcked(),
                i.bytesReceived(), i.bytesSent(), i.bytesRetrans(), i.segsIn(), i.segsOut(), i.dataSegsIn(), i.dataSegsOut(),
                i.lastDataSentMillis(), i.lastDataRecvMillis(), i.lastAckRecvMillis());
    }

    /** Takes the host down without its wire; what it leaked is known when all hosts of the run are down. */
    void shutDown() {
        kernel.shutDown();
    }

    /** What the watch over its senders objects to first, or empty. */
    public String objection() {
        return objection;
    }

    List<String> leaks() {
        return kernel.leaks();
    }
}
