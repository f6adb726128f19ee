package dev.wireproof.core.dev;

import dev.wireproof.core.sim.Cpu;
import dev.wireproof.core.sim.Event;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.SkBuff;

/** One queue pair of a NIC with its interrupt, its NAPI instance and its processor. */
final class NicQueue extends Napi {
    private final NicDevice nic;
    private final Softnet softnet;
    private final Cpu cpu;
    private final EventLoop loop;
    private final long irqCostNanos;
    private final long frameCostNanos;
    private final int wakeAt;
    private final Runnable topHalf = this::topHalf;
    private final Event completion = new Event(this::interrupt);
    private final Event moderated = new Event(this::interrupt);
    private final ReceiveMerge merge;
    final RxRing rx;
    final TxRing tx;
    final TransmitQueue transmitQueue;
    private boolean masked;
    private long interrupts;

    NicQueue(NicDevice nic, int index, NicOptions options, Softnet softnet, TransmitQueue transmitQueue) {
        super(options.weight());
        this.nic = nic;
        this.softnet = softnet;
        this.transmitQueue = transmitQueue;
        merge = new ReceiveMerge(nic);
        cpu = softnet.cpu();
        loop = cpu.loop();
        irqCostNanos = options.irqCostNanos();
        frameCostNanos = options.frameCostNanos();
        rx = new RxRing(options.rxRing());
        tx = new TxRing(options.txRing());
        wakeAt = Math.max(1, options.txRing() / 4);
    }

    /** Hard interrupts taken so far. */
    long interrupts() {
        return interrupts;
    }

    /** The hardware has a frame in its ring: interrupt, at once or with others that come soon. */
    void received() {
        if (nic.moderationNanos() == 0) {
            interrupt();
        } else if (!masked && !moderated.isQueued()) {
            loop.schedule(moderated, loop.now() + nic.moderationNanos());
        }
    }

    /** The hardware has a frame in its ring or has sent one: interrupt, unless masked. */
    void interrupt() {
        if (!masked && !isDisabled()) {
            interrupts++;
            cpu.hardIrq(topHalf);
        }
    }

    private void topHalf() {
        masked = true;
        cpu.charge(irqCostNanos);
        schedule(softnet);
    }

    /** Puts a frame on the wire; full means that no further one may come before a completion. */
    void send(SkBuff skb, Wire wire) {
        long doneNanos = wire.put(skb);
        if (doneNanos <= loop.now() && tx.used() == 0) {
            skb.orphan();
            return;
        }
        tx.store(skb, doneNanos);
        if (tx.free() == 0) {
            transmitQueue.stop();
        }
        armCompletion();
    }

    /**
     * A completion interrupt is wanted only when somebody waits: a charged socket for each frame, a stopped queue for as many as make it go
     * on.
     */
    private void armCompletion() {
        if (!completion.isQueued() && tx.used() > 0 && (tx.hasCharged() || transmitQueue.isStopped())) {
            int more = tx.hasCharged() ? 1 : Math.max(1, Math.min(wakeAt - tx.free(), tx.used()));
            loop.schedule(completion, Math.max(loop.now(), tx.doneNanos(more)));
        }
    }

    /** Frees sent buffers and wakes the queue when there is room enough. */
    void reclaim() {
        if (tx.used() == 0) {
            return;
        }
        tx.complete(loop.now());
        if (transmitQueue.isStopped() && tx.free() >= wakeAt) {
            transmitQueue.wake();
        }
    }

    @Override
    protected int poll(Softnet softnet, int budget) {
        reclaim();
        int done = 0;
        while (done < budget) {
            SkBuff skb = rx.take();
            if (skb == null) {
                merge.flush(softnet);
                if (complete(softnet)) {
                    masked = false;
                    armCompletion();
                }
                return done;
            }
            done++;
            cpu.charge(frameCostNanos);
            nic.deliver(skb, softnet, merge);
            if (softnet.mustPause()) {
                break;
            }
        }
        merge.flush(softnet);
        return done;
    }

    /** Rings are ready: interrupts on. */
    void open() {
        masked = false;
        enable();
    }

    /** Interrupts off; what is in the rings is lost. */
    void close() {
        disable();
        loop.cancel(completion);
        loop.cancel(moderated);
        tx.complete(Long.MAX_VALUE);
        for (SkBuff skb = rx.take(); skb != null; skb = rx.take()) {
            nic.softnets.drops().drop(skb, DropReason.FLUSHED);
        }
        transmitQueue.flush();
    }

    int queuedFrames() {
        return rx.used() + transmitQueue.length();
    }
}
