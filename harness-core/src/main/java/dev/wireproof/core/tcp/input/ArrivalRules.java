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

        @Override
        boolean isWindowUpdate(boolean changed) {
            return true;
        }

        @Override
        int pawsWindow() {
            return 1;
        }

        @Override
        boolean cutsBeyondWindow() {
            return false;
        }

        @Override
        boolean acknowledgesFinAtOnce() {
            return false;
        }

        @Override
        boolean isStrictAboutEcn() {
            return false;
        }

        @Override
        boolean takesTextOfSynAck() {
            return false;
        }

        @Override
        public boolean checksAckOfRequestFirst() {
            return true;
        }

        @Override
        public boolean answersBroadcastSender() {
            return true;
        }

        @Override
        public boolean refusesSecondClose() {
            return false;
        }

        @Override
        public boolean newTimestampsReopen() {
            return false;
        }

        @Override
        boolean ignoresUrgentBehindFin() {
            return false;
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

        @Override
        boolean isWindowUpdate(boolean changed) {
            return changed;
        }

        @Override
        int pawsWindow() {
            return 0;
        }

        @Override
        boolean cutsBeyondWindow() {
            return true;
        }

        @Override
        boolean acknowledgesFinAtOnce() {
            return true;
        }

        @Override
        boolean isStrictAboutEcn() {
            return true;
        }

        @Override
        boolean takesTextOfSynAck() {
            return true;
        }

        @Override
        public boolean checksAckOfRequestFirst() {
            return false;
        }

        @Override
        public boolean answersBroadcastSender() {
            return false;
        }

        @Override
        public boolean refusesSecondClose() {
            return true;
        }

        @Override
        public boolean newTimestampsReopen() {
            return true;
        }

        @Override
        boolean ignoresUrgentBehindFin() {
            return true;
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
    abstract boolean isWindowUpdate(boolean changed);

    /** How much older than TS.Recent a timestamp may be (RFC 7323 section 5.3 R1; Linux {@code TCP_PAWS_WINDOW}). */
    abstract int pawsWindow();

    /** Text beyond the window of an acceptable segment is cut off. */
    abstract boolean cutsBeyondWindow();

    /** A FIN in ESTABLISHED is acknowledged without delay. */
    abstract boolean acknowledgesFinAtOnce();

    /** True when a SYN that once left without asking for ECN rules it out (RFC 3168 section 6.1.1). */
    abstract boolean isStrictAboutEcn();

    /** Text on the SYN-ACK that answers our SYN is kept. */
    abstract boolean takesTextOfSynAck();

    /** In SYN-RECEIVED after a passive open a bad acknowledgement is reset whatever the sequence number ({@code tcp_check_req}). */
    public abstract boolean checksAckOfRequestFirst();

    /** A SYN from the broadcast address of a link is answered: its source is only looked at where rp_filter is on. */
    public abstract boolean answersBroadcastSender();

    /** The user cannot close what is closing already (RFC 9293 section 3.10.4, CLOSING and later). */
    public abstract boolean refusesSecondClose();

    /** In TIME-WAIT without timestamps a SYN that has them opens anew (RFC 6191 section 2). */
    public abstract boolean newTimestampsReopen();

    /** An urgent pointer means nothing once the peer's FIN was received (RFC 9293 section 3.10.7.4, sixth). */
    abstract boolean ignoresUrgentBehindFin();
}
