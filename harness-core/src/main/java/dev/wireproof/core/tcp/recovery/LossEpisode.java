package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.tcp.congestion.CongestionControl;

/**
 * After a timeout (Linux {@code tcp_enter_loss}, {@code tcp_process_loss}): what counts as lost, F-RTO in the steps of RFC 5682
 * sections 2.1 and 3.1, and the ways out.
 */
final class LossEpisode {
    private final SenderState s;
    private boolean tookBack;

    LossEpisode(SenderState state) {
        s = state;
    }

    /** True when the last acknowledgement took a timeout back. */
    boolean tookBack() {
        return tookBack;
    }

    void beforeAck() {
        tookBack = false;
    }

    void enter(Scoreboard b, boolean first, long nowNanos) {
        boolean fresh = s.ca.compareTo(CaState.RECOVERY) < 0;
        mark(b, nowNanos);
        if (s.ca.compareTo(CaState.DISORDER) <= 0 || Seq.leq(s.highSeq, b.una()) || s.ca == CaState.LOSS && first) {
            s.priorSsthresh = s.currentSsthresh();
            s.priorCwnd = s.window.cwnd;
            s.window.ssthresh = s.control.ssthresh(s.window);
            s.control.on(CongestionControl.Event.LOSS, s.facts(b, nowNanos));
            s.beginUndo(b);
        }
        s.window.cwnd = s.inFlight(b) + 1;
        s.window.credit = 0;
        s.untoldReduction = true;
        if (s.ca.compareTo(CaState.DISORDER) <= 0) {
            s.reordering.onTimeout(s.sackedOut(b));
        }
        s.ca = CaState.LOSS;
        s.control.enterLoss(s.facts(b, nowNanos));
        s.highSeq = b.nxt();
        s.probe.end();
        s.frto = s.settings.frto() && (fresh || !first) && !s.mtuProbe;
    }

    // Linux tcp_timeout_mark_lost: what was sent less than a round trip ago may still arrive (RFC 8985 section 6.3). A timeout of
    // something SACKed means that the peer has thrown it away.
    private void mark(Scoreboard b, long nowNanos) {
        Sent head = b.first();
        boolean reneged = head != null && head.isSacked();
        if (reneged) {
            s.tally.add(Counter.TCPEXT_SACK_RENEGING, 1);
            b.forgetSacks();
        } else if (!s.sack) {
            s.duplicates.clear();
        }
        for (Sent sent = head; sent != null; sent = sent.next()) {
            if (reneged || sent == head || s.rack.leftNanos(sent, 0, nowNanos) <= 0) {
                lose(sent, b);
            }
        }
    }

    private void lose(Sent sent, Scoreboard b) {
        if (b.lose(sent)) {
            s.tally.add(Counter.TCPEXT_LOST_RETRANSMIT, 1);
        }
    }

    /** What is outstanding was lost for another reason than congestion (Linux {@code tcp_non_congestion_loss_retransmit}). */
    void enterWithoutCongestion(Scoreboard b) {
        if (!s.sack) {
            s.duplicates.limit(b);
        }
        if (s.ca != CaState.LOSS) {
            s.highSeq = b.nxt();
            s.window.ssthresh = s.currentSsthresh();
            s.priorSsthresh = 0;
            s.undo.close();
            s.ca = CaState.LOSS;
            s.control.enterLoss(s.facts(b, s.facts.nowNanos));
        }
    }

    Repair onAck(AckFacts ack, Scoreboard b) {
        boolean recovered = Seq.geq(b.una(), s.highSeq);
        if (ack.advanced && s.mayUndo(ack, b)) {
            takeBack(false, ack, b);
            return Repair.NONE;
        }
        if (s.frto) {
            if (ack.originalArrived) {
                takeBack(true, ack, b);
                return Repair.NONE;
            }
            if (Seq.gt(b.nxt(), s.highSeq)) {
                // RFC 5682 section 3.1 step 3a: the loss was real.
                s.frto = !ack.sacked && !ack.duplicate;
            } else if (ack.advanced && !recovered) {
                s.highSeq = b.nxt();
                if (ack.moreToSend) {
                    return Repair.NEW;
                }
                s.frto = false;
            }
        }
        if (recovered) {
            end(ack, b);
            return Repair.NONE;
        }
        if (!s.sack) {
            countDuplicates(ack, b);
        }
        return Repair.LOST;
    }

    // A duplicate now tells that new data has arrived.
    private void countDuplicates(AckFacts ack, Scoreboard b) {
        if (Seq.gt(b.nxt(), s.highSeq) && ack.duplicate) {
            s.delivered(s.duplicates.add(b, s.reordering, s.tally), ack);
        } else if (ack.advanced) {
            s.duplicates.clear();
        }
    }

    // Linux tcp_try_undo_loss.
    private void takeBack(boolean needless, AckFacts ack, Scoreboard b) {
        s.takeBack(b, true);
        tookBack = true;
        s.tally.add(Counter.TCPEXT_LOSS_UNDO, 1);
        if (needless) {
            s.tally.add(Counter.TCPEXT_SPURIOUS_RTOS, 1);
        }
        if (!heldOpen(b) && (needless || s.sack)) {
            s.ca = CaState.OPEN;
        }
    }

    /**
     * Everything outstanding at the start is acknowledged: takes the reduction back if it was needless (Linux
     * {@code tcp_try_undo_recovery}).
     *
     * @return true when the state is kept until something above is acknowledged
     */
    boolean end(AckFacts ack, Scoreboard b) {
        boolean undone = s.mayUndo(ack, b);
        if (undone) {
            s.takeBack(b, false);
            s.tally.add(s.ca == CaState.LOSS ? Counter.TCPEXT_LOSS_UNDO : Counter.TCPEXT_FULL_UNDO, 1);
        } else {
            s.rack.recovered(false);
        }
        if (heldOpen(b)) {
            return true;
        }
        s.ca = CaState.OPEN;
        return false;
    }

    // Without SACK, late duplicates must start nothing, so the state is held until something above is acknowledged (RFC 6582
    // section 4; Linux tcp_is_non_sack_preventing_reopen).
    private boolean heldOpen(Scoreboard b) {
        if (s.sack || b.una() != s.highSeq) {
            return false;
        }
        s.clearStampIfNothingSentAgain(b);
        return true;
    }
}
