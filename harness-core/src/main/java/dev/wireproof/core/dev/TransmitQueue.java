package dev.wireproof.core.dev;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.sim.Timer;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.SkbQueue;

/** One transmit queue of a device with its queueing discipline (Linux {@code netdev_queue} and {@code __qdisc_run}; facts 1.6). */
public final class TransmitQueue {
    /** For {@link OutputList}. */
    TransmitQueue next;
    boolean waiting;

    private final NetDevice device;
    private final int index;
    private final Softnets softnets;
    private final Timer watch;
    private QueueDiscipline discipline;
    /** Goes before the discipline: what the driver gave back, and the frames of a super-segment. */
    private final SkbQueue ready = new SkbQueue();
    private boolean stopped;
    private boolean running;
    private long dropped;
    private long requeues;

    TransmitQueue(NetDevice device, int index, Softnets softnets, QueueDiscipline discipline) {
        this.device = device;
        this.index = index;
        this.softnets = softnets;
        this.discipline = discipline;
        watch = Timer.working(softnets.loop(), () -> softnets.current().schedule(this));
    }

    /** Sends past an empty discipline, or queues and runs it. OK, or ENOBUFS when it was full. */
    Errno transmit(SkBuff skb) {
        if (!stopped && !running && ready.isEmpty() && discipline.length() == 0 && discipline.mayBypass()) {
            running = true;
            send(skb);
            running = false;
            if (length() > 0) {
                run();
            }
            return Errno.OK;
        }
        if (!discipline.enqueue(skb)) {
            dropped++;
            softnets.drops().drop(skb, DropReason.QDISC_FULL);
            return Errno.ENOBUFS;
        }
        run();
        return Errno.OK;
    }

    /** Sends what the driver takes, at most {@code net.core.dev_weight} frames; the rest waits for the softirq. */
    void run() {
        if (running) {
            return;
        }
        running = true;
        int quota = softnets.weight.intValue();
        SkBuff skb = null;
        while (!stopped && quota > 0 && length() > 0) {
            skb = next();
            if (skb == null) {
                watch.armAt(discipline.readyNanos());
                break;
            }
            send(skb);
            quota--;
        }
        running = false;
        if (!stopped && skb != null && length() > 0) {
            softnets.current().schedule(this);
        }
    }

    private SkBuff next() {
        return ready.isEmpty() ? discipline.dequeue() : ready.removeFirst();
    }

    private SkBuff discard() {
        return ready.isEmpty() ? discipline.discard() : ready.removeFirst();
    }

    private void send(SkBuff skb) {
        if (skb.segmentSize > 0) {
            Segmentation.cut(skb, ready);
        } else if (!device.hardStart(skb, index)) {
            ready.addFirst(skb);
            requeues++;
        }
    }

    /** The driver has no room for another frame. */
    void stop() {
        stopped = true;
    }

    /** The driver has room again: the softirq goes on. */
    void wake() {
        if (stopped) {
            stopped = false;
            softnets.current().schedule(this);
        }
    }

    public boolean isStopped() {
        return stopped;
    }

    /** Frames that wait here now. */
    public int length() {
        return discipline.length() + ready.size();
    }

    /** Frames the discipline refused. */
    public long dropped() {
        return dropped;
    }

    /** Frames the driver gave back. */
    public long requeues() {
        return requeues;
    }

    public QueueDiscipline discipline() {
        return discipline;
    }

    /** Replaces the discipline; what the old one holds is lost, as on Linux. */
    public void discipline(QueueDiscipline next) {
        flush();
        discipline = next;
    }

    void flush() {
        watch.cancel();
        for (SkBuff skb = discard(); skb != null; skb = discard()) {
            softnets.drops().drop(skb, DropReason.FLUSHED);
        }
        stopped = false;
    }
}
