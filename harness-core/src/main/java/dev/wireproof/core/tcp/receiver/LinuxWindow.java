package dev.wireproof.core.tcp.receiver;

/**
 * Linux's window (net/ipv4/tcp_output.c {@code __tcp_select_window}, {@code tcp_grow_window}; facts 9.6 to 9.8): a share of the
 * free memory that follows the measured ratio of text to memory, opened step by step, with the buffer tuned to what the user
 * reads.
 */
public final class LinuxWindow implements WindowAdvertiser {
    /**
     * Settings of the namespace.
     *
     * @param largestBuffer third number of {@code tcp_rmem}
     * @param moderate automatic tuning
     * @param lowRttMicros below it the buffer grows less eagerly
     * @param shrink a scaled window may be drawn back when memory is short
     */
    public record Settings(int largestBuffer, boolean moderate, int lowRttMicros, boolean shrink) {}

    private static final int RATIO_SHIFT = 8;
    private static final int INITIAL_RATIO = 128;
    private static final int WORTH_GROWING = 128;

    private final ReceiveMemory memory;
    private final Settings settings;
    private final ReceiverRtt rtt = new ReceiverRtt();
    private int ratio = INITIAL_RATIO;
    private int clamp;
    private int ssthresh;
    private int advertisedMss;
    private boolean tight;
    private int space;
    private int spaceSeq;
    private long spaceNanos;

    public LinuxWindow(ReceiveMemory memory, Settings settings) {
        this.memory = memory;
        this.settings = settings;
    }

    @Override
    public int fromMemory(long octets) {
        return (int) (octets * ratio >> RATIO_SHIFT);
    }

    private long toMemory(long window) {
        return (window << RATIO_SHIFT) / ratio;
    }

    @Override
    public int space() {
        return fromMemory(memory.limit());
    }

    private int free() {
        return fromMemory((long) memory.limit() - memory.allocated());
    }

    // Linux tcp_init_buffer_space.
    @Override
    public void established(int window, int largest, int mss, int readSeq, long nowNanos) {
        int most = space();
        advertisedMss = mss;
        clamp = Math.min(largest, most);
        if (clamp > 2 * mss && clamp + mss > most) {
            clamp = Math.max(2 * mss, most - mss);
        }
        ssthresh = Math.min(window, clamp);
        space = Math.min(Math.min(ssthresh, window), 10 * mss);
        spaceSeq = readSeq;
        spaceNanos = nowNanos;
    }

    @Override
    public int select(Facts f) {
        int allowed = space();
        int free = free();
        int full = Math.min(clamp, allowed);
        int mss = Math.min(f.receiveMss, full);
        tight = free < full >> 1;
        if (full <= 0) {
            return 0;
        }
        int unit = 1 << f.scale;
        if (mayShrink(f.scale)) {
            return shrinking(free, allowed, mss, full, unit);
        }
        if (tight) {
            free -= Math.floorMod(free, unit);
            if (free < allowed >> 4 || free < mss) {
                return 0;
            }
        }
        free = Math.min(free, ssthresh);
        return f.scale > 0 ? free + unit - 1 & -unit : unscaled(f.offered, free, mss, full);
    }

    // Linux's branch for tcp_shrink_window: what is offered is there, in whole units.
    private int shrinking(int free, int allowed, int mss, int full, int unit) {
        int whole = free - Math.floorMod(free, unit);
        tight = whole < full >> 1;
        if (tight && (whole < allowed >> 4 || whole < mss || whole < unit)) {
            return 0;
        }
        return whole > ssthresh ? ssthresh + unit - 1 & -unit : whole;
    }

    // A multiple of the segment size; an offer that is within one segment of it stays as it is.
    private static int unscaled(int offered, int free, int mss, int full) {
        if (offered <= free - mss || offered > free) {
            return free - free % mss;
        }
        return mss == full && free > offered + (full >> 1) ? free : offered;
    }

    @Override
    public boolean mayShrink(int scale) {
        return settings.shrink() && scale > 0;
    }

    @Override
    public boolean isTight() {
        return tight;
    }

    @Override
    public boolean leavesAckToReader() {
        return true;
    }

    @Override
    public boolean hasRoom() {
        return memory.allocated() <= memory.limit();
    }

    // Linux tcp_clamp_window.
    @Override
    public boolean makeRoom() {
        if (memory.limit() < settings.largestBuffer() && !memory.isLocked()) {
            memory.limit(Math.min(memory.allocated(), settings.largestBuffer()));
        }
        if (memory.allocated() > memory.limit()) {
            ssthresh = Math.min(clamp, 2 * advertisedMss);
        }
        return hasRoom();
    }

    @Override
    public void onSegmentSize(int length, int truesize, int offered) {
        int measured = Math.max(1, (int) ((long) length << RATIO_SHIFT) / truesize);
        if (measured == ratio) {
            return;
        }
        ratio = measured;
        int next = Math.max(SMALLEST_CLAMP, space());
        boolean smaller = next < clamp;
        clamp = next;
        ssthresh = smaller ? Math.min(ssthresh, next) : Math.max(ssthresh, Math.min(offered, next));
        space = Math.min(space, clamp);
    }

    @Override
    public boolean onText(int length, int truesize, int receiveMss) {
        int room = Math.min(clamp, free()) - ssthresh;
        if (length < WORTH_GROWING || room <= 0) {
            return false;
        }
        int step = fromMemory(truesize) <= length ? 2 * advertisedMss : stepOfInefficient(length, truesize, receiveMss);
        if (step == 0) {
            return false;
        }
        ssthresh += Math.min(room, Math.max(step, 2 * length));
        return true;
    }

    // Linux __tcp_grow_window: small segments open the window only as far as their memory would still fit.
    private int stepOfInefficient(int length, int truesize, int receiveMss) {
        int cost = fromMemory(truesize) >> 1;
        int window = fromMemory(settings.largestBuffer()) >> 1;
        while (ssthresh <= window) {
            if (cost <= length) {
                return 2 * receiveMss;
            }
            cost >>= 1;
            window >>= 1;
        }
        return 0;
    }

    @Override
    public void onProgress(int nxt, int offered, long nowNanos) {
        rtt.onProgress(nxt, offered, nowNanos);
    }

    @Override
    public long roundTripNanos() {
        return rtt.micros() * 1000;
    }

    @Override
    public void limit(int octets, int offered) {
        ssthresh = octets < clamp ? Math.min(ssthresh, octets) : Math.max(ssthresh, Math.min(offered, octets));
        clamp = octets;
    }

    @Override
    public void onEchoedTimestamp(long rttNanos) {
        rtt.sample(rttNanos / 1000);
    }

    // Linux tcp_rcv_space_adjust.
    @Override
    public void onRead(int readSeq, int nxt, int beyond, long nowNanos) {
        long micros = (nowNanos - spaceNanos) / 1000;
        if (!rtt.isKnown() || micros < rtt.micros()) {
            return;
        }
        int copied = readSeq - spaceSeq - (nxt - readSeq);
        if (copied > space) {
            growBuffer(copied, beyond);
        }
        spaceSeq = readSeq;
        spaceNanos = nowNanos;
    }

    private void growBuffer(int copied, int beyond) {
        int before = space;
        space = copied;
        if (!settings.moderate() || memory.isLocked()) {
            return;
        }
        long window = 2L * copied;
        long grow = rtt.micros() < settings.lowRttMicros()
                ? window * rtt.micros() / settings.lowRttMicros()
                : window * (copied - before) / before;
        window += 2 * grow + beyond;
        int buffer = (int) Math.min(toMemory(window), settings.largestBuffer());
        if (buffer > memory.limit()) {
            memory.limit(buffer);
            clamp = fromMemory(buffer);
        }
    }

    @Override
    public int clamp() {
        return clamp;
    }

    @Override
    public int ssthresh() {
        return ssthresh;
    }

    @Override
    public int readSpace() {
        return space;
    }
}
