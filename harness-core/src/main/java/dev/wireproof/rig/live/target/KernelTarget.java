package dev.wireproof.rig.live.target;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.base.Span;
import dev.wireproof.rig.live.KernelRelease;
import dev.wireproof.rig.live.KernelSocket;
import dev.wireproof.rig.live.LiveSetupException;
import dev.wireproof.rig.live.NamespaceThread;
import dev.wireproof.rig.live.SocketConstants;
import dev.wireproof.rig.live.SocketDiag;
import dev.wireproof.rig.live.TapNamespace;
import dev.wireproof.rig.live.TapPlan;
import dev.wireproof.rig.scenario.Addressing;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.ConnectionInfo;
import dev.wireproof.rig.scenario.ObservedFrame;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.ScenarioSkipped;
import dev.wireproof.rig.scenario.SocketType;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.Target;
import dev.wireproof.rig.scenario.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The machine's kernel behind a TAP device: one namespace a scenario, the kernel at the address under test, the ladder at
 * the other end of the wire, real time.
 *
 * <p>Set before the scenario: Reno, no metrics kept from earlier connections, and the buffer limits of a large machine, so
 * that windows do not depend on this one. Belongs to the thread that made it; calls under observation run on their own.
 */
final class KernelTarget implements Target {
    /** The wire's device, as in scenarios for built-in hosts. */
    private static final String DEVICE = "eth0";
    private static final int PREFIX_LENGTH = 24;
    private static final int MTU = 1500;
    private static final int IPPROTO_ICMP = 1;

    private final KernelRelease release;
    private final Timing timing;
    private final TapNamespace namespace;
    private final KernelClock clock = new KernelClock();
    private final StallWatch stalls = new StallWatch(clock);
    private final TapFrames frames;
    private final KernelCalls calls = new KernelCalls(clock);
    private final List<KernelSutSocket> sockets = new CopyOnWriteArrayList<>();

    KernelTarget(KernelRelease release) {
        this.release = release;
        timing = new KernelTiming(release);
        Addressing wire = Addressing.STANDARD;
        namespace = TapNamespace.create(new TapPlan("", DEVICE, wire.sut().toString(), PREFIX_LENGTH, MTU, wire.sutMac().toString()));
        NamespaceThread thread = namespace.thread();
        thread.sysctl("net.ipv4.tcp_congestion_control", "reno");
        thread.sysctl("net.ipv4.tcp_no_metrics_save", "1");
        thread.sysctl("net.ipv4.tcp_rmem", "4096 131072 33554432");
        thread.sysctl("net.ipv4.tcp_wmem", "4096 16384 4194304");
        frames = new TapFrames(namespace.tap(), clock);
    }

    @Override
    public String name() {
        return KernelTargets.NAME + " " + release.release();
    }

    @Override
    public boolean offers(Capability capability) {
        return KernelTargets.OFFERED.contains(capability);
    }

    @Override
    public Timing timing() {
        return timing;
    }

    @Override
    public Address address() {
        return Addressing.STANDARD.sut();
    }

    @Override
    public long now() {
        return clock.now();
    }

    @Override
    public long lastCallNanos() {
        return calls.lastEndNanos();
    }

    @Override
    public void advanceTo(long nanos) {
        clock.sleepUntil(nanos);
    }

    @Override
    public ObservedFrame nextFrame(long untilNanos) {
        return frames.next(untilNanos);
    }

    @Override
    public void inject(byte[] octets) {
        namespace.tap().write(octets, 0, octets.length);
    }

    @Override
    public SutSocket socket(SocketType type) {
        NamespaceThread thread = namespace.thread();
        return own(switch (type) {
            case STREAM -> KernelSocket.tcp(thread);
            case DATAGRAM -> KernelSocket.udp(thread);
            case PING -> ping(thread);
        });
    }

    private static KernelSocket ping(NamespaceThread thread) {
        thread.sysctl("net.ipv4.ping_group_range", "0 2147483647");
        return KernelSocket.open(thread, SocketConstants.AF_INET, SocketConstants.SOCK_DGRAM, IPPROTO_ICMP);
    }

    SutSocket own(KernelSocket socket) {
        KernelSutSocket made = new KernelSutSocket(this, socket);
        sockets.add(made);
        return made;
    }

    KernelCalls calls() {
        return calls;
    }

    @Override
    public <T> PendingCall<T> call(String what, Callable<T> body) {
        return calls.start(what, body);
    }

    @Override
    public void sysctl(String name, String value) {
        try {
            namespace.thread().sysctl(name, value);
        } catch (LiveSetupException refused) {
            throw new ScenarioSkipped("needs the sysctl " + name + "=" + value + ": " + refused.getMessage());
        }
    }

    @Override
    public void routeMetrics(String words) {
        List<String> line = new ArrayList<>(List.of("ip", "route", "change", "10.0.0.0/24", "dev", DEVICE, "proto", "kernel",
                "scope", "link", "src", address().toString()));
        line.addAll(List.of(words.split(" ")));
        namespace.thread().command(line.toArray(new String[0]));
    }

    @Override
    public long counter(String name) {
        return new KernelCounters(namespace.thread()).value(name);
    }

    @Override
    public String neighbour(Address address) {
        String row = namespace.thread().command("ip", "neigh", "show", address.toString(), "nud", "all").strip();
        return row.isEmpty() ? "none" : row.substring(row.lastIndexOf(' ') + 1);
    }

    @Override
    public void setNeighbour(Address address, Mac mac, String state) {
        namespace.thread().command("ip", "neigh", "replace", address.toString(), "lladdr", mac.toString(), "nud", state, "dev", DEVICE);
    }

    @Override
    public void addAddress(String device, Cidr address) {
        namespace.thread().command("ip", "address", "add", address.toString(), "dev", device);
    }

    @Override
    public ConnectionInfo info(int localPort, int remotePort) {
        for (SocketDiag.Connection c : SocketDiag.tcp(namespace.thread())) {
            if (c.localPort() == localPort && c.remotePort() == remotePort) {
                return KernelInfo.of(c);
            }
        }
        return null;
    }

    @Override
    public void nextIsn(int isn) {
        throw new ScenarioSkipped("needs CHOSEN_ISN, which the kernel does not offer");
    }

    @Override
    public String notJudged() {
        long worst = stalls.worstNanos();
        return worst <= KernelTiming.SCHEDULING_NANOS / 2 ? null : "the machine stalled for " + Span.us(worst / 1000);
    }

    @Override
    public List<String> tearDown() {
        sockets.forEach(KernelSutSocket::cutOff);
        List<String> stuck = calls.finish();
        sockets.forEach(KernelSutSocket::release);
        sockets.clear();
        return stuck;
    }

    @Override
    public void close() {
        tearDown();
        stalls.close();
        frames.close();
        namespace.close();
    }
}
