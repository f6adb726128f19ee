package dev.wireproof.core.tcp.input;

import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.tcp.output.Acknowledger;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;

/** Challenge acknowledgements (RFC 5961) and the limit of answers to odd segments, one each 500 ms a connection (facts 9.2). */
public final class ChallengeAcks {
    private static final long SECOND = 1_000_000_000L;

    private final EventLoop loop;
    private final Acknowledger acknowledger;
    private final TcpSettings settings;
    private final Counters counters;
    private final Rng rng;
    private long second = -1;
    private int leftThisSecond;

    public ChallengeAcks(EventLoop loop, Acknowledger acknowledger, TcpSettings settings, Counters counters, Rng rng) {
        this.loop = loop;
        this.acknowledger = acknowledger;
        this.settings = settings;
        this.counters = counters;
        this.rng = rng;
    }

    /** Sends a challenge unless there was an answer of this kind a moment ago (Linux {@code tcp_send_challenge_ack}). */
    void send(Tcb t) {
        if (!tooSoon(t, Counter.TCPEXT_ACK_SKIPPED_CHALLENGE) && isWithinLimit()) {
            counters.increment(Counter.TCPEXT_CHALLENGE_ACK);
            acknowledger.now(t);
        }
    }

    // A number of chance around the limit each second, so that an outsider cannot count with (RFC 5961 section 7, CVE-2016-5696).
    private boolean isWithinLimit() {
        int limit = settings.limits.challengeAcks.intValue();
        if (limit == Integer.MAX_VALUE) {
            return true;
        }
        long now = loop.now() / SECOND;
        if (now != second) {
            second = now;
            leftThisSecond = (int) ((limit + 1L) / 2) + rng.below(Math.max(1, limit));
        }
        return leftThisSecond-- > 0;
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
