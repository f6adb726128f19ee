package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.tcp.congestion.CongestionControl;
import dev.wireproof.core.tcp.congestion.CongestionFacts;
import dev.wireproof.core.tcp.congestion.CongestionWindow;

/**
 * Linux's recovery states for a peer without SACK (net/ipv4/tcp_input.c {@code tcp_fastretrans_alert}, {@code tcp_process_loss},
 * facts 9.15): duplicate acknowledgements stand in for SACKed segments, the window falls by proportional rate reduction, a
 * timeout is tested for being needless by F-RTO.
 */
public final class LinuxRecovery implements LossRecovery {
    /**
     * Settings of the namespace.
     *
     * @param reordering duplicates that mean loss
     * @param frto RFC 5682 is on
     * @param slowStartAfterIdle the window shrinks when it is not used
     */
    public record Settings(int reordering, int maxReordering, boolean frto, boolean slowStartAfterIdle) {}

    private CongestionControl control;
    private final Settings settings;
    private final CongestionWindow window = new CongestionWindow();
    private final CongestionFacts facts = new CongestionFacts();
    private final WindowUse use = new WindowUse();
    private final Prr prr = new Prr();
    private CaState state = CaState.OPEN;
    private int initialWindow = 1;
    private int sackedOut;
    private int reordering;
    private int highSeq;
    private int priorCwnd;
    private int priorSsthresh;
    /** A reduction is under way that may be completed or taken back (Linux {@code undo_marker}). */
    private boolean reduced;
    private boolean frto;
    private int newlyDelivered;
    private boolean tookBack;
    private boolean sawReordering;

    public LinuxRecovery(CongestionControl control, Settings settings) {
        this.control = control;
        this.settings = settings;
        reordering = settings.reordering();
    }

    @Override
    public void start(int segments, int mss, int una, long nowNanos) {
        initialWindow = segments;
        window.cwnd = segments;
        window.ssthresh = INFINITE;
        window.credit = 0;
        state = CaState.OPEN;
        sackedOut = 0;
        reduced = false;
        frto = false;
        highSeq = una;
        use.start(una, nowNanos);
        facts.una = una;
        facts.nxt = una;
        facts.nowNanos = nowNanos;
        control.init(window, facts);
    }

    /** Another algorithm takes over; the windows stay as they are (Linux {@code tcp_reinit_congestion_control}). */
    public void use(CongestionControl next, long nowNanos) {
        control = next;
        priorSsthresh = 0;
        facts.nowNanos = nowNanos;
        control.init(window, facts);
    }

    @Override
    public void pace(long octetsPerSecond, boolean paced) {
        facts.pacingRate = octetsPerSecond;
        facts.paced = paced;
    }

    private CongestionFacts facts(Scoreboard b, long nowNanos) {
        facts.una = b.una();
        facts.nxt = b.nxt();
        facts.nowNanos = nowNanos;
        return facts;
    }

    @Override
    public void mss(int octets) {
        // The window counts segments of whatever size.
    }

    private int inFlight(Scoreboard b) {
        return b.outstanding() - sackedOut - b.lost() + b.repaired();
    }

    @Override
    public boolean maySend(Scoreboard b, int length) {
        return inFlight(b) < window.cwnd;
    }

    @Override
    public Repair onAck(AckFacts ack, Scoreboard b) {
        int lostBefore = b.lost();
        newlyDelivered = 0;
        tookBack = false;
        sawReordering = false;
        if (ack.segments > 0) {
            removeSacked(ack.segments, b);
        }
        facts(b, ack.nowNanos).rttNanos = ack.newestRttNanos;
        control.acked(window, ack.segments, facts);
        Repair repair = ack.duplicate || state != CaState.OPEN ? alert(ack, b) : Repair.NONE;
        if (isReducing()) {
            reduce(ack, b, b.lost() > lostBefore);
        } else if (ack.dataAcked && use.isLimited(window)) {
            control.avoid(window, newlyDelivered, facts);
        }
        return repair;
    }

    private boolean isReducing() {
        return state == CaState.CWR || state == CaState.RECOVERY;
    }

    private void reduce(AckFacts ack, Scoreboard b, boolean lost) {
        if (newlyDelivered > 0) {
            int flight = inFlight(b);
            window.cwnd = Math.max(1, flight + prr.allowance(newlyDelivered, flight, ack.advanced && !lost));
        }
    }

    // Steps D and E of tcp_fastretrans_alert.
    private Repair alert(AckFacts ack, Scoreboard b) {
        if (b.outstanding() == 0) {
            sackedOut = 0;
        }
        if (isReducing() && Seq.geq(b.una(), highSeq)) {
            boolean beyond = b.una() != highSeq;
            if (state == CaState.RECOVERY) {
                sackedOut = 0;
            }
            // Held until something above is acknowledged, so that late duplicates start nothing (RFC 6582 section 4).
            if (!beyond && state == CaState.RECOVERY) {
                return Repair.NONE;
            }
            if (beyond) {
                endReduction();
                state = CaState.OPEN;
            }
        }
        return switch (state) {
            case RECOVERY -> inRecovery(ack, b);
            case LOSS -> inLoss(ack, b);
            default -> outside(ack, b);
        };
    }

    private void endReduction() {
        if (window.ssthresh < INFINITE && (state == CaState.CWR || reduced)) {
            window.cwnd = window.ssthresh;
        }
        control.on(CongestionControl.Event.COMPLETE_CWR, facts);
    }

    private Repair inRecovery(AckFacts ack, Scoreboard b) {
        if (ack.advanced) {
            b.markHeadLost();
        } else if (ack.duplicate) {
            addSacked(b);
        }
        return Repair.LOST;
    }

    private Repair outside(AckFacts ack, Scoreboard b) {
        if (ack.advanced) {
            sackedOut = 0;
        }
        if (ack.duplicate) {
            addSacked(b);
        }
        if (sackedOut >= reordering) {
            b.markHeadLost();
        }
        if (b.lost() == 0) {
            keepOpen(b);
            return Repair.NONE;
        }
        enterRecovery(b);
        return Repair.LOST;
    }

    private void keepOpen(Scoreboard b) {
        if (state == CaState.CWR) {
            return;
        }
        CaState next = sackedOut + b.lost() + b.repaired() > 0 ? CaState.DISORDER : CaState.OPEN;
        if (next != state) {
            state = next;
            highSeq = b.nxt();
        }
    }

    private void enterRecovery(Scoreboard b) {
        priorSsthresh = 0;
        reduced = true;
        if (!isReducing()) {
            priorSsthresh = currentSsthresh();
            highSeq = b.nxt();
            window.credit = 0;
            priorCwnd = window.cwnd;
            window.ssthresh = control.ssthresh(window);
            prr.begin(priorCwnd, window.ssthresh);
        }
        state = CaState.RECOVERY;
    }

    // Linux tcp_process_loss: F-RTO in the steps of RFC 5682 section 2.1, then slow start through what was lost.
    private Repair inLoss(AckFacts ack, Scoreboard b) {
        boolean recovered = Seq.geq(b.una(), highSeq);
        boolean sentNew = Seq.gt(b.nxt(), highSeq);
        if (frto) {
            if (ack.originalAcked && !ack.retransmittedAcked && Seq.leq(ack.originalEnd, highSeq)) {
                undoLoss(b);
                return outside(ack, b);
            }
            if (sentNew) {
                frto = !ack.duplicate;
            } else if (ack.advanced && !recovered) {
                highSeq = b.nxt();
                if (ack.moreToSend) {
                    return Repair.NEW;
                }
                frto = false;
            }
        }
        if (recovered) {
            if (b.una() != highSeq) {
                state = CaState.OPEN;
                return outside(ack, b);
            }
            return Repair.NONE;
        }
        if (sentNew && ack.duplicate) {
            addSacked(b);
        } else if (ack.advanced) {
            sackedOut = 0;
        }
        return Repair.LOST;
    }

    private void undoLoss(Scoreboard b) {
        b.forgetLoss();
        tookBack = true;
        if (priorSsthresh != 0) {
            window.cwnd = control.undo(window, priorCwnd);
            window.ssthresh = Math.max(window.ssthresh, priorSsthresh);
        }
        reduced = false;
        frto = false;
        state = CaState.OPEN;
    }

    @Override
    public void onTimeout(Scoreboard b, boolean first, long nowNanos) {
        boolean fresh = state.compareTo(CaState.RECOVERY) < 0;
        sackedOut = 0;
        b.markAllLost();
        if (state.compareTo(CaState.DISORDER) <= 0 || Seq.leq(highSeq, b.una()) || state == CaState.LOSS && first) {
            priorSsthresh = currentSsthresh();
            priorCwnd = window.cwnd;
            window.ssthresh = control.ssthresh(window);
            control.on(CongestionControl.Event.LOSS, facts(b, nowNanos));
            reduced = true;
        }
        window.cwnd = inFlight(b) + 1;
        window.credit = 0;
        state = CaState.LOSS;
        control.enterLoss(facts(b, nowNanos));
        highSeq = b.nxt();
        frto = settings.frto() && (fresh || !first);
    }

    @Override
    public void onPathMtu(Scoreboard b) {
        if (state != CaState.LOSS) {
            highSeq = b.nxt();
            window.ssthresh = currentSsthresh();
            priorSsthresh = 0;
            reduced = false;
            frto = false;
            state = CaState.LOSS;
            control.enterLoss(facts(b, facts.nowNanos));
        }
    }

    @Override
    public void beforeSending(Scoreboard b, long lastSentNanos, long nowNanos) {
        if (inFlight(b) == 0) {
            facts(b, nowNanos).lastSentNanos = lastSentNanos;
            control.on(CongestionControl.Event.TX_START, facts);
        }
    }

    @Override
    public void onSent(int segments, boolean again, Scoreboard b, long nowNanos) {
        if (isReducing()) {
            prr.onSent(segments);
        }
    }

    @Override
    public void onSendingStopped(Scoreboard b, boolean deferred, long rtoNanos, long nowNanos) {
        boolean full = deferred || inFlight(b) >= window.cwnd;
        boolean idle = use.onSendingStopped(window, b, full, rtoNanos, nowNanos);
        if (!idle || !settings.slowStartAfterIdle()) {
            return;
        }
        int used = Math.max(use.used(), initialWindow);
        if (state == CaState.OPEN && used < window.cwnd) {
            window.ssthresh = currentSsthresh();
            window.cwnd = window.cwnd + used >> 1;
        }
        use.validated(nowNanos);
    }

    @Override
    public void onIdleRestart(long idleNanos, long rtoNanos, long nowNanos) {
        if (!settings.slowStartAfterIdle()) {
            return;
        }
        facts.nowNanos = nowNanos;
        control.on(CongestionControl.Event.CWND_RESTART, facts);
        window.ssthresh = currentSsthresh();
        int least = Math.min(initialWindow, window.cwnd);
        long idle = idleNanos - rtoNanos;
        while (idle > 0 && window.cwnd > least) {
            window.cwnd >>= 1;
            idle -= rtoNanos;
        }
        window.cwnd = Math.max(window.cwnd, least);
        use.validated(nowNanos);
    }

    private int currentSsthresh() {
        return isReducing() ? window.ssthresh : Math.max(window.ssthresh, (window.cwnd >> 1) + (window.cwnd >> 2));
    }

    // Linux tcp_add_reno_sack: a duplicate tells that one more segment has arrived.
    private void addSacked(Scoreboard b) {
        int before = sackedOut;
        sackedOut++;
        limitSacked(b, 0);
        newlyDelivered += Math.max(0, sackedOut - before);
    }

    // Linux tcp_remove_reno_sacks: one segment filled the hole, the others eat duplicates.
    private void removeSacked(int acked, Scoreboard b) {
        newlyDelivered += Math.max(acked - sackedOut, 1);
        sackedOut = Math.max(0, sackedOut - (acked - 1));
        limitSacked(b, acked);
    }

    private void limitSacked(Scoreboard b, int acked) {
        int holes = Math.min(Math.max(b.lost(), 1), b.outstanding());
        if (sackedOut + holes > b.outstanding()) {
            sackedOut = b.outstanding() - holes;
            reordering = Math.min(b.outstanding() + acked, settings.maxReordering());
            sawReordering = true;
        }
    }

    @Override
    public CaState state() {
        return state;
    }

    @Override
    public boolean tookBack() {
        return tookBack;
    }

    @Override
    public boolean sawReordering() {
        return sawReordering;
    }

    @Override
    public int cwnd() {
        return window.cwnd;
    }

    @Override
    public boolean countsOctets() {
        return false;
    }

    @Override
    public int ssthresh() {
        return window.ssthresh;
    }

    @Override
    public int delivered() {
        return sackedOut;
    }

    @Override
    public int reordering() {
        return reordering;
    }
}
