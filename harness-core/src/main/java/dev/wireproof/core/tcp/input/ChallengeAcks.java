package dev.wireproof.core.tcp.input;

import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.output.Acknowledger;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;

/** Challenge acknowledgements (RFC 5961) and the limit of answers to odd segments, one each 500 ms a connection (facts 9.2). */
public final class ChallengeAcks {
    private final EventLoop loop;
    private final Acknowledger acknowledger;
    private final TcpSettings settings;
    private final Counters counters;

    public ChallengeAcks(EventLoop loop, Acknowledger acknowledger, TcpSettings settings, Counters counters) {
        this.loop = loop;
        this.acknowledger = acknowledger;
        this.settings = settings;
        this.counters = counters;
    }

    /** Sends a challenge unless there was an answer of this kind a moment ago (Linux {@code tcp_send_challenge_ack}). */
    void send(Tcb t) {
        if (!tooSoon(t, Counter.TCPEXT_ACK_SKIPPED_CHALLENGE)) {
            counters.increment(Counter.TCPEXT_CHALLENGE_ACK);
            acknowledger.now(t);
        }
    }

    /** True when a segment gets no answer, because it has no text and the last such answer is recent (Linux {@code tcp_oow_rate_limited}). */
    boolean isLimited(Tcb t, Segment s, Counter skipped) {
        return (!s.occupiesSpace() || s.isSyn()) && tooSoon(t, skipped);
    }

    private boolean tooSoon(Tcb t, Counter skipped) {
        long now = loop.now();
        if (t.lastOddReplyNanos >= 0 && now - t.lastOddReplyNanos < settings.invalidRateLimitNanos()) {
            counters.increment(skipped);
            return true;
        }
        t.lastOddReplyNanos = now;
        return false;
    }
}
