package dev.wireproof.core.skb;

/** Counts the frames that die inside one host, by name, and shows each to a listener. */
public final class HostAccounts implements DropSink {
    private final long[] drops = new long[DropReason.values().length];
    private DropSink listener;

    /** Who else sees each drop, before the buffer's charge ends: a capture; null for nobody. */
    public void listener(DropSink next) {
        listener = next;
    }

    @Override
    public void drop(SkBuff skb, DropReason reason) {
        drops[reason.ordinal()]++;
        if (listener != null) {
            listener.drop(skb, reason);
        }
        skb.orphan();
    }

    /** Frames that ended for this reason. */
    public long dropped(DropReason reason) {
        return drops[reason.ordinal()];
    }

    /** Frames that ended for any reason. */
    public long dropped() {
        long sum = 0;
        for (long d : drops) {
            sum += d;
        }
        return sum;
    }

    /** The reasons that happened with their counts, such as {@code RX_RING_FULL 3, OTHERHOST 1}; empty when none did. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (DropReason r : DropReason.values()) {
            if (drops[r.ordinal()] > 0) {
                text.append(text.isEmpty() ? "" : ", ").append(r).append(' ').append(drops[r.ordinal()]);
            }
        }
        return text.toString();
    }
}
