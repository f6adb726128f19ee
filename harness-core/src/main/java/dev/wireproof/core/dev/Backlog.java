package dev.wireproof.core.dev;

import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.SkbQueue;

/** Frames from loopback, veth and the like on one processor, polled as if it were a device (Linux {@code process_backlog}). */
final class Backlog extends Napi {
    private final Softnet softnet;
    /** Where frames come in; only these count against the limit. */
    private SkbQueue input = new SkbQueue();
    private SkbQueue process = new SkbQueue();

    Backlog(Softnet softnet) {
        super(WEIGHT);
        this.softnet = softnet;
        enable();
    }

    /** Follows the setting (Linux {@code dev_rx_weight}). */
    @Override
    int weight() {
        return softnet.host().weight.intValue();
    }

    int length() {
        return input.size() + process.size();
    }

    /** False when full: the limit is passed when it is exceeded, so one more than it says fits (facts 1.3). */
    boolean add(SkBuff skb) {
        if (input.size() > softnet.host().maxBacklog.value()) {
            return false;
        }
        input.addLast(skb);
        if (!isScheduled()) {
            schedule(softnet);
        }
        return true;
    }

    @Override
    protected int poll(Softnet softnet, int budget) {
        int done = 0;
        while (done < budget) {
            if (process.isEmpty()) {
                splice();
            }
            SkBuff skb = process.removeFirst();
            if (skb == null) {
                complete(softnet);
                return done;
            }
            done++;
            softnet.receive(skb, (NetDevice) skb.device);
            if (softnet.mustPause()) {
                break;
            }
        }
        return done;
    }

    private void splice() {
        SkbQueue empty = process;
        process = input;
        input = empty;
    }

    void flush(NetDevice device) {
        flush(process, device);
        flush(input, device);
    }

    private void flush(SkbQueue queue, NetDevice device) {
        for (SkBuff skb = queue.first(); skb != null; ) {
            SkBuff following = queue.after(skb);
            if (skb.device == device) {
                queue.remove(skb);
                softnet.host().drops().drop(skb, DropReason.FLUSHED);
            }
            skb = following;
        }
    }
}
