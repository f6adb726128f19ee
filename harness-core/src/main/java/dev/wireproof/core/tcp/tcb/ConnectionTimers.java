package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Timer;

/**
 * The timers of one connection (facts appendix D): one for what is sent, in four kinds of which arming one replaces the others;
 * one for delayed acknowledgements; one that spreads segments; one for keepalive and the end of FIN-WAIT-2.
 */
public final class ConnectionTimers {
    /** What happens when a timer runs out. */
    public interface Actions {
        /** The oldest segment was not acknowledged in time. */
        void retransmit(Tcb tcb);

        /** Nothing told of the last segments for a while. */
        void lossProbe(Tcb tcb);

        /** Segments that may only have been overtaken had enough time. */
        void reorder(Tcb tcb);

        /** The peer's window has been closed, or data held, for too long. */
        void probe(Tcb tcb);

        /** An acknowledgement has waited long enough. */
        void acknowledge(Tcb tcb);

        /** The turn of the next segment has come. */
        void pace(Tcb tcb);

        /** Nothing was heard for long, or FIN-WAIT-2 lasts too long. */
        void idle(Tcb tcb);
    }

    /** What the send timer waits for. */
    public enum Kind {
        NONE,
        RETRANSMIT,
        PROBE,
        LOSS_PROBE,
        REORDER
    }

    private final EventLoop loop;
    private final Timer send;
    private final Timer delayedAck;
    private final Timer pacing;
    private final Timer idle;
    private Kind kind = Kind.NONE;
    private boolean held;
    private boolean over;

    ConnectionTimers(EventLoop loop, Tcb tcb, Actions actions) {
        this.loop = loop;
        send = Timer.working(loop, () -> sendDue(tcb, actions));
        delayedAck = Timer.working(loop, () -> actions.acknowledge(tcb));
        pacing = Timer.working(loop, () -> actions.pace(tcb));
        idle = Timer.working(loop, () -> actions.idle(tcb));
    }

    // The last two stay noted while they act: what they arm next counts from when the oldest segment was sent.
    private void sendDue(Tcb tcb, Actions actions) {
        switch (kind) {
            case LOSS_PROBE -> actions.lossProbe(tcb);
            case REORDER -> actions.reorder(tcb);
            case PROBE -> {
                kind = Kind.NONE;
                actions.probe(tcb);
            }
            default -> {
                kind = Kind.NONE;
                actions.retransmit(tcb);
            }
        }
    }

    /** While held, the send timer rests whatever is asked of it (Linux {@code fastopen_rsk} in {@code tcp_rearm_rto}). */
    public void hold(boolean on) {
        held = on;
    }

    public void retransmitIn(long nanos) {
        wait(Kind.RETRANSMIT, nanos);
    }

    public void probeIn(long nanos) {
        wait(Kind.PROBE, nanos);
    }

    public void lossProbeIn(long nanos) {
        wait(Kind.LOSS_PROBE, nanos);
    }

    public void reorderIn(long nanos) {
        wait(Kind.REORDER, nanos);
    }

    private void wait(Kind next, long nanos) {
        if (!held) {
            kind = next;
            arm(send, nanos);
        }
    }

    /** Stops the send timer, whatever it waits for. */
    public void stopSend() {
        kind = Kind.NONE;
        send.cancel();
    }

    /** Stops the send timer if it waits to probe. */
    public void stopProbe() {
        if (kind == Kind.PROBE) {
            stopSend();
        }
    }

    /** What the send timer waits for. */
    public Kind sendKind() {
        return kind;
    }

    public void acknowledgeIn(long nanos) {
        arm(delayedAck, nanos);
    }

    public void stopAcknowledge() {
        delayedAck.rest();
    }

    public boolean isAcknowledgeArmed() {
        return delayedAck.isArmed();
    }

    /** Time until the delayed acknowledgement is due; only while it is armed. */
    public long acknowledgeLeftNanos() {
        return delayedAck.deadlineNanos() - loop.now();
    }

    /** The next segment's turn comes then. */
    public void paceAt(long instantNanos) {
        if (!pacing.isArmed()) {
            arm(pacing, instantNanos - loop.now());
        }
    }

    public void idleIn(long nanos) {
        arm(idle, nanos);
    }

    public void stopIdle() {
        idle.cancel();
    }

    private void arm(Timer timer, long nanos) {
        Invariant.check(!over, "a timer of a connection that is over");
        timer.armIn(nanos);
    }

    /** Stops all for good. */
    public void stop() {
        over = true;
        stopSend();
        delayedAck.cancel();
        pacing.cancel();
        stopIdle();
    }
}
