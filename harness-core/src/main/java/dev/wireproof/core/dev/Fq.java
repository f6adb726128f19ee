package dev.wireproof.core.dev;

import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.SkBuff;

/**
 * Fair queueing with pacing (net/sched/sch_fq.c): a queue for each flow, served in turn by octets, and no frame before its {@link
 * SkBuff#departNanos}. Flows that share a bucket of the hash share a queue. Linux's three bands of priority are one here.
 */
public final class Fq implements QueueDiscipline {
    private static final int BUCKETS = 1024;
    private static final int LIMIT = 10_000;
    private static final int FLOW_LIMIT = 100;
    private static final long REFILL_NANOS = 40_000_000L;
    /** What is to leave later than that is dropped. */
    private static final long HORIZON_NANOS = 10_000_000_000L;

    private final EventLoop loop;
    private final int quantum;
    private final int initialQuantum;
    private final FlowHash hash = new FlowHash();
    private final FqFlow[] flows = new FqFlow[BUCKETS];
    private final FqFlow.Ring fresh = new FqFlow.Ring();
    private final FqFlow.Ring old = new FqFlow.Ring();
    /** Flows whose first frame must wait, soonest first. */
    private final FqFlow.Ring throttled = new FqFlow.Ring();
    private int length;

    /** @param mtu of the device, link header left out */
    public Fq(EventLoop loop, int mtu) {
        this.loop = loop;
        quantum = 2 * (mtu + NetDevice.HEADER);
        initialQuantum = 10 * (mtu + NetDevice.HEADER);
    }

    @Override
    public boolean enqueue(SkBuff skb) {
        if (length >= LIMIT || skb.departNanos > loop.now() + HORIZON_NANOS) {
            return false;
        }
        FqFlow flow = flow(hash.queue(skb, BUCKETS));
        if (flow.queue.size() >= FLOW_LIMIT) {
            return false;
        }
        flow.add(skb);
        length++;
        if (flow.ring == null) {
            fresh.addLast(flow);
            if (loop.now() > flow.idleSinceNanos + REFILL_NANOS) {
                flow.credit = Math.max(flow.credit, quantum);
            }
        }
        return true;
    }

    private FqFlow flow(int bucket) {
        FqFlow flow = flows[bucket];
        if (flow == null) {
            flow = new FqFlow(initialQuantum);
            flows[bucket] = flow;
        }
        return flow;
    }

    @Override
    public SkBuff dequeue() {
        long now = loop.now();
        while (!throttled.isEmpty() && throttled.first().nextNanos <= now) {
            old.addLast(throttled.removeFirst());
        }
        while (!fresh.isEmpty() || !old.isEmpty()) {
            FqFlow.Ring ring = fresh.isEmpty() ? old : fresh;
            FqFlow flow = ring.removeFirst();
            if (flow.credit <= 0) {
                flow.credit += quantum;
                old.addLast(flow);
            } else if (flow.queue.isEmpty()) {
                retire(flow, ring, now);
            } else if (flow.queue.first().departNanos > now) {
                flow.nextNanos = flow.queue.first().departNanos;
                throttled.addInTime(flow);
            } else {
                return take(flow, ring);
            }
        }
        return null;
    }

    // A flow goes through the old ones once more, so that a sparse one cannot starve them.
    private void retire(FqFlow flow, FqFlow.Ring ring, long now) {
        if (ring == fresh) {
            old.addLast(flow);
        } else {
            flow.idleSinceNanos = now;
        }
    }

    private SkBuff take(FqFlow flow, FqFlow.Ring ring) {
        SkBuff skb = flow.queue.removeFirst();
        flow.credit -= skb.length();
        ring.addFirst(flow);
        length--;
        return skb;
    }

    @Override
    public SkBuff discard() {
        for (FqFlow flow : flows) {
            if (flow != null && !flow.queue.isEmpty()) {
                length--;
                return flow.queue.removeFirst();
            }
        }
        return null;
    }

    @Override
    public long readyNanos() {
        return throttled.isEmpty() ? loop.now() : throttled.first().nextNanos;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public boolean mayBypass() {
        return false;
    }

    @Override
    public boolean paces() {
        return true;
    }

    @Override
    public String name() {
        return "fq";
    }
}
