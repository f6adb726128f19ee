package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.tcp.congestion.CongestionControl;
import dev.wireproof.core.tcp.congestion.CongestionFacts;
import dev.wireproof.core.tcp.congestion.CongestionWindow;

/**
 * Linux's loss recovery (net/ipv4/tcp_input.c {@code tcp_ack}, facts 9.15): with SACK, loss by age and tail loss probes (RFC 8985);
 * without, duplicate acknowledgements stand in for SACKed segments. The window falls by proportional rate reduction (RFC 9937), a
 * timeout is tested for being needless by F-RTO, a recovery by timestamps and D-SACK.
 */
public final class LinuxRecovery implements LossRecovery {
    /**
     * Settings of the namespace.
     *
     * @param reordering duplicates that mean loss
     * @param frto RFC 5682 is on
     * @param slowStartAfterIdle the window shrinks when it is not used
     * @param dupThreshold as many SACKed segments as {@code reordering} mean loss at once while nothing was ever reordered
     * @param adaptsWindow D-SACKs widen the time granted for reordering
     * @param minRttWindowNanos how long a least round-trip time counts
     */
    public record Settings(int reordering, int maxReordering, boolean frto, boolean slowStartAfterIdle, boolean dupThreshold,
            boolean adaptsWindow, long minRttWindowNanos) {}

    private final SenderState s;
    private final LossEpisode loss;
    private final RecoveryStates states;
    private final ArrivalNews news;
    private final WindowUse use = new WindowUse();
    private int initialWindow = 1;

    public LinuxRecovery(CongestionControl control, Settings settings) {
        s = new SenderState(control, settings);
        loss = new LossEpisode(s);
        SackTagger tagger = new SackTagger();
        news = new ArrivalNews(s, tagger);
        states = new RecoveryStates(s, loss, tagger);
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
    public void beforeAck(AckFacts ack, Scoreboard b) {
        loss.beforeAck();
        states.beforeAck();
        news.begin(ack, b);
    }

    @Override
    public void onSack(AckFacts ack, Scoreboard b) {
        news.onSack(ack, b);
    }

    @Override
    public void onAcknowledged(Sent sent, AckFacts ack) {
        news.onAcknowledged(sent, ack);
    }

    @Override
    public void onHandshakeRtt(long rttNanos, long nowNanos) {
        s.learnMinRtt(rttNanos, nowNanos);
    }

    @Override
    public Repair onAck(AckFacts ack, Scoreboard b) {
        int losses = b.losses();
        s.srttNanos = ack.srttNanos;
        news.learnRtt(ack);
        if (ack.segments > 0) {
            news.removed(ack, b);
        }
        if (ack.advanced || hasEarlierSample(ack, b)) {
            states.restart();
        }
        s.facts(b, ack.nowNanos).rttNanos = ack.newestRttNanos;
        s.control.acked(s.window, ack.segments, s.facts);
        if (s.settings.adaptsWindow()) {
            s.rack.adapt(news.priorDelivered(), s.delivered);
        }
        judgeProbe(ack, b);
        boolean dubious = !ack.isNoDuplicate() || ack.sacked || ack.congestionEcho || s.ca != CaState.OPEN;
        Repair repair = dubious ? states.alert(ack, b) : Repair.NONE;
        news.sample().end(ack.delivered, s.delivered, s.minRttNanos(), ack.nowNanos);
        s.tally.add(Counter.TCPEXT_DELIVERED, ack.delivered);
        if (s.isReducing()) {
            s.reduce(ack.delivered, ack.advanced && b.losses() == losses, b);
        } else if (mayGrow(ack)) {
            use.touched(ack.nowNanos);
            if (use.isLimited(s.window)) {
                s.control.avoid(s.window, ack.delivered, s.facts);
            }
        }
        return repair;
    }

    // The round trip was measured on something that left before the oldest segment was last sent: that one's timeout counts from now.
    // Not otherwise, or the timeout would be put off again and again (Linux tcp_clean_rtx_queue).
    private static boolean hasEarlierSample(AckFacts ack, Scoreboard b) {
        return ack.firstSackedNanos >= 0 && b.first() != null && ack.firstSackedNanos < b.first().sentNanos();
    }

    // RFC 8985 section 7.4.2; Linux tcp_process_tlp_ack.
    private void judgeProbe(AckFacts ack, Scoreboard b) {
        switch (s.probe.onAck(ack)) {
            case NO_LOSS -> s.probe.end();
            case REPAIRED -> {
                s.beginReduction(b);
                s.ca = CaState.CWR;
                s.endReduction();
                s.keepOpen(b);
                s.tally.add(Counter.TCPEXT_LOSS_PROBE_RECOVERY, 1);
            }
            default -> { }
        }
    }

    // Where segments overtake each other much, any arrival counts (Linux tcp_may_raise_cwnd).
    private boolean mayGrow(AckFacts ack) {
        return s.reordering.isRaised() ? ack.isProgress() : ack.dataAcked;
    }

    @Override
    public void onIdleAck(AckFacts ack, Scoreboard b) {
        if (ack.duplicateSack) {
            states.alert(ack, b);
            s.tally.add(Counter.TCPEXT_DELIVERED, ack.delivered);
        }
        judgeProbe(ack, b);
    }

    @Override
    public Repair onOldAck(AckFacts ack, Scoreboard b) {
        Repair repair = states.alert(ack, b);
        s.tally.add(Counter.TCPEXT_DELIVERED, ack.delivered);
        return repair;
    }

    @Override
    public Wait waitsFor(AckFacts ack) {
        return states.waitsFor();
    }

    @Override
    public long waitNanos() {
        return states.waitNanos();
    }

    @Override
    public long probeDelayNanos(Scoreboard b, long srttNanos, long rtoMinNanos) {
        boolean calm = s.ca == CaState.OPEN || s.ca == CaState.CWR;
        return s.sack && calm && b.outstanding() > 0 ? TailLossProbe.delayNanos(b.outstanding(), srttNanos, rtoMinNanos) : -1;
    }

    @Override
    public boolean mayProbe() {
        return !s.probe.isUnderWay();
    }

    @Override
    public void onProbe(Scoreboard b, Sent again) {
        s.probe.sent(b.nxt(), again != null);
        if (again != null) {
            news.sample().sent(again, s.delivered, false, again.sentNanos());
        }
        s.tally.add(Counter.TCPEXT_LOSS_PROBES, 1);
    }

    @Override
    public Repair onReorderTimeout(Scoreboard b, long nowNanos) {
        return states.onReorderTimeout(b, nowNanos);
    }

    @Override
    public void onTimeout(Scoreboard b, boolean first, long nowNanos) {
        loss.enter(b, first, nowNanos);
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
    public void onPathMtu(Scoreboard b) {
        loss.enterWithoutCongestion(b);
    }

    @Override
    public void beforeSending(Scoreboard b, long lastSentNanos, long nowNanos) {
        if (s.inFlight(b) == 0) {
            s.facts(b, nowNanos).lastSentNanos = lastSentNanos;
            s.control.on(CongestionControl.Event.TX_START, s.facts);
        }
    }

    @Override
    public void onNothingNew() {
        s.frto = false;
    }

    @Override
    public void onRepair(long nowNanos) {
        s.undo.sentAgain(nowNanos);
    }

    @Override
    public void onSent(Sent sent, boolean again, Scoreboard b, long nowNanos) {
        news.sample().sent(sent, s.delivered, !again && b.outstanding() == 1, nowNanos);
        if (s.isReducing()) {
            s.prr.onSent(1);
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
    public CaState state() {
        return s.ca;
    }

    @Override
    public boolean tookBack() {
        return loss.tookBack();
    }

    @Override
    public Tally tally() {
        return s.tally;
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
    public void onNothingToSend(Scoreboard b) {
        news.sample().starve(s.delivered, s.inFlight(b));
    }

    @Override
    public long deliveryRate() {
        return news.sample().rate(s.mss);
    }

    @Override
    public boolean isDeliveryRateStarved() {
        return news.sample().isRateStarved();
    }

    @Override
    public long duplicatesTold() {
        return news.duplicatesTold();
    }

    @Override
    public long minRttNanos() {
        return s.minRtt.isKnown() ? s.minRtt.nanos() : 0;
    }
}
