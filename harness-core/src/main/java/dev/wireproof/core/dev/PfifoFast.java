package dev.wireproof.core.dev;

import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.SkbQueue;

/** Three first-in-first-out bands, a lower one strictly first (Linux {@code pfifo_fast}, facts 1.7). */
public final class PfifoFast implements QueueDiscipline {
    private static final int BANDS = 3;
    private static final byte[] BAND_OF_PRIORITY = {1, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1};

    private final SkbQueue[] bands = new SkbQueue[BANDS];
    private final int limit;
    private int length;

    /** @param limit frames in each band, at least 1 */
    public PfifoFast(int limit) {
        this.limit = limit;
        for (int i = 0; i < BANDS; i++) {
            bands[i] = new SkbQueue();
        }
    }

    @Override
    public boolean enqueue(SkBuff skb) {
        SkbQueue band = bands[BAND_OF_PRIORITY[skb.priority & 15]];
        if (band.size() >= limit) {
            return false;
        }
        band.addLast(skb);
        length++;
        return true;
    }

    @Override
    public SkBuff dequeue() {
        for (int i = 0; length > 0 && i < BANDS; i++) {
            SkBuff skb = bands[i].removeFirst();
            if (skb != null) {
                length--;
                return skb;
            }
        }
        return null;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public String name() {
        return "pfifo_fast";
    }
}
