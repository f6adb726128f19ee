package dev.wireproof.core.tcp.timer;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.tcp.output.Retransmitter;
import dev.wireproof.core.tcp.output.SegmentSender;
import dev.wireproof.core.tcp.output.SendTimer;
import dev.wireproof.core.tcp.tcb.SentSegment;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;

/** Nothing told of the last segments for two round trips: provokes an answer (RFC 8985 section 7.3; Linux {@code tcp_send_loss_probe}). */
final class LossProbe {
    private final SegmentSender sender;
    private final Retransmitter retransmitter;
    private final SendTimer timer;
    private final TcpSettings settings;
    private final Counters counters;

    LossProbe(SegmentSender sender, Retransmitter retransmitter, SendTimer timer, TcpSettings settings, Counters counters) {
        this.sender = sender;
        this.retransmitter = retransmitter;
        this.timer = timer;
        this.settings = settings;
        this.counters = counters;
    }

    void run(Tcb t) {
        if (t.recovery.mayProbe() && sends(t)) {
            t.recovery.tally().countInto(counters);
            t.timers.retransmitIn(t.rtoNanos(settings.rtoMaxNanos()));
        } else {
            timer.rearm(t);
        }
    }

    private boolean sends(Tcb t) {
        SentSegment last = null;
        boolean sent;
        if (t.buffer.hasUnsent() && fitsWindow(t)) {
            sent = sender.probe(t);
        } else {
            last = t.outstanding.last();
            sent = last != null && retransmitter.probe(t, last);
        }
        if (sent) {
            t.recovery.onProbe(t.outstanding, last);
        }
        return sent;
    }

    private static boolean fitsWindow(Tcb t) {
        int length = Math.min(t.buffer.unsent(), t.mss);
        int fin = length == t.buffer.unsent() && t.buffer.isFinQueued() ? 1 : 0;
        return Seq.leq(t.send.nxt + length + fin, t.send.windowEnd());
    }
}
