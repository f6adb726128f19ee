package dev.wireproof.core.tcp.input;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.tcp.fastopen.FastOpenClient;
import dev.wireproof.core.tcp.output.ReplySender;
import dev.wireproof.core.tcp.output.SegmentSender;
import dev.wireproof.core.tcp.output.SendRule;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.tcp.tcb.TcpState;
import dev.wireproof.core.tcp.timer.Keepalive;

/** What the acknowledgement of our FIN leads to (RFC 9293 section 3.10.7.4, fifth step; facts 10.5). */
final class CloseProgress {
    private final SegmentSender sender;
    private final ReplySender replies;
    private final FastOpenClient fastOpen;
    private final TcpSettings settings;
    private final Discard discard;
    private final Counters counters;

    CloseProgress(SegmentSender sender, ReplySender replies, FastOpenClient fastOpen, TcpSettings settings, Discard discard, Counters counters) {
        this.sender = sender;
        this.replies = replies;
        this.fastOpen = fastOpen;
        this.settings = settings;
        this.discard = discard;
        this.counters = counters;
    }

    /** True when the connection is over, or lives on as a small object, and the segment goes no further. */
    boolean onAck(Tcb t, Segment s) {
        if (!t.isFinAcknowledged()) {
            return false;
        }
        switch (t.state()) {
            case FIN_WAIT_1 -> {
                t.enter(TcpState.FIN_WAIT_2);
                return t.owner.isOrphan() ? orphanInFinWait2(t, s) : wake(t);
            }
            case CLOSING -> t.enter(TcpState.TIME_WAIT);
            case LAST_ACK -> {
                t.owner.remember();
                t.enter(TcpState.CLOSED);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean wake(Tcb t) {
        t.owner.wakeAll();
        return false;
    }

    private boolean orphanInFinWait2(Tcb t, Segment s) {
        boolean brings = s.length() > 0 && Seq.gt(s.seq() + s.length(), t.receive.nxt);
        if (t.choices.linger2Seconds < 0 || brings) {
            if (t.choices.linger2Seconds >= 0 && t.fastOpen.requested && s.isFin()) {
                // Text in front of the FIN did not get through.
                fastOpen.blackhole();
            }
            counters.increment(Counter.TCPEXT_ABORT_ON_DATA);
            t.enter(TcpState.CLOSED);
            replies.reset(s);
            return discard.segment(s);
        }
        long wait = Keepalive.finWait2Nanos(t, settings);
        if (wait > Keepalive.TIME_WAIT_NANOS) {
            t.timers.idleIn(wait - Keepalive.TIME_WAIT_NANOS);
            return false;
        }
        // A FIN on this very segment is still to be seen by the full connection.
        if (s.isFin()) {
            t.timers.idleIn(wait);
            return false;
        }
        t.owner.waitSmall(wait);
        return true;
    }

    /** The user has closed before the handshake was over: the FIN goes now. */
    void afterEstablishment(Tcb t) {
        if (t.owner.isSendClosed() && !t.buffer.isFinQueued()) {
            t.enter(t.state().afterClose());
            t.buffer.queueFin();
            sender.push(t, SendRule.Eagerness.ALWAYS);
        }
    }
}
