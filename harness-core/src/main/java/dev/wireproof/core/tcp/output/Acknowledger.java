package dev.wireproof.core.tcp.output;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.tcp.receiver.AckVerdict;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;

/** Sends acknowledgements when the policy says so, and window updates when a reader has made room. */
public final class Acknowledger {
    private static final long TICK_NANOS = 1_000_000L;
    /** Linux {@code TCP_DELACK_MAX}. */
    private static final long LONGEST_WAIT_NANOS = 200_000_000L;

    private final Network network;
    private final Transmitter transmitter;
    private final TcpSettings settings;
    private final Counters counters;

    public Acknowledger(Network network, Transmitter transmitter, TcpSettings settings, Counters counters) {
        this.network = network;
        this.transmitter = transmitter;
        this.settings = settings;
        this.counters = counters;
    }

    /** Sends one now. */
    public void now(Tcb t) {
        transmitter.sendAck(t);
    }

    /** A segment was processed: if an acknowledgement is due, sends it or lets it wait (Linux {@code __tcp_ack_snd_check}). */
    public void check(Tcb t) {
        switch (verdict(t)) {
            case NOW -> now(t);
            case DELAY -> delay(t);
            case COLLECT -> collect(t);
            default -> { }
        }
    }

    private AckVerdict verdict(Tcb t) {
        if (!t.ack.isScheduled()) {
            return AckVerdict.NONE;
        }
        boolean second = t.receive.nxt - t.receive.wup > t.ack.receiveMss();
        if (second && !isLeftToReader(t) || t.ack.isAtOnce(network.metrics(t.path).quickAck())) {
            return AckVerdict.NOW;
        }
        if (t.outOfOrder.isEmpty()) {
            return AckVerdict.DELAY;
        }
        return t.ack.onHole(t.negotiated.sack, t.receive.nxt, settings.compSackNumber.intValue());
    }

    private boolean isLeftToReader(Tcb t) {
        return t.window.leavesAckToReader() && t.received.unread() >= t.owner.lowWater() && transmitter.windowNow(t) < t.receive.wnd;
    }

    /** Lets an acknowledgement wait (Linux {@code tcp_send_delayed_ack}). */
    public void delay(Tcb t) {
        long nanos = t.ack.delayNanos(t.rto.srttNanos(), Math.max(TICK_NANOS, rtoMin(t) - TICK_NANOS));
        if (t.timers.isAcknowledgeArmed()) {
            if (t.timers.acknowledgeLeftNanos() <= nanos >> 2) {
                now(t);
                return;
            }
            nanos = Math.min(nanos, t.timers.acknowledgeLeftNanos());
        }
        t.ack.schedule();
        t.timers.acknowledgeIn(nanos);
    }

    /** A writer is about to send something that the acknowledgement can ride on; it goes alone if nothing comes. */
    public void leaveToData(Tcb t) {
        t.ack.schedule();
        t.ack.enterQuick(t.receive.wnd);
        t.timers.acknowledgeIn(LONGEST_WAIT_NANOS);
    }

    private long rtoMin(Tcb t) {
        long route = network.metrics(t.path).rtoMinNanos();
        return route > 0 ? route : settings.rtoMinNanos();
    }

    // Linux 6.18: a twentieth of the round-trip time, the sender's or the receiver's estimate, no longer than tcp_comp_sack_delay_ns; at
    // once while the receiver has none.
    private void collect(Tcb t) {
        if (!t.timers.isAcknowledgeArmed()) {
            long rtt = t.window.roundTripNanos();
            long sent = t.rto.srttNanos();
            t.timers.acknowledgeIn(Math.min(settings.compSackDelay.value(), (sent > 0 ? Math.min(sent, rtt) : rtt) / 20));
        }
    }

    /** The user has read (Linux {@code __tcp_cleanup_rbuf}). */
    public void afterRead(Tcb t, int copied) {
        boolean due = t.ack.isScheduled()
                && (t.receive.nxt - t.receive.wup > t.ack.receiveMss()
                        || copied > 0 && t.ack.readerEmptied() && t.owner.allocated() == 0);
        if (!due && copied > 0 && !t.owner.isReceiveClosed()) {
            due = isWindowWorthTelling(t);
        }
        if (due) {
            now(t);
        }
    }

    private boolean isWindowWorthTelling(Tcb t) {
        int open = t.receive.openWindow();
        if (2L * open > t.window.clamp()) {
            return false;
        }
        int next = transmitter.windowNow(t);
        return next > 0 && next >= 2L * open;
    }

    /** Acknowledges a segment that is not accepted (Linux {@code tcp_send_dupack}); old text makes acknowledgements quick and is told by D-SACK. */
    public void duplicate(Tcb t, int seq, int endSeq) {
        if (endSeq != seq && Seq.lt(seq, t.receive.nxt)) {
            oldText(t, seq, Seq.min(endSeq, t.receive.nxt));
        }
        now(t);
    }

    /** Text came that was received before. */
    public void oldText(Tcb t, int from, int to) {
        counters.increment(Counter.TCPEXT_DELAYED_ACK_LOST);
        t.ack.enterQuick(t.receive.wnd);
        duplicateBlock(t, from, to);
    }

    /** Octets came twice: tells it with the next acknowledgement, if both ends know how. */
    public void duplicateBlock(Tcb t, int from, int to) {
        if (t.negotiated.sack && settings.dsack.isOn()) {
            counters.increment(Seq.lt(from, t.receive.nxt) ? Counter.TCPEXT_DSACK_OLD_SENT : Counter.TCPEXT_DSACK_OFO_SENT);
            t.sacks.duplicate(from, to);
        }
    }
}
