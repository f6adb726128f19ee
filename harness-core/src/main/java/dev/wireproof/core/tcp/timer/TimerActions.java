package dev.wireproof.core.tcp.timer;

import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.fastopen.FastOpenClient;
import dev.wireproof.core.tcp.output.Acknowledger;
import dev.wireproof.core.tcp.output.MtuProber;
import dev.wireproof.core.tcp.output.Retransmitter;
import dev.wireproof.core.tcp.output.SegmentSender;
import dev.wireproof.core.tcp.output.SendTimer;
import dev.wireproof.core.tcp.output.Transmitter;
import dev.wireproof.core.tcp.recovery.Repair;
import dev.wireproof.core.tcp.tcb.ConnectionTimers;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.tcp.tcb.TcpState;

/** What the timers of a host's connections do. */
public final class TimerActions implements ConnectionTimers.Actions {
    private final Surrender surrender;
    private final RetransmissionTimeout retransmission;
    private final LossProbe lossProbe;
    private final ReorderingTimeout reordering;
    private final WindowProbe probe;
    private final Keepalive keepalive;
    private final SegmentSender sender;
    private final Retransmitter retransmitter;
    private final Acknowledger acknowledger;
    private final TcpSettings settings;
    private final Counters counters;

    public TimerActions(EventLoop loop, Transmitter transmitter, SegmentSender sender, Retransmitter retransmitter,
            SendTimer timer, MtuProber prober, Acknowledger acknowledger, FastOpenClient fastOpen, TcpSettings settings, Counters counters) {
        this.surrender = new Surrender(settings, counters);
        this.retransmission = new RetransmissionTimeout(loop, retransmitter, prober, surrender, fastOpen, settings, counters);
        this.lossProbe = new LossProbe(sender, retransmitter, timer, settings, counters);
        this.reordering = new ReorderingTimeout(loop, retransmitter, timer, counters);
        this.probe = new WindowProbe(loop, sender, surrender, settings);
        this.keepalive = new Keepalive(loop, transmitter, surrender, settings, counters);
        this.sender = sender;
        this.retransmitter = retransmitter;
        this.acknowledger = acknowledger;
        this.settings = settings;
        this.counters = counters;
    }

    /** Ends a connection that nobody answers. */
    public void giveUp(Tcb t) {
        surrender.giveUp(t);
    }

    @Override
    public void retransmit(Tcb t) {
        retransmission.run(t);
    }

    @Override
    public void lossProbe(Tcb t) {
        lossProbe.run(t);
    }

    @Override
    public void reorder(Tcb t) {
        reordering.run(t);
    }

    @Override
    public void probe(Tcb t) {
        probe.run(t);
    }

    @Override
    public void idle(Tcb t) {
        keepalive.run(t);
    }

    // Linux tcp_tsq_write.
    @Override
    public void pace(Tcb t) {
        if (t.state().maySend() || !t.outstanding.isEmpty()) {
            retransmitter.repair(t, Repair.LOST);
            sender.push(t);
        }
    }

    // Linux tcp_delack_timer_handler.
    @Override
    public void acknowledge(Tcb t) {
        if (t.state() == TcpState.CLOSED || !t.ack.isScheduled()) {
            return;
        }
        if (t.ack.collected() > 0) {
            t.ack.release();
        } else {
            t.ack.onTimer(t.rtoNanos(settings.rtoMaxNanos()));
            counters.increment(Counter.TCPEXT_DELAYED_ACKS);
        }
        acknowledger.now(t);
    }
}
