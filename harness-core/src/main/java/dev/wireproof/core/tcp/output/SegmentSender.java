package dev.wireproof.core.tcp.output;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Seq;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.tcb.Chronograph;
import dev.wireproof.core.tcp.tcb.ConnectionTimers;
import dev.wireproof.core.tcp.tcb.SentSegment;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;

/** Sends what waits and may go (net/ipv4/tcp_output.c {@code tcp_write_xmit}, {@code tcp_write_wakeup}). */
public final class SegmentSender {
    private static final int LARGEST_POINTER = 65_535;

    private final EventLoop loop;
    private final Transmitter transmitter;
    private final SegmentSize sizes;
    private final SuperSegments supers;
    private final MtuProber prober;
    private final Pacing pacing;
    private final SendTimer timer;
    private final TcpSettings settings;
    private final Counters counters;

    public SegmentSender(EventLoop loop, Transmitter transmitter, SegmentSize sizes, SuperSegments supers, MtuProber prober,
            Pacing pacing, SendTimer timer, TcpSettings settings, Counters counters) {
        this.loop = loop;
        this.transmitter = transmitter;
        this.sizes = sizes;
        this.supers = supers;
        this.prober = prober;
        this.pacing = pacing;
        this.timer = timer;
        this.settings = settings;
        this.counters = counters;
    }

    SegmentSize sizes() {
        return sizes;
    }

    /** Sends by the user's choices (Linux {@code tcp_push_pending_frames}). */
    public void push(Tcb t) {
        push(t, t.choices.cork ? SendRule.Eagerness.NEVER : t.choices.noDelay ? SendRule.Eagerness.ALWAYS : SendRule.Eagerness.NAGLE);
    }

    /** Sends what waits, as far as windows allow. */
    public void push(Tcb t, SendRule.Eagerness eagerness) {
        push(t, eagerness, false);
    }

    /** Sends one full buffer, as far as windows allow (Linux {@code tcp_push_one}). */
    public void pushOne(Tcb t) {
        push(t, SendRule.Eagerness.ALWAYS, true);
    }

    /**
     * Sends one buffer of new data to probe whether what was sent before it was lost, whatever the congestion window says (RFC 8985
     * section 7.3).
     *
     * @return true when something was sent
     */
    public boolean probe(Tcb t) {
        int before = t.send.nxt;
        t.probing = true;
        push(t, SendRule.Eagerness.ALWAYS, true);
        t.probing = false;
        return t.send.nxt != before;
    }

    private void push(Tcb t, SendRule.Eagerness eagerness, boolean one) {
        if (!t.buffer.hasUnsent()) {
            return;
        }
        sizes.refresh(t);
        int probe = one || !t.mtu.on ? MtuProber.NONE : prober.octets(t);
        if (probe == MtuProber.WAIT) {
            return;
        }
        boolean sent = probe > 0 && sendMtuProbe(t, probe);
        boolean deferred = false;
        SendRule.Verdict verdict = SendRule.Verdict.GO;
        while (!deferred && t.buffer.hasUnsent() && !pacing.holds(t, loop.now())) {
            verdict = judge(t, eagerness);
            if (verdict != SendRule.Verdict.GO) {
                break;
            }
            int octets = t.buffer.unsent() == 0 ? 0 : supers.octets(t, SegmentSize.now(t), eagerness, !one, loop.now());
            deferred = octets == SuperSegments.DEFERRED && t.buffer.unsent() > 0;
            if (!deferred) {
                boolean left = sendTogether(t, octets);
                sent |= left;
                if (!left || one) {
                    break;
                }
            }
        }
        clock(t, verdict == SendRule.Verdict.WINDOW || deferred && supers.wasDeferredForWindow(), sent, deferred);
        boolean waitsForWindow = deferred && !supers.wasDeferredForWindow();
        if (sent || waitsForWindow || !t.recovery.maySend(t.outstanding, t.mss)) {
            t.recovery.onSendingStopped(t.outstanding, waitsForWindow, rto(t), loop.now());
        }
        if (sent && !t.probing) {
            timer.waitToProbe(t, false);
        }
        if (t.outstanding.isEmpty() && t.timers.sendKind() == ConnectionTimers.Kind.NONE) {
            // Nothing is outstanding that would bring an acknowledgement, so ask after a while (RFC 9293 section 3.8.6.1).
            t.timers.probeIn(Math.max(rto(t), settings.rtoMinNanos()));
        }
    }

    private boolean sendMtuProbe(Tcb t, int octets) {
        boolean left = sendNext(t, octets) == Errno.OK;
        if (left) {
            prober.sent(t, t.outstanding.last());
        }
        return left;
    }

    private long rto(Tcb t) {
        return t.rtoNanos(settings.rtoMaxNanos());
    }

    // What holds the sender back from now on (Linux tcp_write_xmit, tcp_cwnd_validate).
    private void clock(Tcb t, boolean windowHolds, boolean sent, boolean deferred) {
        long now = loop.now();
        if (windowHolds) {
            t.chronograph.begin(Chronograph.Limit.RECEIVE_WINDOW, now);
        } else {
            t.chronograph.end(Chronograph.Limit.RECEIVE_WINDOW, t.isNothingQueued(), now);
        }
        if (sent && !deferred && !t.buffer.hasUnsent() && t.owner.wantsRoom() && t.state().maySend() && !isCongestionLimited(t)) {
            t.chronograph.begin(Chronograph.Limit.SEND_BUFFER, now);
        }
    }

    private static boolean isCongestionLimited(Tcb t) {
        int window = t.recovery.cwnd();
        return !t.recovery.maySend(t.outstanding, t.mss) || window < t.recovery.ssthresh() && window < 2 * t.outstanding.outstanding();
    }

    private SendRule.Verdict judge(Tcb t, SendRule.Eagerness eagerness) {
        int mss = SegmentSize.now(t);
        int length = Math.min(t.buffer.unsentTogether(), mss);
        boolean last = length == t.buffer.unsent();
        boolean full = length == mss || !last;
        boolean small = !t.outstanding.isEmpty() && t.send.hasSmallOutstanding();
        int room = Seq.diff(t.send.windowEnd(), t.send.nxt);
        return SendRule.judge(t.probing || t.recovery.maySend(t.outstanding, length), room, length, full, last && t.buffer.isFinQueued(),
                t.send.isUrgent() ? SendRule.Eagerness.ALWAYS : eagerness, small);
    }

    // False when this host's own queue refused a part.
    private boolean sendTogether(Tcb t, int octets) {
        int mss = SegmentSize.now(t);
        if (octets <= mss) {
            return sendNext(t, octets) == Errno.OK;
        }
        t.pacing.begin(loop.now());
        t.recovery.beforeSending(t.outstanding, t.lastSentNanos, loop.now());
        boolean alone = t.outstanding.isEmpty();
        SentSegment first = null;
        for (int left = octets; left > 0; left -= mss) {
            SentSegment s = t.outstanding.addNext(t.buffer, Math.min(left, mss), first != null, loop.now());
            first = first == null ? s : first;
        }
        Errno answer = transmitter.sendTogether(t, first, mss);
        if (answer != Errno.OK) {
            for (int left = octets; left > 0; left -= mss) {
                t.outstanding.takeBack(t.buffer);
            }
            refused(t, answer);
            return false;
        }
        for (SentSegment s = first; s != null; s = s.next()) {
            noteSent(t, s, alone && s == first);
        }
        pacing.sent(t, octets);
        return true;
    }

    // What does not leave this host waits as if it had never been cut off.
    private Errno sendNext(Tcb t, int length) {
        t.pacing.begin(loop.now());
        t.recovery.beforeSending(t.outstanding, t.lastSentNanos, loop.now());
        boolean first = t.outstanding.isEmpty();
        SentSegment s = t.outstanding.addNext(t.buffer, length, false, loop.now());
        Errno answer = transmitter.send(t, s, false);
        if (answer == Errno.OK) {
            noteSent(t, s, first);
            pacing.sent(t, length);
        } else {
            t.outstanding.takeBack(t.buffer);
            refused(t, answer);
        }
        return answer;
    }

    private static void refused(Tcb t, Errno answer) {
        if (answer == Errno.ENOBUFS) {
            t.recovery.onLocalCongestion(t.outstanding);
        }
    }

    private void noteSent(Tcb t, SentSegment s, boolean first) {
        if (s.textLength() < t.mss) {
            t.send.smallEnd = s.endSeq();
        }
        counters.increment(Counter.TCPEXT_ORIG_DATA_SENT);
        t.recovery.onSent(s, false, t.outstanding, loop.now());
        timer.onNewData(t, first);
    }

    /** Sends a SYN, or the SYN-ACK of a simultaneous open, and starts the timer. */
    public void sendSyn(Tcb t, int flags) {
        SentSegment s = t.outstanding.addControl(flags, loop.now());
        t.retransmitSinceNanos = loop.now();
        transmitter.send(t, s, false);
        t.timers.retransmitIn(rto(t));
    }

    /** Sends the outstanding SYN again as SYN-ACK: the peer has opened at the same time. */
    public void repeatSyn(Tcb t) {
        transmitter.send(t, t.outstanding.first(), true);
    }

    /** Data is queued. */
    public void beforeQueueing(Tcb t) {
        t.restartAfterIdle(loop.now(), settings.rtoMaxNanos());
        boolean repaired = t.outstanding.lost() <= t.outstanding.repaired();
        if (t.buffer.unsent() < t.mss && repaired && t.recovery.maySend(t.outstanding, t.mss)) {
            t.recovery.onNothingToSend(t.outstanding);
        }
    }

    /**
     * Asks a peer whose window is closed, or pushes what a cork holds (Linux {@code tcp_write_wakeup}): what fits the window, or
     * an empty segment that must be answered.
     *
     * @return OK, or why this host did not send it
     */
    public Errno wakeUp(Tcb t) {
        int room = Seq.diff(t.send.windowEnd(), t.send.nxt);
        if (!t.buffer.hasUnsent() || room <= 0) {
            int urgent = Seq.diff(t.send.up, t.send.una);
            if (urgent > 0 && urgent < LARGEST_POINTER) {
                transmitter.sendUrgentProbe(t);
            }
            counters.increment(Counter.TCPEXT_WIN_PROBE);
            return transmitter.sendProbe(t);
        }
        int whole = Math.min(t.buffer.unsentTogether(), SegmentSize.now(t));
        boolean ends = whole == t.buffer.unsent() && t.buffer.isFinQueued();
        t.buffer.pushNext();
        Errno answer = sendNext(t, Math.min(whole, room));
        if (room < whole + (ends ? 1 : 0)) {
            // Linux marks the segment before it cuts it, so the rest is pushed as well.
            t.buffer.pushNext();
        }
        return answer;
    }
}
