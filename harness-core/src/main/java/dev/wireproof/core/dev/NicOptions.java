package dev.wireproof.core.dev;

import dev.wireproof.core.base.Invariant;

/**
 * How a NIC is built.
 *
 * @param queues pairs of a receive and a transmit queue, 1 or more; queue i interrupts processor i modulo their number
 * @param rxRing receive descriptors a queue, 1 or more
 * @param txRing transmit descriptors a queue, 1 or more
 * @param weight frames a NAPI turn, 1 or more
 * @param irqCostNanos processor time of a hard interrupt
 * @param frameCostNanos processor time of one received frame
 * @param filters true when the hardware drops frames for other hosts and for groups nobody joined, unless promiscuous
 */
public record NicOptions(int queues, int rxRing, int txRing, int weight, long irqCostNanos, long frameCostNanos, boolean filters) {
    /** One queue, 256 descriptors each way, weight 64, no cost, no filter. */
    public static final NicOptions DEFAULT = new NicOptions(1, 256, 256, Napi.WEIGHT, 0, 0, false);

    public NicOptions {
        Invariant.check(queues > 0 && rxRing > 0 && txRing > 0 && weight > 0, "NIC without queue, ring or weight");
    }

    public NicOptions queues(int count) {
        return new NicOptions(count, rxRing, txRing, weight, irqCostNanos, frameCostNanos, filters);
    }

    public NicOptions rings(int receive, int transmit) {
        return new NicOptions(queues, receive, transmit, weight, irqCostNanos, frameCostNanos, filters);
    }

    public NicOptions weight(int frames) {
        return new NicOptions(queues, rxRing, txRing, frames, irqCostNanos, frameCostNanos, filters);
    }

    public NicOptions cost(long irqNanos, long frameNanos) {
        return new NicOptions(queues, rxRing, txRing, weight, irqNanos, frameNanos, filters);
    }

    public NicOptions filtering() {
        return new NicOptions(queues, rxRing, txRing, weight, irqCostNanos, frameCostNanos, true);
    }
}
