package dev.wireproof.core.tcp.output;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Seq;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.recovery.CaState;
import dev.wireproof.core.tcp.recovery.Repair;
import dev.wireproof.core.tcp.tcb.ConnectionTimers;
import dev.wireproof.core.tcp.tcb.SentSegment;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.wire.TcpView;

/** Sends segments again (net/ipv4/tcp_output.c {@code tcp_xmit_retransmit_queue}, {@code __tcp_retransmit_skb}). */
public final class Retransmitter {
    private final EventLoop loop;
    private final Transmitter transmitter;
    private final SegmentSender sender;
    private final TcpSettings settings;
    private final Counters counters;

    public Retransmitter(EventLoop loop, Transmitter transmitter, SegmentSender sender, TcpSettings settings, Counters counters) {
        this.loop = loop;
        this.transmitter = transmitter;
        this.sender = sender;
        this.settings = settings;
        this.counters = counters;
    }

    /** Does what loss recovery asks for. */
    public void repair(Tcb t, Repair repair) {
        switch (repair) {
            case NONE -> { }
            case HEAD -> {
                again(t, t.outstanding.first());
                counters.increment(Counter.TCPEXT_FAST_RETRANS);
                repairLost(t);
            }
            case LOST -> repairLost(t);
            case NEW -> {
                int before = t.send.nxt;
                sender.push(t, SendRule.Eagerness.ALWAYS);
                if (t.send.nxt == before) {
                    repairLost(t);
                }
            }
            default -> throw new AssertionError(repair);
        }
    }

    private void repairLost(Tcb t) {
        boolean headSent = false;
        for (SentSegment s = t.outstanding.first(); s != null; s = s.next()) {
            if (t.outstanding.repaired() >= t.outstanding.lost()) {
                break;
            }
            if (!s.needsRepair()) {
                continue;
            }
            if (!t.recovery.maySend(t.outstanding, s.textLength()) || again(t, s) != Errno.OK) {
                break;
            }
            counters.increment(t.recovery.state() == CaState.LOSS ? Counter.TCPEXT_SLOW_START_RETRANS : Counter.TCPEXT_FAST_RETRANS);
            headSent |= s == t.outstanding.first();
        }
        if (headSent && t.timers.sendKind() != ConnectionTimers.Kind.REORDER) {
            t.timers.retransmitIn(t.rtoNanos(settings.rtoMaxNanos()));
        }
    }

    /**
     * Sends one segment again, cut down to what the path and the peer's window take now.
     *
     * @return OK; EAGAIN when the peer has drawn its window back in front of it; else why it did not leave this host, and then
     *     it still needs repair
     */
    public Errno again(Tcb t, SentSegment s) {
        if (!fits(t, s)) {
            return Errno.EAGAIN;
        }
        long now = loop.now();
        if (t.retransmitSinceNanos < 0) {
            t.retransmitSinceNanos = now;
        }
        t.recovery.onRepair(now);
        Errno answer = send(t, s, now);
        if (answer == Errno.OK) {
            t.outstanding.repaired(s, now);
            t.recovery.onSent(s, true, t.outstanding, now);
        }
        return answer;
    }

    /**
     * Sends the newest segment again, not as a repair but to be told about (RFC 8985 section 7.3).
     *
     * @return true when it was sent
     */
    public boolean probe(Tcb t, SentSegment s) {
        long now = loop.now();
        if (!fits(t, s) || send(t, s, now) != Errno.OK) {
            return false;
        }
        t.outstanding.sentAgain(s, now);
        return true;
    }

    // Cuts or joins the segment to what the path and the peer's window take; false when the window was drawn back in front of it.
    private boolean fits(Tcb t, SentSegment s) {
        int room = Seq.diff(t.send.windowEnd(), s.seq());
        if (room <= 0 && s.seq() != t.send.una) {
            return false;
        }
        int mss = SegmentSize.now(t);
        int most = room <= 0 ? mss : Math.min(mss, room);
        if (s.textLength() > most) {
            t.outstanding.split(s, most);
        }
        return true;
    }

    private Errno send(Tcb t, SentSegment s, long now) {
        count(t, s);
        t.recovery.beforeSending(t.outstanding, t.lastSentNanos, now);
        Errno answer = transmitter.send(t, s, true);
        if (answer != Errno.OK) {
            t.outstanding.tried(s);
        }
        return answer;
    }

    private void count(Tcb t, SentSegment s) {
        counters.increment(Counter.TCP_RETRANS_SEGS);
        t.statistics.totalRetransmissions++;
        t.statistics.octetsRetransmitted += s.textLength();
        if ((s.flags() & TcpView.SYN) != 0) {
            counters.increment(Counter.TCPEXT_SYN_RETRANS);
        }
    }
}
