package dev.wireproof.core.tcp.input;

import dev.wireproof.core.tcp.output.Acknowledger;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;

/** Eighth, check the FIN bit (RFC 9293 section 3.10.7.4; Linux {@code tcp_fin}). */
final class FinStep {
    private final ArrivalRules rules;
    private final Acknowledger acknowledger;

    FinStep(ArrivalRules rules, Acknowledger acknowledger) {
        this.rules = rules;
        this.acknowledger = acknowledger;
    }

    /** The peer's FIN was reached in order. */
    void take(Tcb t) {
        t.receive.nxt++;
        t.ack.schedule();
        t.owner.receiveClosed();
        t.outOfOrder.flush();
        t.sacks.clear();
        switch (t.state()) {
            case SYN_RECEIVED, ESTABLISHED -> {
                t.enter(TcpState.CLOSE_WAIT);
                t.ack.enterPingpong();
                if (rules.acknowledgesFinAtOnce()) {
                    t.ack.scheduleNow();
                }
            }
            case FIN_WAIT_1 -> {
                acknowledger.now(t);
                t.enter(TcpState.CLOSING);
            }
            case FIN_WAIT_2 -> {
                acknowledger.now(t);
                t.enter(TcpState.TIME_WAIT);
            }
            default -> { }
        }
        t.owner.wakeAll();
    }
}
