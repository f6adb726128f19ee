package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;

/**
 * How many segments had been delivered when the newest of those left that an acknowledgement tells of
 * (Linux {@code tcp_rate_skb_delivered}).
 */
final class DeliverySample {
    private int prior;
    private long newest;
    private int newestEnd;

    /** A new acknowledgement. */
    void begin() {
        prior = 0;
    }

    void delivered(Sent s) {
        boolean newer = s.ordinal() > newest || s.ordinal() == newest && Seq.gt(s.endSeq(), newestEnd);
        if (prior == 0 || newer) {
            prior = s.deliveredBefore();
            newest = s.ordinal();
            newestEnd = s.endSeq();
        }
    }

    /** 0 when nothing was delivered. */
    int prior() {
        return prior;
    }
}
