package dev.wireproof.core.dev;

import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.SkbQueue;

/** One first-in-first-out queue with a limit of frames (Linux {@code pfifo}); with a limit of 0 nothing leaves. */
public final class Pfifo implements QueueDiscipline {
    private final SkbQueue queue = new SkbQueue();
    private final int limit;

    /** @param limit frames, 0 or more */
    public Pfifo(int limit) {
        this.limit = limit;
    }

    @Override
    public boolean enqueue(SkBuff skb) {
        if (queue.size() >= limit) {
            return false;
        }
        queue.addLast(skb);
        return true;
    }

    @Override
    public SkBuff dequeue() {
        return queue.removeFirst();
    }

    @Override
    public int length() {
        return queue.size();
    }

    @Override
    public boolean mayBypass() {
        return limit > 0;
    }

    @Override
    public String name() {
        return "pfifo";
    }
}
