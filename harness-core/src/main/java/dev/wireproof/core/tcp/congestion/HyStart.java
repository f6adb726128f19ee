package dev.wireproof.core.tcp.congestion;

import dev.wireproof.core.base.Seq;

/**
 * Ends slow start before it overruns the path: when the acknowledgements of a round come as one long train, or when the round
 * trip has grown (hybrid slow start; Linux net/ipv4/tcp_cubic.c {@code hystart_update}).
 */
public final class HyStart {
    /** What ended slow start. */
    public enum Sign {
        TRAIN,
        DELAY
    }

    /** Told when slow start ends. */
    public interface Listener {
        void slowStartEnds(Sign sign, int cwnd);
    }

    private static final int TRAIN = 1;
    private static final int DELAY = 2;
    private static final int SAMPLES = 8;
    private static final long LEAST_DELAY_MICROS = 4000;
    private static final long MOST_DELAY_MICROS = 16_000;
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long MOST_CUSHION_MICROS = 1000;
    /** Octets of the largest super-segment (Linux {@code GSO_LEGACY_MAX_SIZE}). */
    private static final long LARGEST_BURST = 65_536;

    private final CubicParameters parameters;
    private final Listener listener;
    /** Slow start has been ended. */
    boolean found;
    private int samples;
    private long roundMicros;
    private long lastAckMicros;
    private int roundEnd;
    private long roundTripMicros;

    HyStart(CubicParameters parameters, Listener listener) {
        this.parameters = parameters;
        this.listener = listener;
    }

    /** A round begins: it ends when what is sent by now is acknowledged. */
    void beginRound(CongestionFacts facts) {
        roundMicros = facts.nowNanos / 1000;
        lastAckMicros = roundMicros;
        roundEnd = facts.nxt;
        roundTripMicros = Long.MAX_VALUE;
        samples = 0;
    }

    void update(CongestionWindow window, long delayMicros, long delayMinMicros, CongestionFacts facts) {
        if (Seq.gt(facts.una, roundEnd)) {
            beginRound(facts);
        }
        if (window.cwnd < parameters.hystartLowWindow.value()) {
            return;
        }
        long detect = parameters.hystartDetect.value();
        if ((detect & TRAIN) != 0 && isTrainLong(delayMinMicros, facts)) {
            end(Sign.TRAIN, window);
        }
        if ((detect & DELAY) != 0 && hasDelayGrown(delayMicros, delayMinMicros)) {
            end(Sign.DELAY, window);
        }
    }

    // Half the round trip, for the other half the path is idle; all of it where pacing spreads what is sent.
    private boolean isTrainLong(long delayMinMicros, CongestionFacts facts) {
        long now = facts.nowNanos / 1000;
        if (now - lastAckMicros > parameters.hystartAckDelta.value()) {
            return false;
        }
        lastAckMicros = now;
        long threshold = delayMinMicros + cushion(facts.pacingRate);
        return now - roundMicros > (facts.paced ? threshold : threshold >> 1);
    }

    // Collecting a large burst takes time on a short path (Linux hystart_ack_delay).
    private static long cushion(long rate) {
        return rate == 0 ? 0 : Math.min(MOST_CUSHION_MICROS, LARGEST_BURST * 4 * MICROS_PER_SECOND / rate);
    }

    private boolean hasDelayGrown(long delayMicros, long delayMinMicros) {
        roundTripMicros = Math.min(roundTripMicros, delayMicros);
        if (samples < SAMPLES) {
            samples++;
            return false;
        }
        long most = Math.max(LEAST_DELAY_MICROS, Math.min(delayMinMicros >> 3, MOST_DELAY_MICROS));
        return roundTripMicros > delayMinMicros + most;
    }

    private void end(Sign sign, CongestionWindow window) {
        found = true;
        window.ssthresh = window.cwnd;
        listener.slowStartEnds(sign, window.cwnd);
    }
}
