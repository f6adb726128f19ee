package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.mib.Counter;

/**
 * Linux's states between an acknowledgement and its answer (net/ipv4/tcp_input.c {@code tcp_fastretrans_alert}, facts 9.15): Open,
 * Disorder, CWR, Recovery, Loss.
 */
final class RecoveryStates {
    /** Least time that a peer gets to set its SACKs right. */
    private static final long RENEGING_NANOS = 10_000_000L;

    private final SenderState s;
    private final LossEpisode loss;
    private final SackTagger tagger;
    private boolean repairLost;
    private long waitNanos;
    private LossRecovery.Wait wait;

    RecoveryStates(SenderState state, LossEpisode loss, SackTagger tagger) {
        s = state;
        this.loss = loss;
        this.tagger = tagger;
    }

    /** What the send timer has to wait for after the last acknowledgement. */
    LossRecovery.Wait waitsFor() {
        return wait;
    }

    /** How long, for a reordering or reneging. */
    long waitNanos() {
        return waitNanos;
    }

    void beforeAck() {
        wait = LossRecovery.Wait.KEEP;
    }

    void restart() {
        wait = LossRecovery.Wait.RESTART;
    }

    Repair alert(AckFacts ack, Scoreboard b) {
        repairLost = false;
        if (b.outstanding() == 0) {
            s.duplicates.clear();
        }
        if (ack.congestionEcho) {
            s.priorSsthresh = 0;
        }
        if (isReneging(ack, b)) {
            wait = LossRecovery.Wait.RENEGING;
            waitNanos = Math.max(s.srttNanos / 2, RENEGING_NANOS);
            return Repair.NONE;
        }
        if (s.ca == CaState.OPEN) {
            s.undo.clearStamp();
        } else if (Seq.geq(b.una(), s.highSeq) && holdsAtHighSeq(ack, b)) {
            return Repair.NONE;
        }
        return switch (s.ca) {
            case RECOVERY -> inRecovery(ack, b);
            case LOSS -> inLoss(ack, b);
            default -> outside(ack, b, Repair.NONE);
        };
    }

    // The acknowledgement points at something SACKed: the peer does not have it any more. It may be a matter of order, so it gets
    // some time (Linux tcp_check_sack_reneging).
    private boolean isReneging(AckFacts ack, Scoreboard b) {
        return ack.advanced && b.first() != null && b.first().isSacked();
    }

    private boolean holdsAtHighSeq(AckFacts ack, Scoreboard b) {
        if (s.ca == CaState.CWR && b.una() != s.highSeq) {
            s.endReduction();
            s.ca = CaState.OPEN;
        } else if (s.ca == CaState.RECOVERY) {
            s.duplicates.clear();
            if (loss.end(ack, b)) {
                return true;
            }
            s.endReduction();
        }
        return false;
    }

    private Repair inRecovery(AckFacts ack, Scoreboard b) {
        if (!ack.advanced) {
            addDuplicate(ack, b);
        } else if (undoesPartly(ack, b)) {
            return Repair.NONE;
        }
        if (undoesByDuplicates(b)) {
            tryToOpen(ack, b);
        }
        identify(ack, b);
        if (s.ca != CaState.RECOVERY) {
            if (b.lost() == 0) {
                return Repair.NONE;
            }
            enterRecovery(ack.congestionEcho, b);
        }
        return Repair.LOST;
    }

    private Repair inLoss(AckFacts ack, Scoreboard b) {
        Repair repair = loss.onAck(ack, b);
        identify(ack, b);
        return s.ca == CaState.OPEN || repairLost ? outside(ack, b, repair) : repair;
    }

    private Repair outside(AckFacts ack, Scoreboard b, Repair otherwise) {
        if (ack.advanced) {
            s.duplicates.clear();
        }
        addDuplicate(ack, b);
        if (s.ca.compareTo(CaState.DISORDER) <= 0) {
            undoesByDuplicates(b);
        }
        identify(ack, b);
        if (b.lost() == 0) {
            tryToOpen(ack, b);
            return otherwise;
        }
        if (s.mtuProbe && s.ca.compareTo(CaState.CWR) < 0 && b.una() == s.mtuProbeSeq) {
            // RFC 4821 section 4: it says nothing about congestion.
            s.mtuProbe = false;
            s.window.cwnd++;
            return Repair.MTU_PROBE;
        }
        enterRecovery(ack.congestionEcho, b);
        return Repair.LOST;
    }

    private void addDuplicate(AckFacts ack, Scoreboard b) {
        if (!s.sack && ack.duplicate) {
            s.delivered(s.duplicates.add(b, s.reordering, s.tally), ack);
        }
    }

    // Linux tcp_identify_packet_loss.
    private void identify(AckFacts ack, Scoreboard b) {
        if (b.outstanding() == 0) {
            return;
        }
        if (!s.sack) {
            boolean first = s.ca.compareTo(CaState.RECOVERY) < 0 && s.duplicates.segments() >= s.reordering.segments();
            if (first || s.ca == CaState.RECOVERY && ack.advanced) {
                b.markHeadLost();
            }
            return;
        }
        int repaired = b.repaired();
        if (s.rack.takeNews()) {
            long left = s.rack.detect(b, reorderingWindow(b), ack.nowNanos, s.tally);
            if (left > 0) {
                wait = LossRecovery.Wait.REORDERING;
                waitNanos = left;
            }
        }
        repairLost |= repaired > b.repaired();
    }

    /** RFC 8985 section 6.2 step 4: none when nothing was ever reordered and loss is evident (Linux {@code tcp_rack_reo_wnd}). */
    private long reorderingWindow(Scoreboard b) {
        if (s.reordering.seen() == 0 && (s.ca.compareTo(CaState.RECOVERY) >= 0
                || s.settings.dupThreshold() && b.sacked() >= s.reordering.segments())) {
            return 0;
        }
        return s.rack.window(s.minRttNanos(), s.srttNanos);
    }

    /** Time has passed for what was overtaken (Linux {@code tcp_rack_reo_timeout}). */
    Repair onReorderTimeout(Scoreboard b, long nowNanos) {
        int before = s.inFlight(b);
        s.rack.detect(b, reorderingWindow(b), nowNanos, s.tally);
        if (before == s.inFlight(b)) {
            return Repair.NONE;
        }
        if (s.ca != CaState.RECOVERY) {
            enterRecovery(false, b);
            s.reduce(1, false, b);
        }
        return Repair.LOST;
    }

    private void enterRecovery(boolean echo, Scoreboard b) {
        s.clearStampIfNothingSentAgain(b);
        s.tally.add(s.sack ? Counter.TCPEXT_SACK_RECOVERY : Counter.TCPEXT_RENO_RECOVERY, 1);
        s.priorSsthresh = 0;
        s.beginUndo(b);
        if (!s.isReducing()) {
            s.priorSsthresh = echo ? 0 : s.currentSsthresh();
            s.beginReduction(b);
        }
        s.ca = CaState.RECOVERY;
    }

    // Linux tcp_try_to_open.
    private void tryToOpen(AckFacts ack, Scoreboard b) {
        s.clearStampIfNothingSentAgain(b);
        if (ack.congestionEcho) {
            s.enterCwr(b);
        }
        if (s.ca != CaState.CWR) {
            s.keepOpen(b);
        }
    }

    // Linux tcp_try_undo_partial: the hole was filled by a late segment, not by what was sent again.
    private boolean undoesPartly(AckFacts ack, Scoreboard b) {
        if (!s.undo.isOpen() || !s.isDelayed(ack, b)) {
            return false;
        }
        s.reordering.check(ack.priorUna, tagger.highest(b), s.mss, Counter.TCPEXT_TS_REORDER, s.tally);
        if (b.repaired() > 0) {
            return true;
        }
        s.clearStampIfNothingSentAgain(b);
        s.takeBack(b, true);
        s.tally.add(Counter.TCPEXT_PARTIAL_UNDO, 1);
        s.keepOpen(b);
        return false;
    }

    // Linux tcp_try_undo_dsack.
    private boolean undoesByDuplicates(Scoreboard b) {
        if (!s.undo.allDuplicated()) {
            return false;
        }
        s.rack.recovered(true);
        s.takeBack(b, false);
        s.tally.add(Counter.TCPEXT_DSACK_UNDO, 1);
        return true;
    }
}
