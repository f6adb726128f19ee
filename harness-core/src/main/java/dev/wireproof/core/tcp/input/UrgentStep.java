package dev.wireproof.core.tcp.input;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.tcp.tcb.TcpState;

/** Sixth, check the URG bit (RFC 9293 section 3.10.7.4; Linux {@code tcp_urg}, {@code tcp_check_urg}; facts 9.19). */
final class UrgentStep {
    private final TcpSettings settings;
    private final ArrivalRules rules;
    private final byte[] one = new byte[1];

    UrgentStep(Tools tools) {
        settings = tools.settings();
        rules = tools.rules();
    }

    /** Notes a new mark, and the urgent octet when this segment brings it. */
    void look(Tcb t, Segment s) {
        if (s.isUrgent()) {
            announce(t, s);
        }
        if (t.urgent.isAwaited()) {
            int at = Seq.diff(t.urgent.seq(), s.seq());
            if (at >= 0 && at < s.length()) {
                s.skb().copyTo(at, one, 0, 1);
                t.urgent.arrived(one[0]);
                t.owner.readable();
            }
        }
    }

    // The pointer counts to the octet behind the urgent one, unless the other reading was chosen (RFC 6093 section 3.1); 0 cannot
    // count back. What was read, or stands in front of RCV.NXT, is no news, nor what does not pass the mark at hand.
    private void announce(Tcb t, Segment s) {
        if (rules.ignoresUrgentBehindFin() && !mayReceive(t.state())) {
            return;
        }
        int pointer = s.urgentPointer();
        int seq = s.seq() + (pointer != 0 && !settings.stdUrg.isOn() ? pointer - 1 : pointer);
        if (Seq.gt(t.received.readSeq(), seq) || Seq.lt(seq, t.receive.nxt) || t.urgent.isSet() && !Seq.gt(seq, t.urgent.seq())) {
            return;
        }
        t.owner.urgentAnnounced();
        t.urgent.announced(seq);
    }

    private static boolean mayReceive(TcpState state) {
        return state == TcpState.ESTABLISHED || state == TcpState.FIN_WAIT_1 || state == TcpState.FIN_WAIT_2;
    }
}
