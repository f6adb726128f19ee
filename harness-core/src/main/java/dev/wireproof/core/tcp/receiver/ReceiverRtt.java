package dev.wireproof.core.tcp.receiver;

import dev.wireproof.core.base.Seq;

/** A receiver's estimate of the round-trip time (Linux {@code tcp_rcv_rtt_measure}): the time in which a window fills, or an echoed timestamp. */
final class ReceiverRtt {
    private long micros8;
    private boolean measuring;
    private int windowEnd;
    private long sinceNanos;

    boolean isKnown() {
        return micros8 != 0;
    }

    long micros() {
        return micros8 >> 3;
    }

    void onProgress(int nxt, int offered, long nowNanos) {
        if (measuring) {
            if (Seq.lt(nxt, windowEnd)) {
                return;
            }
            // The window may have been full for longer than a round trip, so only the smallest counts.
            long sample8 = Math.max(1, (nowNanos - sinceNanos) / 1000) << 3;
            micros8 = micros8 == 0 ? sample8 : Math.min(micros8, sample8);
        }
        measuring = true;
        windowEnd = nxt + offered;
        sinceNanos = nowNanos;
    }

    void sample(long micros) {
        micros8 = micros8 == 0 ? micros << 3 : micros8 + micros - (micros8 >> 3);
    }
}
