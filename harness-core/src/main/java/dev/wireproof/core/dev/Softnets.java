package dev.wireproof.core.dev;

import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.Cpus;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropSink;

/** The device side of one host: a {@link Softnet} for each of its processors, their settings, and where dropped frames go. */
public final class Softnets {
    final Setting budget;
    final Setting budgetMicros;
    final Setting maxBacklog;
    final Setting weight;

    private final Cpus cpus;
    private final EventLoop loop;
    private final DropSink drops;
    private final Softnet[] all;

    /** @param sysctls of the first namespace; gets {@code net.core.netdev_*} and {@code net.core.dev_weight} */
    public Softnets(Cpus cpus, Sysctls sysctls, DropSink drops) {
        this.cpus = cpus;
        this.loop = cpus.get(0).loop();
        this.drops = drops;
        budget = sysctls.number("net.core.netdev_budget", 300, 1, Integer.MAX_VALUE);
        budgetMicros = sysctls.number("net.core.netdev_budget_usecs", 2000, 0, Integer.MAX_VALUE);
        maxBacklog = sysctls.number("net.core.netdev_max_backlog", 1000, 0, Integer.MAX_VALUE);
        weight = sysctls.number("net.core.dev_weight", Napi.WEIGHT, 1, Integer.MAX_VALUE);
        all = new Softnet[cpus.count()];
        for (int i = 0; i < all.length; i++) {
            all[i] = new Softnet(this, cpus.get(i));
        }
    }

    public EventLoop loop() {
        return loop;
    }

    public DropSink drops() {
        return drops;
    }

    public int count() {
        return all.length;
    }

    public Softnet get(int cpu) {
        return all[cpu];
    }

    /** That of the processor that runs now. */
    public Softnet current() {
        return all[cpus.current().index()];
    }

    /** Throws away what waits in backlogs for a device that goes away. */
    void flush(NetDevice device) {
        for (Softnet s : all) {
            s.flush(device);
        }
    }

    /** Frames in all backlogs now. */
    public int queuedFrames() {
        int frames = 0;
        for (Softnet s : all) {
            frames += s.backlogLength();
        }
        return frames;
    }
}
