package dev.wireproof.rig.live.host;

import dev.wireproof.core.base.Mac;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.dev.NicDevice;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.netns.Kernel;
import dev.wireproof.core.netns.NetNamespace;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.sim.Task;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.rig.capture.PcapngWriter;
import dev.wireproof.rig.link.Cable;
import dev.wireproof.rig.link.PeerPort;
import dev.wireproof.rig.live.TapDevice;
import dev.wireproof.rig.live.TapNamespace;
import dev.wireproof.rig.live.TapPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A built-in host on one end of a cable, the machine's kernel on the other, in a namespace that is made here and removed by
 * {@link #close}, also when the program is interrupted. Belongs to the thread that made it, which turns the loop by {@link #run}.
 */
public final class LiveHost implements AutoCloseable {
    private static final Mac KERNEL_MAC = Mac.parse("02:00:00:00:00:01");
    private static final Mac OWN_MAC = Mac.parse("02:00:00:00:00:02");
    private static final int MTU = 1500;
    private static final long INTERRUPT_SECONDS = 3;

    private final TapNamespace namespace;
    private final EventLoop events = new EventLoop();
    private final Kernel kernel;
    private final NicDevice nic;
    private final PeerPort port = new PeerPort(this::toTap);
    private final Cable cable;
    private final LiveLoop loop;
    private final PcapngWriter capture;
    private final byte[] leaving = new byte[TapDevice.MAX_FRAME_BYTES];
    private Throwable broken;
    private final List<Task> tasks = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread onInterrupt = new Thread(this::interrupted, "live-interrupt");

    /**
     * Makes namespace, cable and host; everything is up when this returns.
     *
     * @throws dev.wireproof.rig.live.LiveSetupException with one clear line when the machine refuses
     * @throws dev.wireproof.rig.capture.CaptureException when the capture cannot be written
     */
    public LiveHost(LivePlan plan) {
        capture = plan.capture() == null ? null : new PcapngWriter(plan.capture());
        namespace = openNamespace(plan);
        Rng rng = Rng.ofSeed(plan.seed());
        kernel = new Kernel(events, "live", Profile.MODERN, rng);
        NetNamespace net = kernel.namespace();
        nic = net.addNic("eth0", OWN_MAC, MTU);
        net.addAddress("eth0", plan.address());
        net.linkUp("lo");
        net.linkUp("eth0");
        cable = new Cable(events, rng, "live").connect(nic, "eth0", port, plan.tap()).faults(plan.faults());
        if (capture != null) {
            cable.addListener(new LiveCapture(capture, events, "eth0", plan.tap()));
        }
        loop = new LiveLoop(events, new Inbox(namespace.tap(), port::send));
        Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    private TapNamespace openNamespace(LivePlan plan) {
        try {
            return TapNamespace.create(new TapPlan(plan.namespace(), plan.tap(), plan.peer().address().toString(),
                    plan.peer().length(), MTU, KERNEL_MAC.toString()));
        } catch (RuntimeException failure) {
            if (capture != null) {
                capture.close();
            }
            throw failure;
        }
    }

    private void toTap(SkBuff frame) {
        int length = frame.length();
        frame.copyTo(0, leaving, 0, length);
        namespace.tap().write(leaving, 0, length);
    }

    /** The built-in host's network. */
    public NetNamespace net() {
        return kernel.namespace();
    }

    /** The cable between the two stacks. */
    public Cable cable() {
        return cable;
    }

    /** The machine's side. */
    public TapNamespace namespace() {
        return namespace;
    }

    public LiveLoop loop() {
        return loop;
    }

    /** Nanoseconds of the host's time. */
    public long now() {
        return events.now();
    }

    /** Lets the calling program sleep. */
    public void sleep(Span span) {
        events.blocking().sleep(span);
    }

    /** Starts a program on the built-in host; it runs on the loop's time and blocks as programs do. */
    public Task start(String name, Consumer<SocketApi> program) {
        SocketApi calls = net().process(name).calls();
        return spawn(name, () -> program.accept(calls));
    }

    /** A further thread of a program. */
    public Task spawn(String name, Runnable body) {
        tasks.removeIf(Task::isDone);
        Task task = Task.start(events, name, () -> watched(body));
        tasks.add(task);
        return task;
    }

    private void watched(Runnable body) {
        try {
            body.run();
        } catch (RuntimeException | Error failure) {
            broken = failure;
            loop.stop();
            throw failure;
        }
    }

    /**
     * Turns the loop until it is stopped or the host's time is {@code untilNanos}.
     *
     * @throws IllegalStateException when a program of the host broke
     */
    public void run(long untilNanos) {
        loop.run(untilNanos);
        if (broken != null) {
            throw new IllegalStateException("a program of the live host broke", broken);
        }
    }

    private void interrupted() {
        try {
            loop.post(loop::stop);
            closed.await(INTERRUPT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all programs, takes the host down, completes the capture and removes the namespace. */
    @Override
    public void close() {
        try {
            tasks.forEach(Task::cancel);
            cable.unplug();
            kernel.shutDown();
        } finally {
            if (capture != null) {
                capture.close();
            }
            namespace.close();
            closed.countDown();
            forgetInterrupt();
        }
    }

    /** What the host forgot to give back, a line each; after {@link #close}. */
    public List<String> leaks() {
        return kernel.leaks();
    }

    private void forgetInterrupt() {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException ending) {
            return;
        }
    }
}
