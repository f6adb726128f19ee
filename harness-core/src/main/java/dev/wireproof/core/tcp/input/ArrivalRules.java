package dev.wireproof.core.tcp.input;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.ReceiveSequence;
import dev.wireproof.core.tcp.tcb.SendSequence;

/** Answers to arriving segments where Linux differs from the RFC; chosen by the profile. */
public enum ArrivalRules {
    /** Linux 6.18 ({@code tcp_sequence}, {@code tcp_may_update_window}). */
    LINUX {
        @Override
        boolean accepts(ReceiveSequence r, Segment s, boolean nothingUnread) {
            if (Seq.lt(s.endSeq(), r.wup)) {
                return false;
            }
            int edge = r.windowEnd();
            int textEnd = s.endSeq() - (s.isFin() ? 1 : 0);
            return Seq.leq(textEnd, edge) || Seq.leq(s.seq(), edge) && nothingUnread;
        }

        @Override
        boolean updatesWindow(SendSequence u, int ack, int seq, int window) {
            return Seq.gt(ack, u.una) || Seq.gt(seq, u.wl1) || seq == u.wl1 && (window > u.wnd || window == 0);
        }
    },
    /** RFC 9293 section 3.10.7.4 as printed, and RFC 9293 section 3.4 table 6. */
    RFC {
        @Override
        boolean accepts(ReceiveSequence r, Segment s, boolean nothingUnread) {
            int length = s.endSeq() - s.seq();
            int window = r.openWindow();
            boolean startInside = isInside(r, s.seq(), window);
            if (length == 0) {
                return window == 0 ? s.seq() == r.nxt : startInside;
            }
            // A FIN alone is no text: it may come while the window is closed.
            boolean finAlone = s.length() == 0 && s.isFin() && s.seq() == r.nxt;
            boolean covers = Seq.lt(s.seq(), r.nxt) && Seq.gt(s.endSeq(), r.nxt);
            return finAlone || window > 0 && (startInside || covers);
        }

        private boolean isInside(ReceiveSequence r, int seq, int window) {
            return Seq.leq(r.nxt, seq) && Seq.lt(seq, r.nxt + window);
        }

        @Override
        boolean updatesWindow(SendSequence u, int ack, int seq, int window) {
            return Seq.lt(u.wl1, seq) || u.wl1 == seq && Seq.leq(u.wl2, ack);
        }
    };

    /** The rules of a profile. */
    public static ArrivalRules of(Profile profile) {
        return profile.conformance() == Profile.Conformance.RFC ? RFC : LINUX;
    }

    /** First step: is the segment acceptable? */
    abstract boolean accepts(ReceiveSequence r, Segment s, boolean nothingUnread);

    /** Fifth step: is the window of the segment newer than the one known? */
    abstract boolean updatesWindow(SendSequence u, int ack, int seq, int window);

    /** Whether a newer window makes the segment a window update, and so no duplicate (RFC 5681 section 2: a window that differs). */
    boolean isWindowUpdate(boolean changed) {
        return changed || this == LINUX;
    }

    /** How much older than TS.Recent a timestamp may be (RFC 7323 section 5.3 R1; Linux {@code TCP_PAWS_WINDOW}). */
    int pawsWindow() {
        return this == LINUX ? 1 : 0;
    }

    /** Text beyond the window of an acceptable segment is cut off. */
    boolean cutsBeyondWindow() {
        return this == RFC;
    }

    /** A FIN in ESTABLISHED is acknowledged without delay. */
    boolean acknowledgesFinAtOnce() {
        return this == RFC;
    }

    /** A SYN that once left without asking for ECN rules it out, and no SYN-ACK is ECN-capable (RFC 3168 section 6.1.1). */
    public boolean isStrictAboutEcn() {
        return this == RFC;
    }

    /** Text on the SYN-ACK that answers our SYN is kept. */
    boolean takesTextOfSynAck() {
        return this == RFC;
    }

    /** In SYN-RECEIVED after a passive open a bad acknowledgement is reset whatever the sequence number ({@code tcp_check_req}). */
    public boolean checksAckOfRequestFirst() {
        return this == LINUX;
    }

    /** A SYN from the broadcast address of a link is answered: its source is only looked at where rp_filter is on. */
    public boolean answersBroadcastSender() {
        return this == LINUX;
    }

    /** The user cannot close what is closing already (RFC 9293 section 3.10.4, CLOSING and later). */
    public boolean refusesSecondClose() {
        return this == RFC;
    }

    /** In TIME-WAIT without timestamps a SYN that has them opens anew (RFC 6191 section 2). */
    public boolean newTimestampsReopen() {
        return this == RFC;
    }

    /** An urgent pointer means nothing once the peer's FIN was received (RFC 9293 section 3.10.7.4, sixth). */
    boolean ignoresUrgentBehindFin() {
        return this == RFC;
    }

    /** Nanoseconds of TIME-WAIT: 2 MSL (RFC 9293 section 3.4.2), or {@code TCP_TIMEWAIT_LEN}. */
    public long timeWaitNanos() {
        return this == RFC ? 240_000_000_000L : 60_000_000_000L;
    }

    /** Nanoseconds for which TS.Recent counts: 24 days (RFC 7323 section 5.5), or {@code TCP_PAWS_WRAP}. */
    public long recentValidNanos() {
        return this == RFC ? 24 * 86_400_000_000_000L : 2_147_000_000_000L;
    }

    /** What lacks the timestamp that was agreed upon is dropped without an answer, unless it is a RST or a SYN (RFC 7323 section 3.2). */
    public boolean needsTimestamp(Segment s) {
        return this == RFC && !s.options.hasTimestamps() && !s.isRst() && !s.isSyn();
    }

    /** PAWS answers an old pure acknowledgement too (RFC 7323 section 5.3 R1), which Linux drops in silence. */
    boolean answersOldAcks() {
        return this == RFC;
    }

    /** A RST resets at RCV.NXT only (RFC 9293 section 3.10.7.4, second), not also where {@code tcp_validate_incoming} takes it. */
    boolean resetsAtNextOnly() {
        return this == RFC;
    }

    /** A RST after crossing SYNs reports the connection as refused (RFC 9293 section 3.10.7.4, second). */
    boolean refusesAfterCrossingSyns() {
        return this == RFC;
    }

    /** Another SYN in SYN-RECEIVED leads back to LISTEN without a RST (RFC 9293 section 3.10.7.4, fourth). */
    public boolean listensAgainInSilence() {
        return this == RFC;
    }

    /** In TIME-WAIT a SYN that opens nothing is dropped in silence (RFC 6191 section 2). */
    public boolean dropsIdleSyns() {
        return this == RFC;
    }

    /** Whoever sends a RST for the user goes through TIME-WAIT (RFC 9293 section 3.5.2). */
    public boolean waitsAfterReset() {
        return this == RFC;
    }
}
