package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Span;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.sim.Task;
import dev.wireproof.rig.fault.FaultRule;
import dev.wireproof.rig.link.Cable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.ThrowingRunnable;
import org.awaitility.pollinterval.PollInterval;

/**
 * Several real hosts, cables between them with faults, programs on the hosts, and the captured ladder judged afterwards. All in
 * one virtual time; hosts and cables are made first, then programs run.
 */
public final class Lab implements AutoCloseable {
    /** Frames of a ladder in words. */
    private static final int FRAMES_SHOWN = 60;

    private final RunSetup setup;
    private final EventLoop loop = new EventLoop();
    private final Rng rng;
    private final Trace trace = new Trace();
    private final List<LabHost> hosts = new ArrayList<>();
    private final List<LabWire> wires = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<String> proofs = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    public Lab(RunSetup setup) {
        this.setup = setup;
        rng = Rng.ofSeed(setup.seed());
    }

    /** A host with the run's profile. */
    public LabHost host(String name) {
        return host(name, setup.profile());
    }

    public LabHost host(String name, Profile profile) {
        LabHost host = new LabHost(loop, rng, name, profile);
        hosts.add(host);
        return host;
    }

    /** A cable: the n-th one is subnet 10.0.n-1.0/24, the first host gets .1 and the second .2, and both devices are up. */
    public LabWire wire(LabHost a, LabHost b) {
        int subnet = wires.size();
        LabWire wire = new LabWire(this, new Cable(loop, rng, a.name() + "-" + b.name() + subnet), a, b, subnet);
        wires.add(wire);
        return wire;
    }

    /** Starts a program on a host; it first runs when time next passes. */
    public Task task(LabHost host, String name, Runnable body) {
        Task task = Task.start(loop, host.name() + "." + name, body);
        tasks.add(task);
        return task;
    }

    /** Runs until every program has ended; rethrows what one threw. */
    public void run() {
        tasks.forEach(Task::join);
    }

    /** Lets time pass. */
    public void runFor(Span span) {
        loop.runUntil(loop.now() + span.nanos());
        for (Task t : tasks) {
            if (t.isDone() && t.failure() != null) {
                t.join();
            }
        }
    }

    /** Nanoseconds since the start of the run. */
    public long now() {
        return loop.now();
    }

    /** The one clock and queue of the run. */
    public EventLoop loop() {
        return loop;
    }

    /** A stream of chance for the scenario's own draws. */
    public Rng chance(String concern) {
        return rng.stream("scenario " + concern);
    }

    /** What was seen on the cables, to be judged. */
    public LabLadder ladder() {
        return new LabLadder(this);
    }

    /** Any assertion. */
    public Proof check(String what, boolean holds) {
        if (!holds) {
            throw failure("expected " + what);
        }
        return new Proof(proofs);
    }

    public Proof equal(String what, Object expected, Object actual) {
        if (!Objects.deepEquals(expected, actual)) {
            throw failure(what + ": expected " + Ladder.show(expected) + "\n  actual   " + Ladder.show(actual));
        }
        return new Proof(proofs);
    }

    /** Lets time pass until the assertion holds, at most for a span of virtual time; fails with the assertion's own message. */
    public Proof eventually(Span atMost, ThrowingRunnable assertion) {
        long deadline = loop.now() + atMost.nanos();
        Throwable[] last = {null};
        PollInterval step = (count, previous) -> {
            if (loop.nextEventNanos() > deadline) {
                throw new ConditionTimeoutException("not within " + atMost + " of virtual time");
            }
            loop.step();
            return Duration.ZERO;
        };
        try {
            Awaitility.await().pollInSameThread().dontCatchUncaughtExceptions().pollDelay(Duration.ZERO).pollInterval(step).forever()
                    .untilAsserted(() -> {
                        try {
                            assertion.run();
                        } catch (AssertionError e) {
                            last[0] = e;
                            throw e;
                        }
                    });
        } catch (ConditionTimeoutException e) {
            throw failure(e.getMessage() + (last[0] == null ? "" : ": " + last[0].getMessage()));
        }
        return new Proof(proofs);
    }

    /** A line in the report that says what comes next. */
    public void step(String what) {
        steps.add(new Step(wires.stream().mapToInt(w -> w.frames().size()).sum(), "-- " + what));
    }

    /** Ends the lab: faults have acted, frames are conserved, hosts are taken down and have leaked nothing. */
    void finish() {
        loop.runInstant();
        for (LabWire w : wires) {
            for (FaultRule unused : w.cable().unusedFaults()) {
                throw failure("fault never matched: " + unused + w.nearest(unused));
            }
            w.judgeConservation();
        }
        tasks.forEach(Task::cancel);
        wires.forEach(w -> w.cable().unplug());
        hosts.forEach(LabHost::shutDown);
        for (LabHost h : hosts) {
            if (!h.objection().isEmpty()) {
                throw failure(h.objection());
            }
        }
        List<String> leaks = new ArrayList<>();
        hosts.forEach(h -> leaks.addAll(h.leaks()));
        if (!leaks.isEmpty()) {
            throw failure("leaked: " + String.join("; ", leaks));
        }
    }

    @Override
    public void close() {
        tasks.forEach(Task::cancel);
    }

    Trace trace() {
        return trace;
    }

    List<LabHost> hosts() {
        return hosts;
    }

    List<LabWire> wires() {
        return wires;
    }

    List<String> proofs() {
        return proofs;
    }

    /** The ladder in words, with the run's steps; of a long one the end. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<LabFrame> all = ladder().frames();
        int from = Math.max(0, all.size() - FRAMES_SHOWN);
        if (from > 0) {
            lines.add("... " + from + " frames before");
        }
        int next = 0;
        for (int i = from; i <= all.size(); i++) {
            for (; next < steps.size() && steps.get(next).frames <= i; next++) {
                lines.add(steps.get(next).words);
            }
            if (i < all.size()) {
                lines.add(all.get(i).toString());
            }
        }
        return lines;
    }

    Proof proof() {
        return new Proof(proofs);
    }

    ScenarioFailure failure(String what) {
        List<String> lines = lines();
        return new ScenarioFailure(what + "\nladder so far:" + (lines.isEmpty() ? " no frame" : "\n  " + String.join("\n  ", lines)));
    }

    /** A line of the run, behind so many frames. */
    private record Step(int frames, String words) {}
}
