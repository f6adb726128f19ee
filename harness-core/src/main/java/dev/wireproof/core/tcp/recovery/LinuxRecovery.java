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
public final class LinuxRecovery extends LinuxWindowKeeping {
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

    private final LossEpisode loss;
    private final RecoveryStates states;
    private final ArrivalNews news;

    public LinuxRecovery(CongestionControl control, Settings settings) {
        super(new SenderState(control, settings));
        loss = new LossEpisode(s);
        SackTagger tagger = new SackTagger();
        news = new ArrivalNews(s, tagger);
        states = new RecoveryStates(s, loss, tagger);
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
    public void onPathMtu(Scoreboard b) {
        loss.enterWithoutCongestion(b);
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
    public boolean tookBack() {
        return loss.tookBack();
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

}
