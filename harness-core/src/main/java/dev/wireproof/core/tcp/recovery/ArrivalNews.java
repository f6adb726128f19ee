package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.mib.Counter;

/**
 * What an acknowledgement tells about segments, one by one: which arrived, how long that took, and whether they overtook each other
 * (Linux {@code tcp_sacktag_one}, {@code tcp_clean_rtx_queue}).
 */
final class ArrivalNews implements SackTagger.Listener {
    private final SenderState s;
    private final SackTagger tagger;
    private final DuplicateSacks duplicateSacks = new DuplicateSacks();
    private final DeliverySample sample = new DeliverySample();
    private int lowestOvertaken;

    ArrivalNews(SenderState state, SackTagger tagger) {
        s = state;
        this.tagger = tagger;
    }

    void begin(AckFacts ack, Scoreboard b) {
        sample.begin();
        ack.priorInFlight = s.inFlight(b);
        ack.priorHighest = tagger.highest(b);
    }

    /** Duplicates that D-SACKs ever told of. */
    long duplicatesTold() {
        return duplicateSacks.told();
    }

    /** Segments delivered when the newest one that arrived was sent; 0 when none arrived. */
    int priorDelivered() {
        return sample.prior();
    }

    /** How fast segments get through. */
    DeliverySample sample() {
        return sample;
    }

    void onSack(AckFacts ack, Scoreboard b) {
        int duplicates = duplicateSacks.check(ack, s.mss, s.probe, s.tally);
        if (duplicates > 0) {
            if (s.reordering.seen() > 0 && !ack.probeDuplicate) {
                s.rack.sawDuplicate();
            }
            if (Seq.leq(ack.right[0], ack.priorUna)) {
                s.undo.duplicated(ack.right[0], duplicates);
            }
        }
        lowestOvertaken = b.nxt();
        tagger.tag(ack, b, this, s.tally);
        if (s.ca != CaState.LOSS || s.undo.isOpen()) {
            s.reordering.check(lowestOvertaken, tagger.highest(b), s.mss, Counter.TCPEXT_SACK_REORDER, s.tally);
        }
        s.delivered(duplicates + ack.sackedSegments, ack);
    }

    @Override
    public void sacked(Sent sent, AckFacts ack) {
        s.rack.arrived(sent, s.minRttNanos(), ack.nowNanos);
        sample.delivered(sent);
        if (sent.wasRetransmitted()) {
            return;
        }
        if (Seq.lt(sent.seq(), tagger.highestNow()) && Seq.lt(sent.seq(), lowestOvertaken)) {
            lowestOvertaken = sent.seq();
        }
        ack.originalArrived |= Seq.leq(sent.endSeq(), s.highSeq);
        ack.firstSackedNanos = ack.firstSackedNanos < 0 ? sent.sentNanos() : ack.firstSackedNanos;
        ack.lastSackedNanos = sent.sentNanos();
    }

    @Override
    public void duplicated(Sent sent, AckFacts ack) {
        s.undo.duplicated(sent.endSeq(), 1);
        if (sent.isSacked() && Seq.lt(sent.seq(), lowestOvertaken)) {
            lowestOvertaken = sent.seq();
        }
    }

    @Override
    public boolean wants(int left, int right, int una, int largestWindow) {
        return s.undo.covers(left, right, una, largestWindow);
    }

    @Override
    public boolean mayUndo() {
        return s.undo.isOpen();
    }

    void onAcknowledged(Sent sent, AckFacts ack) {
        if (sent.isSyn()) {
            s.undo.clearStamp();
        }
        if (!sent.wasRetransmitted() && !sent.isSacked()) {
            ack.originalArrived |= Seq.leq(sent.endSeq(), s.highSeq);
        }
        if (sent.isSacked()) {
            return;
        }
        sample.delivered(sent);
        if (s.sack) {
            s.delivered(1, ack);
            boolean spurious = sent.wasRetransmitted() && ack.hasEcho
                    && Seq.lt(ack.echoMillis, (int) (sent.sentNanos() / 1_000_000L));
            if (!spurious) {
                s.rack.arrived(sent, s.minRttNanos(), ack.nowNanos);
            }
        }
    }

    // Linux tcp_update_rtt_min: a lone segment may have been acknowledged late, which must not count as the path's length.
    void learnRtt(AckFacts ack) {
        if (ack.rttNanos < 0) {
            return;
        }
        boolean lone = ack.segments == 1 && !ack.synAcked && !ack.sacked && ack.originalAcked && ack.octets < s.mss
                && ack.priorHighest == ack.priorUna && sample.prior() + 1 == s.delivered;
        if (!lone || ack.newestRttNanos <= s.minRttNanos()) {
            s.learnMinRtt(ack.newestRttNanos, ack.nowNanos);
        }
    }

    void removed(AckFacts ack, Scoreboard b) {
        if (!s.sack) {
            s.delivered(s.duplicates.remove(ack.segments, b, s.reordering, s.tally), ack);
            ack.originalArrived &= !ack.retransmittedAcked;
        } else if (ack.originalAcked && Seq.lt(ack.originalSeq, ack.priorHighest)) {
            s.reordering.check(ack.originalSeq, tagger.highest(b), s.mss, Counter.TCPEXT_SACK_REORDER, s.tally);
        }
    }
}
