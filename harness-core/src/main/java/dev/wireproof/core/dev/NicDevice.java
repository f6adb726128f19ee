package dev.wireproof.core.dev;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.PacketKind;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.UnfilledChecksum;
import java.util.ArrayList;
import java.util.List;

/**
 * A NIC with one or more queue pairs, each a ring that the hardware fills and empties by itself, a hard interrupt that only masks
 * and schedules, and a NAPI instance that does the work (facts 1.1, 1.6). A wire is plugged in by the harness.
 */
public final class NicDevice extends NetDevice implements Plug {
    private final NicQueue[] queues;
    private final GroupFilter groups = new GroupFilter();
    private final boolean filters;
    private final FlowHash flowHash = new FlowHash();
    private int queueLength = 1000;
    private boolean merges;
    private long moderationNanos;
    private Wire wire;

    public NicDevice(Softnets softnets, String name, Mac mac, int mtu, NicOptions options) {
        super(softnets, name, mac, mtu);
        filters = options.filters();
        queues = new NicQueue[options.queues()];
        for (int i = 0; i < queues.length; i++) {
            TransmitQueue queue = new TransmitQueue(this, i, softnets, new PfifoFast(queueLength));
            queues[i] = new NicQueue(this, i, options, softnets.get(i % softnets.count()), queue);
        }
    }

    @Override
    public void attach(Wire next) {
        wire = next;
        carrier(next != null);
    }

    @Override
    public Errno transmit(SkBuff skb) {
        if (!isRunning()) {
            // No carrier: Linux swaps in a discipline that swallows everything and says nothing (noop_qdisc).
            dropOutgoing(skb, DropReason.DEVICE_DOWN);
            return Errno.OK;
        }
        skb.stampScheduled();
        NicQueue queue = queues.length == 1 ? queues[0] : queues[flowHash.queue(skb, queues.length)];
        return queue.transmitQueue.transmit(skb);
    }

    @Override
    protected boolean startTransmit(SkBuff skb, int index) {
        NicQueue queue = queues[index];
        queue.reclaim();
        if (queue.tx.free() == 0) {
            queue.transmitQueue.stop();
            return false;
        }
        counters.sent(skb.length());
        queue.send(skb, wire);
        return true;
    }

    @Override
    public void frameArrived(SkBuff skb) {
        if (!isUp()) {
            softnets.drops().drop(skb, DropReason.DEVICE_DOWN);
            return;
        }
        if (filters && !isPromiscuous() && !groups.passes(skb, macBits())) {
            softnets.drops().drop(skb, DropReason.OTHERHOST);
            return;
        }
        NicQueue queue = queues.length == 1 ? queues[0] : queues[flowHash.queue(skb, queues.length)];
        if (!queue.rx.store(skb)) {
            counters.rxMissed++;
            softnets.drops().drop(skb, DropReason.RX_RING_FULL);
            return;
        }
        queue.received();
    }

    /** A frame came off a ring: count it, read its link header, hand it to the core. */
    void deliver(SkBuff skb, Softnet softnet, ReceiveMerge merge) {
        int octets = skb.length();
        if (EthernetInput.receive(skb, this)) {
            skb.checksumVerified |= fillsChecksums() && UnfilledChecksum.wasFilled(skb);
            counters.received(octets);
            if (skb.kind == PacketKind.MULTICAST) {
                counters.multicast++;
            }
            if (merges) {
                merge.take(skb, softnet);
            } else {
                softnet.receive(skb, this);
            }
        }
    }

    @Override
    public void reclaim() {
        for (NicQueue q : queues) {
            q.reclaim();
        }
    }

    @Override
    protected void opened() {
        for (NicQueue q : queues) {
            q.open();
        }
    }

    @Override
    protected void closed() {
        for (NicQueue q : queues) {
            q.close();
        }
    }

    /** Whether segments of one turn are joined (Linux {@code NETIF_F_GRO}). */
    public void merges(boolean on) {
        merges = on;
    }

    long moderationNanos() {
        return moderationNanos;
    }

    /** How long an interrupt waits for more frames, virtual nanoseconds; 0 for not at all ({@code ethtool -C rx-usecs}). */
    public void moderation(long nanos) {
        moderationNanos = nanos;
    }

    /** Group addresses the hardware lets through when it filters. */
    public GroupFilter groups() {
        return groups;
    }

    /** Hard interrupts taken so far on all queues. */
    public long interrupts() {
        long sum = 0;
        for (NicQueue q : queues) {
            sum += q.interrupts();
        }
        return sum;
    }

    /** The transmit queues, one for each queue pair. */
    public List<TransmitQueue> transmitQueues() {
        List<TransmitQueue> all = new ArrayList<>();
        for (NicQueue q : queues) {
            all.add(q.transmitQueue);
        }
        return all;
    }

    @Override
    public int txQueueLength() {
        return queueLength;
    }

    /** Sets {@code txqueuelen}, 1 or more; the disciplines start anew. */
    public void txQueueLength(int frames) {
        queueLength = frames;
        for (NicQueue q : queues) {
            q.transmitQueue.discipline(new PfifoFast(frames));
        }
    }

    @Override
    public String queueingDiscipline() {
        return queues.length > 1 ? "mq" : queues[0].transmitQueue.discipline().name();
    }

    @Override
    public boolean paces() {
        return queues[0].transmitQueue.discipline().paces();
    }

    @Override
    public int queuedFrames() {
        int frames = 0;
        for (NicQueue q : queues) {
            frames += q.queuedFrames();
        }
        return frames;
    }

    @Override
    public boolean needsNoArp() {
        return false;
    }
}
