package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.dev.Plug;
import dev.wireproof.core.sim.Event;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.sim.Task;
import dev.wireproof.core.skb.SkBuff;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The built-in stack as host under test: one NIC on a wire without delay whose far end is the scenario. */
final class BuiltInTarget extends BuiltInHost implements Target {
    private static final String DEVICE = "eth0";

    private final EventLoop loop;
    private final Plug nic;
    private final ArrayDeque<ObservedFrame> sent = new ArrayDeque<>();
    private final List<Task> tasks = new ArrayList<>();

    BuiltInTarget(RunSetup setup) {
        this(new EventLoop(), setup);
    }

    private BuiltInTarget(EventLoop loop, RunSetup setup) {
        super(loop, Rng.ofSeed(setup.seed()), "sut", setup.profile());
        this.loop = loop;
        nic = addNic(DEVICE, Addressing.STANDARD.sutMac(), new Cidr(Addressing.STANDARD.sut(), 24));
        nic.attach(this::put);
        linkUp(DEVICE);
        loop.runInstant();
    }

    private long put(SkBuff frame) {
        sent.add(new ObservedFrame(loop.now(), frame.toBytes()));
        return loop.now();
    }

    @Override
    public Timing timing() {
        return Timing.EXACT;
    }

    @Override
    public long now() {
        return loop.now();
    }

    @Override
    public long lastCallNanos() {
        return loop.now();
    }

    @Override
    public void advanceTo(long nanos) {
        loop.runUntil(nanos);
    }

    @Override
    public ObservedFrame nextFrame(long untilNanos) {
        while (sent.isEmpty() && loop.nextEventNanos() <= untilNanos) {
            loop.step();
        }
        if (sent.isEmpty() && untilNanos > loop.now()) {
            loop.advanceTo(untilNanos);
        }
        return sent.poll();
    }

    @Override
    public void inject(byte[] octets) {
        loop.soon(new Event(() -> nic.frameArrived(SkBuff.received(octets.clone(), 0, octets.length))));
        loop.runInstant();
    }

    @Override
    public <T> PendingCall<T> call(String what, Callable<T> body) {
        TaskCall<T> call = new TaskCall<>(loop, what, body);
        tasks.add(call.task());
        loop.runInstant();
        return call;
    }

    @Override
    public List<String> tearDown() {
        tasks.forEach(Task::cancel);
        tasks.clear();
        nic.attach(null);
        shutDown();
        return leaks();
    }

    @Override
    public void close() {
        tasks.forEach(Task::cancel);
    }
}
