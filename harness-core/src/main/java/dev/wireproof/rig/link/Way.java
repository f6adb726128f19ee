package dev.wireproof.rig.link;

import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.dev.Plug;
import dev.wireproof.core.dev.Wire;
import dev.wireproof.core.sim.Event;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.UnfilledChecksum;
import dev.wireproof.rig.fault.FaultDecision;
import dev.wireproof.rig.fault.FaultInjector;
import dev.wireproof.rig.fault.FaultPlan;
import dev.wireproof.rig.fault.FaultRecord;
import dev.wireproof.rig.fault.FaultRule;
import dev.wireproof.rig.fault.FrameChange;
import dev.wireproof.rig.fault.Scope;
import java.util.List;

/**
 * One way of a cable, from one plug to the other. A frame meets, in this order: the MTU, the queue, serialisation, the fault
 * plan, the delay. Its frames under way share one event of the loop.
 */
public final class Way implements Wire {
    private static final int ETHERNET = 14;

    private final EventLoop loop;
    private final Cable cable;
    private final boolean forward;
    private final Rng rng;
    private final Flight flight = new Flight();
    private final HeldFrames held = new HeldFrames();
    private final Event arrival = new Event(this::deliverDue);
    private final Event holdEnd = new Event(this::releaseDue);
    private final long[] lost = new long[LossCause.values().length];
    private final FaultRecord record;

    private String from = "";
    private String to = "";
    private Plug sender;
    private Plug receiver;
    private long delayNanos;
    private long bitsPerSecond;
    private int queueLimit;
    private int mtu = Integer.MAX_VALUE;
    private Bottleneck bottleneck;
    private FaultInjector injector;

    private long entered;
    private long added;
    private long delivered;

    Way(EventLoop loop, Cable cable, boolean forward, Rng rng) {
        this.loop = loop;
        this.cable = cable;
        this.forward = forward;
        this.rng = rng;
        record = new FaultRecord(forward ? Scope.FORWARD : Scope.BACKWARD);
    }

    void connect(Plug a, String nameA, Plug b, String nameB) {
        sender = a;
        from = nameA;
        receiver = b;
        to = nameB;
    }

    /** Name of the end that sends. */
    public String from() {
        return from;
    }

    /** Name of the end that receives. */
    public String to() {
        return to;
    }

    /** True when frames on it leave a host, false when they come from a switch. */
    public boolean leavesHost() {
        return sender.isHost();
    }

    public Cable cable() {
        return cable;
    }

    /** True for the way from the first end to the second. */
    public boolean isForward() {
        return forward;
    }

    /** Propagation delay, 0 or more. */
    public Way delay(Span oneWay) {
        Invariant.check(oneWay.nanos() >= 0, "delay of a cable must not be negative");
        delayNanos = oneWay.nanos();
        return this;
    }

    /** Serialisation rate in bits a second of Ethernet frames without preamble and check sequence; 0 for no limit. */
    public Way rate(long bits) {
        bitsPerSecond = bits;
        return narrow();
    }

    /**
     * Gives the cable a queue of its own in front of the rate, as a router has it: so many frames may wait, the next is lost,
     * and the sender's ring is free at once. With 0 there is none: frames wait in the sender's ring.
     */
    public Way queueLimit(int frames) {
        queueLimit = frames;
        return narrow();
    }

    private Way narrow() {
        bottleneck = bitsPerSecond == 0 ? null : new Bottleneck(bitsPerSecond, queueLimit);
        return this;
    }

    /** Frames whose network part is longer are lost; 0 for no limit. */
    public Way mtu(int octets) {
        mtu = octets == 0 ? Integer.MAX_VALUE : octets;
        return this;
    }

    /** Replaces the fault plan; rules that stay go on counting. Rules for the other way do nothing here. */
    public Way faults(FaultPlan plan) {
        injector = plan.isEmpty() ? null : new FaultInjector(plan, forward, rng, record, injector);
        return this;
    }

    @Override
    public long put(SkBuff frame) {
        long now = loop.now();
        entered++;
        if (injector != null || cable.isRead()) {
            UnfilledChecksum.fill(frame);
        }
        if (frame.length() - ETHERNET > mtu) {
            loseAtOnce(frame, LossCause.TOO_LONG);
            return now;
        }
        long left = now;
        if (bottleneck != null) {
            if (bottleneck.isFull(now)) {
                loseAtOnce(frame, LossCause.QUEUE_FULL);
                return now;
            }
            left = bottleneck.depart(frame.length(), now);
        }
        if (injector == null) {
            cable.tellEntered(this, frame, entered, null);
            fly(frame, left + delayNanos, entered, null);
        } else {
            decide(frame, left + delayNanos);
        }
        return bottleneck != null && bottleneck.hasQueue() ? now : left;
    }

    private void loseAtOnce(SkBuff frame, LossCause cause) {
        lost[cause.ordinal()]++;
        cable.tellEntered(this, frame, entered, cause.words());
    }

    private void decide(SkBuff frame, long arrivalNanos) {
        FaultDecision d = injector.decide(frame, entered, loop.now());
        String fate = d.isAnything() ? d.comment() : null;
        cable.tellEntered(this, frame, entered, fate);
        if (d.isLost()) {
            lost[LossCause.FAULT.ordinal()]++;
            return;
        }
        boolean changed = !d.changes().isEmpty();
        SkBuff travels = changed ? FrameChange.apply(frame, d.changes()) : frame;
        long at = arrivalNanos + d.delayNanos();
        String asCopy = fate == null ? null : "copy; " + fate;
        if (d.holdFrames() > 0) {
            held.add(new HeldFrames.Held(travels, entered, changed ? asCopy : null, d.holdFrames(), at + d.holdAtMostNanos()));
            loop.schedule(holdEnd, held.nextDeadlineNanos());
        } else {
            fly(travels, at, entered, changed ? asCopy : null);
        }
        for (int i = 1; i <= d.copies(); i++) {
            added++;
            fly(travels.copy(), at + i * d.copyAfterNanos(), entered, asCopy);
        }
        if (d.holdFrames() == 0 && held.size() > 0) {
            release(held.overtaken(), at);
        }
    }

    private void releaseDue() {
        release(held.due(loop.now()), loop.now());
        if (held.size() > 0) {
            loop.schedule(holdEnd, held.nextDeadlineNanos());
        }
    }

    private void release(List<HeldFrames.Held> frames, long arrivalNanos) {
        for (HeldFrames.Held h : frames) {
            fly(h.frame, arrivalNanos, h.ordinal, h.fate);
        }
        if (held.size() == 0) {
            loop.cancel(holdEnd);
        }
    }

    private void fly(SkBuff frame, long arrivalNanos, long ordinal, String fate) {
        boolean first = arrivalNanos < flight.firstNanos();
        flight.add(frame, arrivalNanos, ordinal, fate);
        if (first) {
            loop.schedule(arrival, arrivalNanos);
        }
    }

    private void deliverDue() {
        long now = loop.now();
        while (flight.firstNanos() <= now) {
            long ordinal = flight.firstOrdinal();
            String fate = flight.firstFate();
            deliver(flight.removeFirst(), ordinal, fate);
        }
        if (flight.size() > 0) {
            loop.schedule(arrival, flight.firstNanos());
        }
    }

    private void deliver(SkBuff frame, long ordinal, String fate) {
        if (frame.isCharged()) {
            sender.reclaim();
        }
        frame.crossWire();
        delivered++;
        if (fate != null) {
            cable.tellCopyArrived(this, frame, ordinal, fate);
        }
        receiver.frameArrived(frame);
    }

    /** The cable was pulled: what is under way is lost. */
    void loseAll() {
        sender.reclaim();
        while (flight.size() > 0) {
            long ordinal = flight.firstOrdinal();
            loseLate(flight.removeFirst(), ordinal);
        }
        for (HeldFrames.Held h : held.takeAll()) {
            loseLate(h.frame, h.ordinal);
        }
        loop.cancel(arrival);
        loop.cancel(holdEnd);
    }

    private void loseLate(SkBuff frame, long ordinal) {
        lost[LossCause.UNPLUGGED.ordinal()]++;
        cable.tellLost(this, frame, ordinal, LossCause.UNPLUGGED);
    }

    /** Frames that entered. */
    public long entered() {
        return entered;
    }

    /** Copies that faults added. */
    public long added() {
        return added;
    }

    /** Frames and copies that arrived. */
    public long delivered() {
        return delivered;
    }

    public long lost(LossCause cause) {
        return lost[cause.ordinal()];
    }

    /** Frames and copies under way or held back now. */
    public int underWay() {
        return flight.size() + held.size();
    }

    /** Entered and added equals delivered, lost and under way. */
    public boolean isConserved() {
        long sum = delivered + underWay();
        for (long l : lost) {
            sum += l;
        }
        return entered + added == sum;
    }

    /** All decisions of fault plans so far, as a plan that replays them by frame ordinal. */
    public FaultPlan recorded() {
        return record.plan();
    }

    /** Rules of the present plan that watch this way and have not acted yet. */
    public List<FaultRule> unusedFaults() {
        return injector == null ? List.of() : injector.unused();
    }

    @Override
    public String toString() {
        return from + " > " + to;
    }
}
