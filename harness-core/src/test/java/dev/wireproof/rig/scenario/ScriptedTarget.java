package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A host that sends what a test tells it to, at the times the test says: for tests of the ladder itself. */
final class ScriptedTarget implements Target {
    private final List<ObservedFrame> toSend = new ArrayList<>();
    final List<byte[]> injected = new ArrayList<>();
    List<String> leaks = List.of();
    /** Frames are held back until the peer has sent something. */
    boolean answersOnly = true;
    Timing timing = Timing.EXACT;
    private long now;

    /** Plans a frame, which the host builds as the far side would. */
    ScriptedTarget sends(long nanos, PacketSpec frame, int isn) {
        Wiring mirror = new Wiring();
        mirror.peerIsn = isn;
        mirror.addressing = new Addressing(Addressing.STANDARD.peerMac(), Addressing.STANDARD.peer(), Addressing.STANDARD.sutMac(),
                Addressing.STANDARD.sut());
        mirror.use(Wiring.PEER_PORT, 7777);
        mirror.conversation(Wiring.PEER_PORT, 7777).learnSutIsn(1_000_000);
        mirror.conversation(Wiring.PEER_PORT, 7777).peerIsn = isn;
        toSend.add(new ObservedFrame(nanos, frame.build(mirror)));
        return this;
    }

    @Override
    public Timing timing() {
        return timing;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public long lastCallNanos() {
        return 0;
    }

    @Override
    public void advanceTo(long nanos) {
        now = Math.max(now, nanos);
    }

    @Override
    public ObservedFrame nextFrame(long untilNanos) {
        if (answersOnly && injected.isEmpty()) {
            now = Math.max(now, untilNanos);
            return null;
        }
        if (!toSend.isEmpty() && toSend.get(0).nanos() <= untilNanos) {
            now = Math.max(now, toSend.get(0).nanos());
            return toSend.remove(0);
        }
        now = Math.max(now, untilNanos);
        return null;
    }

    @Override
    public void inject(byte[] octets) {
        injected.add(octets);
    }

    @Override
    public <T> PendingCall<T> call(String what, Callable<T> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> tearDown() {
        return leaks;
    }

    @Override
    public void close() {}

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public boolean offers(Capability capability) {
        return false;
    }

    @Override
    public SutSocket socket(SocketType type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Address address() {
        return Addressing.STANDARD.sut();
    }

    @Override
    public void sysctl(String name, String value) {}

    @Override
    public void routeMetrics(String words) {}

    @Override
    public long counter(String name) {
        return 0;
    }

    @Override
    public String neighbour(Address address) {
        return "none";
    }

    @Override
    public ConnectionInfo info(int localPort, int remotePort) {
        return null;
    }

    @Override
    public void nextIsn(int isn) {}
}
