package dev.wireproof.rig.link;

import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.dev.Plug;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.rig.fault.FaultPlan;
import dev.wireproof.rig.fault.FaultRule;
import dev.wireproof.rig.fault.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * A full-duplex cable between two plugs, each way with its own delay, rate, queue, MTU and faults. Without any of them a frame
 * arrives later at the instant at which it was sent.
 */
public final class Cable {
    private static final CableListener[] NONE = {};

    private final String name;
    private final Way forward;
    private final Way backward;
    private CableListener[] listeners = NONE;
    private boolean isRead;
    private Plug first;
    private Plug second;

    /**
     * @param name unique in a run, as it names the streams of chance
     * @param rng root stream of the run
     */
    public Cable(EventLoop loop, Rng rng, String name) {
        this.name = name;
        Rng own = rng.stream("cable " + name);
        forward = new Way(loop, this, true, own.stream("a>b"));
        backward = new Way(loop, this, false, own.stream("b>a"));
    }

    /** Plugs both ends in, once; names are for captures and reports, such as {@code client.eth0}. */
    public Cable connect(Plug a, String nameA, Plug b, String nameB) {
        Invariant.check(first == null, "cable is plugged in already");
        first = a;
        second = b;
        forward.connect(a, nameA, b, nameB);
        backward.connect(b, nameB, a, nameA);
        replug();
        return this;
    }

    /** Pulls the cable: both ends lose their carrier, frames under way are lost. */
    public void unplug() {
        first.attach(null);
        second.attach(null);
        forward.loseAll();
        backward.loseAll();
    }

    /** Puts it back. */
    public void replug() {
        first.attach(forward);
        second.attach(backward);
    }

    public String name() {
        return name;
    }

    /** The way from the first end to the second. */
    public Way forward() {
        return forward;
    }

    /** The way from the second end to the first. */
    public Way backward() {
        return backward;
    }

    /** Propagation delay of both ways; see {@link Way#delay}. */
    public Cable oneWayDelay(Span delay) {
        forward.delay(delay);
        backward.delay(delay);
        return this;
    }

    /** Rate of both ways; see {@link Way#rate}. */
    public Cable rate(long bitsPerSecond) {
        forward.rate(bitsPerSecond);
        backward.rate(bitsPerSecond);
        return this;
    }

    /** Queue of both ways; see {@link Way#queueLimit}. */
    public Cable queueLimit(int frames) {
        forward.queueLimit(frames);
        backward.queueLimit(frames);
        return this;
    }

    /** MTU of both ways; see {@link Way#mtu}. */
    public Cable mtu(int octets) {
        forward.mtu(octets);
        backward.mtu(octets);
        return this;
    }

    /** Fault plan for both ways; see {@link Way#faults}. */
    public Cable faults(FaultPlan plan) {
        forward.faults(plan);
        backward.faults(plan);
        return this;
    }

    /** Listeners are told in the order in which they came. */
    public void addListener(CableListener listener) {
        List<CableListener> next = new ArrayList<>(List.of(listeners));
        next.add(listener);
        listeners = next.toArray(NONE);
        isRead |= listener.readsOctets();
    }

    /** All decisions of fault plans so far, as a plan that replays them by frame ordinal. */
    public FaultPlan recorded() {
        return forward.recorded().and(backward.recorded());
    }

    /** Rules of the present plan that have not acted on any way they watch. */
    public List<FaultRule> unusedFaults() {
        List<FaultRule> idle = new ArrayList<>();
        List<FaultRule> back = backward.unusedFaults();
        for (FaultRule r : forward.unusedFaults()) {
            if (r.scope() == Scope.FORWARD || back.contains(r)) {
                idle.add(r);
            }
        }
        for (FaultRule r : back) {
            if (r.scope() == Scope.BACKWARD) {
                idle.add(r);
            }
        }
        return idle;
    }

    /** Frames and copies under way now, both ways. */
    public int underWay() {
        return forward.underWay() + backward.underWay();
    }

    /** See {@link Way#isConserved}; both ways. */
    public boolean isConserved() {
        return forward.isConserved() && backward.isConserved();
    }

    /** True when somebody reads the octets of its frames. */
    boolean isRead() {
        return isRead;
    }

    void tellEntered(Way way, SkBuff frame, long ordinal, String fate) {
        for (CableListener l : listeners) {
            l.entered(way, frame, ordinal, fate);
        }
    }

    void tellCopyArrived(Way way, SkBuff frame, long ordinal, String fate) {
        for (CableListener l : listeners) {
            l.copyArrived(way, frame, ordinal, fate);
        }
    }

    void tellLost(Way way, SkBuff frame, long ordinal, LossCause cause) {
        for (CableListener l : listeners) {
            l.lost(way, frame, ordinal, cause);
        }
    }
}
