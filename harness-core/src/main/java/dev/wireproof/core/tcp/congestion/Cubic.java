package dev.wireproof.core.tcp.congestion;

/**
 * CUBIC (RFC 9438) in the integer arithmetic of Linux (net/ipv4/tcp_cubic.c of 6.18): the window follows C (t - K)^3 + Wmax since
 * the last loss, not slower than Reno, with fast convergence and HyStart.
 */
public final class Cubic implements CongestionControl {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long MILLIS_PER_SECOND = 1000;
    private static final long NONE = Long.MIN_VALUE;
    /** Time on the curve counts in 1/1024 s. */
    private static final int TIME_BITS = 10;
    private static final int CURVE_SHIFT = 10 + 3 * TIME_BITS;
    /** C per 100 ms, in 1/1024. */
    private static final long SLOPE = CubicParameters.SCALE * 10L;
    /** Segments to (1/1024 s)^3: the inverse of the slope. */
    private static final long CUBE_FACTOR = (1L << CURVE_SHIFT) / SLOPE;
    /** The curve is worked out again after so long with an unchanged window. */
    private static final long UPDATE_MILLIS = MILLIS_PER_SECOND / 32;
    /** Before any loss the window grows by 5 % a round trip at least. */
    private static final long SEGMENTS_WITHOUT_LOSS = 20;
    /** Round trips of the first second after a loss tell of the queue it left. */
    private static final long SETTLING_MILLIS = MILLIS_PER_SECOND;

    private final CubicParameters parameters;
    private final HyStart hystart;

    /** Acknowledged segments for each that the window grows by. */
    private long count;
    /** Window before the last loss; 0 before the first (Wmax). */
    private long lastMax;
    private long lastWindow;
    private long lastMillis;
    /** Where the curve is level. */
    private long origin;
    /** Time from the start of the epoch to the origin, in 1/1024 s (K). */
    private long timeToOrigin;
    private long delayMinMicros;
    /** Start of the growth since the last loss, in milliseconds, or {@link #NONE}. */
    private long epochMillis = NONE;
    /** Acknowledged segments not yet turned into growth of {@link #renoWindow}. */
    private long ackCount;
    /** The window Reno would have. */
    private long renoWindow;

    public Cubic(CubicParameters parameters, HyStart.Listener listener) {
        this.parameters = parameters;
        hystart = new HyStart(parameters, listener);
    }

    @Override
    public String name() {
        return "cubic";
    }

    private void reset() {
        count = 0;
        lastMax = 0;
        lastWindow = 0;
        lastMillis = 0;
        origin = 0;
        timeToOrigin = 0;
        delayMinMicros = 0;
        epochMillis = NONE;
        ackCount = 0;
        renoWindow = 0;
        hystart.found = false;
    }

    @Override
    public void init(CongestionWindow window, CongestionFacts facts) {
        reset();
        if (parameters.hystart.isOn()) {
            hystart.beginRound(facts);
        } else if (parameters.initialSsthresh.isOn()) {
            window.ssthresh = parameters.initialSsthresh.intValue();
        }
    }

    @Override
    public int ssthresh(CongestionWindow window) {
        epochMillis = NONE;
        long beta = parameters.beta.value();
        // A loss below the last one: make room for newcomers (RFC 9438 section 4.7).
        lastMax = window.cwnd < lastMax && parameters.fastConvergence.isOn()
                ? window.cwnd * (CubicParameters.BETA_SCALE + beta) / (2 * CubicParameters.BETA_SCALE) : window.cwnd;
        return (int) Math.max(window.cwnd * beta / CubicParameters.BETA_SCALE, 2);
    }

    @Override
    public void enterLoss(CongestionFacts facts) {
        reset();
        hystart.beginRound(facts);
    }

    // Time without anything to send does not count (RFC 9438 section 4.2).
    @Override
    public void on(Event event, CongestionFacts facts) {
        if (event == Event.TX_START && epochMillis != NONE) {
            long now = facts.nowNanos / NANOS_PER_MILLI;
            long idle = now - facts.lastSentNanos / NANOS_PER_MILLI;
            if (idle > 0) {
                epochMillis = Math.min(epochMillis + idle, now);
            }
        }
    }

    @Override
    public void acked(CongestionWindow window, int segments, CongestionFacts facts) {
        if (facts.rttNanos < 0) {
            return;
        }
        if (epochMillis != NONE && facts.nowNanos / NANOS_PER_MILLI - epochMillis < SETTLING_MILLIS) {
            return;
        }
        long delay = Math.max(facts.rttNanos / 1000, 1);
        if (delayMinMicros == 0 || delayMinMicros > delay) {
            delayMinMicros = delay;
        }
        if (!hystart.found && window.inSlowStart() && parameters.hystart.isOn()) {
            hystart.update(window, delay, delayMinMicros, facts);
        }
    }

    @Override
    public void avoid(CongestionWindow window, int segments, CongestionFacts facts) {
        int left = segments;
        if (window.inSlowStart()) {
            left = window.slowStart(segments);
            if (left == 0) {
                return;
            }
        }
        update(window.cwnd, left, facts.nowNanos / NANOS_PER_MILLI);
        window.grow((int) count, left);
    }

    // Linux bictcp_update.
    private void update(long cwnd, int acked, long nowMillis) {
        ackCount += acked;
        if (lastWindow == cwnd && nowMillis - lastMillis <= UPDATE_MILLIS) {
            return;
        }
        // At most once a millisecond, unless a loss has ended the epoch.
        if (epochMillis == NONE || nowMillis != lastMillis) {
            lastWindow = cwnd;
            lastMillis = nowMillis;
            if (epochMillis == NONE) {
                beginEpoch(cwnd, acked, nowMillis);
            }
            count = segmentsPerStep(cwnd, nowMillis);
        }
        if (parameters.friendliness.isOn()) {
            followReno(cwnd);
        }
        // At most half a segment for each acknowledged one: 1.5 times the window a round trip.
        count = Math.max(count, 2);
    }

    private void beginEpoch(long cwnd, int acked, long nowMillis) {
        epochMillis = nowMillis;
        ackCount = acked;
        renoWindow = cwnd;
        timeToOrigin = lastMax <= cwnd ? 0 : CubeRoot.of(CUBE_FACTOR * (lastMax - cwnd));
        origin = Math.max(lastMax, cwnd);
    }

    private long segmentsPerStep(long cwnd, long nowMillis) {
        long elapsed = nowMillis - epochMillis + (delayMinMicros + 999) / 1000;
        long t = (elapsed << TIME_BITS) / MILLIS_PER_SECOND;
        long off = Math.abs(t - timeToOrigin);
        long delta = SLOPE * off * off * off >>> CURVE_SHIFT;
        long target = t < timeToOrigin ? origin - delta : origin + delta;
        long each = target > cwnd ? cwnd / (target - cwnd) : 100 * cwnd;
        return lastMax == 0 ? Math.min(each, SEGMENTS_WITHOUT_LOSS) : each;
    }

    // RFC 9438 section 4.3: Reno with this beta would gain one segment for each delta acknowledged.
    private void followReno(long cwnd) {
        long beta = parameters.beta.value();
        long scale = 8 * (CubicParameters.BETA_SCALE + beta) / 3 / (CubicParameters.BETA_SCALE - beta);
        long delta = cwnd * scale >> 3;
        if (ackCount > delta) {
            long steps = (ackCount - 1) / delta;
            ackCount -= steps * delta;
            renoWindow += steps;
        }
        if (renoWindow > cwnd) {
            count = Math.min(count, cwnd / (renoWindow - cwnd));
        }
    }
}
