package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.tcp.congestion.CongestionControl;
import dev.wireproof.core.tcp.congestion.CongestionFacts;
import dev.wireproof.core.tcp.congestion.CongestionWindow;

/** What the parts of Linux's recovery share, and how a reduction of the window begins, runs, ends and is taken back. */
final class SenderState {
    /** What a round trip of no time counts as. */
    private static final long TICK_NANOS = 1_000_000L;

    final LinuxRecovery.Settings settings;
    CongestionControl control;
    final CongestionWindow window = new CongestionWindow();
    final CongestionFacts facts = new CongestionFacts();
    final Prr prr = new Prr();
    final Reordering reordering;
    final Rack rack = new Rack();
    final Undo undo = new Undo();
    final TailLossProbe probe = new TailLossProbe();
    final DuplicateCount duplicates = new DuplicateCount();
    final MinRtt minRtt = new MinRtt();
    final Tally tally = new Tally();

    CaState ca = CaState.OPEN;
    /** SND.NXT when the state was entered (Linux {@code high_seq}). */
    int highSeq;
    int mss = 1;
    /** Both ends use SACK. */
    boolean sack;
    /** The last timeout may have been needless (RFC 5682). */
    boolean frto;
    int priorCwnd;
    /** Threshold to return to; 0 for none. */
    int priorSsthresh;
    /** Segments known to have been delivered, the first for the SYN. */
    int delivered;
    long srttNanos;
    /** A probe of the path MTU is outstanding. */
    boolean mtuProbe;
    int mtuProbeSeq;
    /** A reduction that CWR has not told yet (Linux {@code TCP_ECN_QUEUE_CWR}). */
    boolean untoldReduction;

    SenderState(CongestionControl control, LinuxRecovery.Settings settings) {
        this.control = control;
        this.settings = settings;
        reordering = new Reordering(settings.reordering(), settings.maxReordering());
    }

    CongestionFacts facts(Scoreboard b, long nowNanos) {
        facts.una = b.una();
        facts.nxt = b.nxt();
        facts.nowNanos = nowNanos;
        return facts;
    }

    /** Least round trip of late; without one it is endless. */
    long minRttNanos() {
        return minRtt.isKnown() ? minRtt.nanos() : Long.MAX_VALUE;
    }

    void learnMinRtt(long rttNanos, long nowNanos) {
        minRtt.sample(rttNanos == 0 ? TICK_NANOS : rttNanos, settings.minRttWindowNanos(), nowNanos);
    }

    int sackedOut(Scoreboard b) {
        return sack ? b.sacked() : duplicates.segments();
    }

    int inFlight(Scoreboard b) {
        return b.outstanding() - sackedOut(b) - b.lost() + b.repaired();
    }

    /** Something sent again is outstanding (Linux {@code tcp_any_retrans_done}). */
    boolean anySentAgain(Scoreboard b) {
        return b.repaired() > 0 || b.first() != null && b.first().wasRetransmitted();
    }

    void clearStampIfNothingSentAgain(Scoreboard b) {
        if (!anySentAgain(b)) {
            undo.clearStamp();
        }
    }

    void delivered(int segments, AckFacts ack) {
        delivered += segments;
        ack.delivered += segments;
    }

    boolean isReducing() {
        return ca == CaState.CWR || ca == CaState.RECOVERY;
    }

    /** Linux {@code tcp_current_ssthresh}. */
    int currentSsthresh() {
        return isReducing() ? window.ssthresh : Math.max(window.ssthresh, (window.cwnd >> 1) + (window.cwnd >> 2));
    }

    /** Linux {@code tcp_init_undo}. */
    void beginUndo(Scoreboard b) {
        undo.begin(b.una(), b.repaired() + (probe.isRetransmission() ? 1 : 0));
    }

    /** Linux {@code tcp_init_cwnd_reduction}. */
    void beginReduction(Scoreboard b) {
        highSeq = b.nxt();
        probe.end();
        window.credit = 0;
        priorCwnd = window.cwnd;
        window.ssthresh = control.ssthresh(window);
        prr.begin(priorCwnd, window.ssthresh);
        untoldReduction = true;
    }

    /** Linux {@code tcp_cwnd_reduction}. */
    void reduce(int newly, boolean progress, Scoreboard b) {
        if (newly > 0) {
            int flight = inFlight(b);
            window.cwnd = Math.max(1, flight + prr.allowance(newly, flight, progress));
        }
    }

    /** Linux {@code tcp_end_cwnd_reduction}. */
    void endReduction() {
        if (window.ssthresh < LossRecovery.INFINITE && (ca == CaState.CWR || undo.isOpen())) {
            window.cwnd = window.ssthresh;
        }
        control.on(CongestionControl.Event.COMPLETE_CWR, facts);
    }

    /** Linux {@code tcp_enter_cwr}: the network told of congestion without a loss. */
    void enterCwr(Scoreboard b) {
        priorSsthresh = 0;
        if (ca.compareTo(CaState.CWR) < 0) {
            undo.close();
            beginReduction(b);
            ca = CaState.CWR;
        }
    }

    /** Linux {@code tcp_try_keep_open}. */
    void keepOpen(Scoreboard b) {
        CaState next = sackedOut(b) + b.lost() > 0 || anySentAgain(b) ? CaState.DISORDER : CaState.OPEN;
        if (next != ca) {
            ca = next;
            highSeq = b.nxt();
        }
    }

    boolean mayUndo(AckFacts ack, Scoreboard b) {
        return undo.isOpen() && (undo.allDuplicated() || isDelayed(ack, b));
    }

    boolean isDelayed(AckFacts ack, Scoreboard b) {
        return undo.isDelayed(ack, sack, Seq.geq(b.una(), highSeq));
    }

    /** Linux {@code tcp_undo_cwnd_reduction}. */
    void takeBack(Scoreboard b, boolean lossesToo) {
        if (lossesToo) {
            b.forgetLoss();
        }
        if (priorSsthresh != 0) {
            window.cwnd = control.undo(window, priorCwnd);
            untoldReduction &= priorSsthresh <= window.ssthresh;
            window.ssthresh = Math.max(window.ssthresh, priorSsthresh);
        }
        undo.close();
        rack.lookAgain();
    }
}
