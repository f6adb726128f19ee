package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.tcp.congestion.CongestionControl;

/**
 * The window side of Linux's loss recovery: what may be sent, how the window follows its use and the algorithm that steers it
 * (net/ipv4/tcp_output.c {@code tcp_cwnd_validate}, net/ipv4/tcp_cong.c). Loss is the business of {@link LinuxRecovery}.
 */
abstract class LinuxWindowKeeping implements LossRecovery {
    final SenderState s;
    final WindowUse use = new WindowUse();
    private int initialWindow = 1;

    LinuxWindowKeeping(SenderState state) {
        s = state;
    }

    @Override
    public void onLocalCongestion(Scoreboard b) {
        s.enterCwr(b);
    }

    @Override
    public void start(int segments, int mss, int una, long nowNanos) {
        initialWindow = segments;
        s.window.cwnd = segments;
        s.window.ssthresh = INFINITE;
        s.window.credit = 0;
        s.ca = CaState.OPEN;
        s.duplicates.clear();
        s.undo.close();
        s.undo.clearStamp();
        s.frto = false;
        s.mss = mss;
        s.highSeq = una;
        s.delivered = 0;
        use.start(una, nowNanos);
        s.facts.una = una;
        s.facts.nxt = una;
        s.facts.nowNanos = nowNanos;
        s.control.init(s.window, s.facts);
    }

    // A SYN lost twice makes the first window smaller, not the later ones (Linux tcp_init_cwnd).
    @Override
    public void restartWindow(int segments) {
        initialWindow = segments;
    }

    @Override
    public void synDelivered() {
        s.delivered++;
    }

    @Override
    public void remembered(int ssthresh, int reordering) {
        if (ssthresh > 0) {
            s.window.ssthresh = ssthresh;
        }
        if (reordering > 0) {
            s.reordering.remembered(reordering);
        }
    }

    /** Another algorithm takes over; the windows stay as they are (Linux {@code tcp_reinit_congestion_control}). */
    public void use(CongestionControl next, long nowNanos) {
        s.control = next;
        s.priorSsthresh = 0;
        s.facts.nowNanos = nowNanos;
        s.control.init(s.window, s.facts);
    }

    @Override
    public void useSack(boolean on) {
        s.sack = on;
    }

    @Override
    public void pace(long octetsPerSecond, boolean paced) {
        s.facts.pacingRate = octetsPerSecond;
        s.facts.paced = paced;
    }

    @Override
    public void mss(int octets) {
        s.mss = octets;
    }

    @Override
    public boolean maySend(Scoreboard b, int length) {
        return s.inFlight(b) < s.window.cwnd;
    }

    @Override
    public boolean takeReduction() {
        boolean untold = s.untoldReduction;
        s.untoldReduction = false;
        return untold;
    }

    @Override
    public void onMtuProbe(int seq) {
        s.mtuProbe = true;
        s.mtuProbeSeq = seq;
        s.window.cwnd--;
    }

    @Override
    public void onMtuProbeArrived(int oldOctets, int newOctets) {
        s.mtuProbe = false;
        s.priorSsthresh = s.currentSsthresh();
        s.window.cwnd = (int) Math.max(1, (long) s.window.cwnd * oldOctets / newOctets);
        s.window.credit = 0;
        s.window.ssthresh = s.currentSsthresh();
    }

    @Override
    public void onMtuProbeGivenUp() {
        s.mtuProbe = false;
    }

    @Override
    public void beforeSending(Scoreboard b, long lastSentNanos, long nowNanos) {
        if (s.inFlight(b) == 0) {
            s.facts(b, nowNanos).lastSentNanos = lastSentNanos;
            s.control.on(CongestionControl.Event.TX_START, s.facts);
        }
    }

    @Override
    public void onSendingStopped(Scoreboard b, boolean deferred, long rtoNanos, long nowNanos) {
        boolean full = deferred || s.inFlight(b) >= s.window.cwnd;
        boolean idle = use.onSendingStopped(s.window, b, full, rtoNanos, nowNanos);
        if (!idle || !s.settings.slowStartAfterIdle()) {
            return;
        }
        int used = Math.max(use.used(), initialWindow);
        if (s.ca == CaState.OPEN && used < s.window.cwnd) {
            s.window.ssthresh = s.currentSsthresh();
            s.window.cwnd = s.window.cwnd + used >> 1;
        }
        use.validated(nowNanos);
    }

    @Override
    public void onIdleRestart(long idleNanos, long rtoNanos, long nowNanos) {
        if (!s.settings.slowStartAfterIdle()) {
            return;
        }
        s.facts.nowNanos = nowNanos;
        s.control.on(CongestionControl.Event.CWND_RESTART, s.facts);
        s.window.ssthresh = s.currentSsthresh();
        int least = Math.min(initialWindow, s.window.cwnd);
        long idle = idleNanos - rtoNanos;
        while (idle > 0 && s.window.cwnd > least) {
            s.window.cwnd >>= 1;
            idle -= rtoNanos;
        }
        s.window.cwnd = Math.max(s.window.cwnd, least);
        use.validated(nowNanos);
    }

    @Override
    public int cwnd() {
        return s.window.cwnd;
    }

    @Override
    public boolean countsOctets() {
        return false;
    }

    @Override
    public int ssthresh() {
        return s.window.ssthresh;
    }

    @Override
    public CaState state() {
        return s.ca;
    }

    @Override
    public int sackedOut(Scoreboard b) {
        return s.sackedOut(b);
    }

    @Override
    public int reordering() {
        return s.reordering.segments();
    }

    @Override
    public int reorderingSeen() {
        return s.reordering.seen();
    }

    @Override
    public int delivered() {
        return s.delivered;
    }

    @Override
    public long minRttNanos() {
        return s.minRtt.isKnown() ? s.minRtt.nanos() : 0;
    }

    @Override
    public Tally tally() {
        return s.tally;
    }
}
