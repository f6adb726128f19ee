package dev.wireproof.core.tcp.receiver;

/**
 * When to acknowledge (RFC 9293 section 3.8.6.3; Linux {@code __tcp_ack_snd_check}, facts 9.5): quick at the start, then every
 * second full segment or after a delay that follows the arrivals. Times in nanoseconds.
 */
public final class AckPolicy {
    /** Least delay (Linux {@code TCP_ATO_MIN}). */
    public static final long ATO_MIN_NANOS = 40_000_000L;

    /** A timer for "now" fires with the next tick. */
    private static final long TICK_NANOS = 1_000_000L;
    private static final long DELAY_MAX_NANOS = 200_000_000L;
    private static final long DELAY_CAP_NANOS = 500_000_000L;
    private static final int MAX_QUICK = 16;
    private static final int SMALLEST_MSS = 88;
    private static final int DEFAULT_MSS = 536;
    private static final int AT_ONCE_DUPLICATES = 3;

    private int quick;
    private int pingpong;
    private long atoNanos;
    private long lastDataNanos;
    private int receiveMss = DEFAULT_MSS;
    private int lastSegmentSize;
    private boolean scheduled;
    private boolean now;
    private boolean pushed;
    private boolean pushedTwice;
    private boolean noMemory;
    private int duplicatesAt;
    private int duplicates;
    private int collected;

    /** Estimate of the peer's segment size before one is seen (Linux {@code tcp_initialize_rcv_mss}). */
    public void start(int advertisedMss, int sendMss, int window) {
        int hint = Math.min(Math.min(advertisedMss, sendMss), Math.min(window / 2, DEFAULT_MSS));
        receiveMss = Math.max(hint, SMALLEST_MSS);
    }

    /** The connection is open: times count from now. */
    public void established(long nowNanos) {
        lastDataNanos = nowNanos;
    }

    /** When text came last, or the connection was opened (Linux {@code lrcvtime}). */
    public long lastDataNanos() {
        return lastDataNanos;
    }

    /** Estimate of the octets in the peer's full segments. */
    public int receiveMss() {
        return receiveMss;
    }

    /**
     * Learns the peer's segment size (Linux {@code tcp_measure_rcv_mss}).
     *
     * @param constantOptions octets of options on every segment
     * @param mustBeFull none of FIN, SYN, URG and PSH is set
     * @return true when a full segment of another size was seen
     */
    public boolean measure(int length, int headerOctets, int constantOptions, boolean mustBeFull, boolean push, int advertisedMss) {
        int last = lastSegmentSize;
        lastSegmentSize = 0;
        if (length >= receiveMss) {
            boolean other = length != receiveMss;
            receiveMss = Math.min(length, advertisedMss);
            pushed |= push;
            return other;
        }
        int whole = length + headerOctets;
        if (whole >= DEFAULT_MSS + 20 || whole >= SMALLEST_MSS + 20 && mustBeFull) {
            int size = whole - 20 - constantOptions;
            lastSegmentSize = size;
            if (size == last) {
                receiveMss = size;
                return false;
            }
        }
        pushedTwice |= pushed;
        pushed = true;
        return false;
    }

    /** Text arrived in order: an acknowledgement is due, and the delay adapts (Linux {@code tcp_event_data_recv}). */
    public void onText(long nowNanos, long rtoNanos, int window) {
        scheduled = true;
        if (atoNanos == 0) {
            moreQuick(window);
            atoNanos = ATO_MIN_NANOS;
        } else {
            long gap = nowNanos - lastDataNanos;
            if (gap <= ATO_MIN_NANOS / 2) {
                atoNanos = atoNanos / 2 + ATO_MIN_NANOS / 2;
            } else if (gap < atoNanos) {
                atoNanos = Math.min(atoNanos / 2 + gap, rtoNanos);
            } else if (gap > rtoNanos) {
                moreQuick(window);
            }
        }
        lastDataNanos = nowNanos;
    }

    private void moreQuick(int window) {
        moreQuick(window, MAX_QUICK);
    }

    private void moreQuick(int window, int most) {
        int count = window / (2 * receiveMss);
        quick = Math.max(quick, Math.min(count == 0 ? 2 : count, most));
    }

    /** The window grew, which one more quick acknowledgement tells. */
    public void onWindowGrowth() {
        quick |= 1;
    }

    /** Memory is short: no quick acknowledgements (Linux {@code __tcp_select_window}). */
    public void noQuick() {
        quick = 0;
    }

    /** Acknowledges quickly for a while: something unusual came (Linux {@code tcp_enter_quickack_mode}). */
    public void enterQuick(int window) {
        enterQuick(window, MAX_QUICK);
    }

    /** As {@link #enterQuick(int)}, for at most so many acknowledgements. */
    public void enterQuick(int window, int most) {
        moreQuick(window, most);
        pingpong = 0;
        atoNanos = ATO_MIN_NANOS;
    }

    /** An acknowledgement is due. */
    public void schedule() {
        scheduled = true;
    }

    /** An acknowledgement is due and must not wait. */
    public void scheduleNow() {
        scheduled = true;
        now = true;
    }

    /** As {@link #scheduleNow}, with window 0: there is no memory. */
    public void scheduleWithoutMemory() {
        scheduleNow();
        noMemory = true;
    }

    public boolean isScheduled() {
        return scheduled;
    }

    /** True when the acknowledgement must offer window 0. */
    public boolean isWithoutMemory() {
        return noMemory;
    }

    /** Data was sent: an answer soon after data was received means dialogue (Linux {@code tcp_event_data_sent}). */
    public void onDataSent(long nowNanos) {
        if (nowNanos - lastDataNanos < atoNanos) {
            pingpong = Math.min(pingpong + 1, 255);
        }
    }

    /** Dialogue: acknowledgements ride on answers. */
    public void enterPingpong() {
        pingpong = 1;
    }

    public void leavePingpong() {
        pingpong = 0;
    }

    public boolean inPingpong() {
        return pingpong >= 1;
    }

    /** A segment with ACK left (Linux {@code tcp_event_ack_sent}). */
    public void onAckSent() {
        if (quick > 0) {
            int told = scheduled ? 1 : 0;
            if (told >= quick) {
                quick = 0;
                atoNanos = ATO_MIN_NANOS;
            } else {
                quick -= told;
            }
        }
        scheduled = false;
        now = false;
        pushed = false;
        pushedTwice = false;
        noMemory = false;
        collected = 0;
    }

    private boolean inQuickMode(boolean routeWantsQuick) {
        return routeWantsQuick || quick > 0 && !inPingpong();
    }

    /** True when acknowledgements wait neither for a second segment nor for the timer. */
    public boolean isAtOnce(boolean routeWantsQuick) {
        return now || inQuickMode(routeWantsQuick);
    }

    /** Reader's side: the queue is empty again and the peer said that this was all it had to say. */
    public boolean readerEmptied() {
        return pushedTwice || pushed && !inPingpong();
    }

    /** A delayed acknowledgement is due, but segments wait ahead of a hole. */
    public AckVerdict onHole(boolean sack, int nxt, int mostCollected) {
        if (!sack || collected >= mostCollected) {
            return AckVerdict.NOW;
        }
        if (duplicatesAt != nxt) {
            duplicatesAt = nxt;
            duplicates = 0;
        }
        if (duplicates < AT_ONCE_DUPLICATES) {
            duplicates++;
            return AckVerdict.NOW;
        }
        collected++;
        return AckVerdict.COLLECT;
    }

    /** Acknowledgements of duplicates that are kept back (Linux {@code compressed_ack}). */
    public int collected() {
        return collected;
    }

    /** The timer lets one of those go that are kept back. */
    public void release() {
        collected--;
    }

    /** Delay for an acknowledgement that is due now (Linux {@code tcp_send_delayed_ack}). */
    public long delayNanos(long srttNanos, long mostNanos) {
        long delay = atoNanos;
        if (delay > ATO_MIN_NANOS) {
            long cap = inPingpong() || pushed ? DELAY_MAX_NANOS : DELAY_CAP_NANOS;
            if (srttNanos > 0) {
                cap = Math.min(cap, Math.max(srttNanos, ATO_MIN_NANOS));
            }
            delay = Math.min(delay, cap);
        }
        return Math.max(TICK_NANOS, Math.min(delay, Math.min(DELAY_MAX_NANOS, mostNanos)));
    }

    /** The timer ran out before anything else told (Linux {@code tcp_delack_timer_handler}). */
    public void onTimer(long rtoNanos) {
        if (inPingpong()) {
            leavePingpong();
            atoNanos = ATO_MIN_NANOS;
        } else {
            atoNanos = Math.min(atoNanos * 2, rtoNanos);
        }
    }

    /** Delay as TCP_INFO shows it. */
    public long atoNanos() {
        return atoNanos;
    }
}
