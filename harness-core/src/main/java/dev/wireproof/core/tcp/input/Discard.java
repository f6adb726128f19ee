package dev.wireproof.core.tcp.input;

import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.tcp.segment.Segment;

/** Ends a segment that is not accepted. */
public final class Discard {
    private final DropSink drops;

    public Discard(DropSink drops) {
        this.drops = drops;
    }

    /** Drops what is left of the segment; always true, so that a step can return it. */
    public boolean segment(Segment s) {
        return segment(s, DropReason.TCP_UNACCEPTABLE);
    }

    /** Drops for another reason. */
    public boolean segment(Segment s, DropReason reason) {
        if (s.hasBuffer()) {
            drops.drop(s.take(), reason);
        }
        return true;
    }

    /** Drops a queued segment that turned out to bring nothing. */
    void buffer(SkBuff skb) {
        drops.drop(skb, DropReason.TCP_UNACCEPTABLE);
    }
}
