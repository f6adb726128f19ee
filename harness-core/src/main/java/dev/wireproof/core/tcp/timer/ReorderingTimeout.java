package dev.wireproof.core.tcp.timer;

import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.output.Retransmitter;
import dev.wireproof.core.tcp.output.SendTimer;
import dev.wireproof.core.tcp.recovery.Repair;
import dev.wireproof.core.tcp.tcb.ConnectionTimers;
import dev.wireproof.core.tcp.tcb.Tcb;

/** Segments that were overtaken had time enough to arrive (RFC 8985 section 6.2 step 5; Linux {@code tcp_rack_reo_timeout}). */
final class ReorderingTimeout {
    private final EventLoop loop;
    private final Retransmitter retransmitter;
    private final SendTimer timer;
    private final Counters counters;

    ReorderingTimeout(EventLoop loop, Retransmitter retransmitter, SendTimer timer, Counters counters) {
        this.loop = loop;
        this.retransmitter = retransmitter;
        this.timer = timer;
        this.counters = counters;
    }

    void run(Tcb t) {
        Repair repair = t.recovery.onReorderTimeout(t.outstanding, loop.now());
        t.recovery.tally().countInto(counters);
        retransmitter.repair(t, repair);
        if (t.timers.sendKind() != ConnectionTimers.Kind.RETRANSMIT) {
            timer.rearm(t);
        }
    }
}
