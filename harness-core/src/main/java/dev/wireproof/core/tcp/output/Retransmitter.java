package dev.wireproof.core.tcp.output;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Seq;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.recovery.CaState;
import dev.wireproof.core.tcp.recovery.Repair;
import dev.wireproof.core.tcp.recovery.Sent;
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
    private final SuperSegments supers;
    private final MtuProber prober;
    private final Pacing pacing;
    private final TcpSettings settings;
    private final Counters counters;

    public Retransmitter(EventLoop loop, Transmitter transmitter, SegmentSender sender, SuperSegments supers,
            MtuProber prober, Pacing pacing, TcpSettings settings, Counters counters) {
        this.loop = loop;
        this.transmitter = transmitter;
        this.sender = sender;
        this.supers = supers;
        this.prober = prober;
        this.pacing = pacing;
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
                    t.recovery.onNothingNew();
                    repairLost(t);
                }
            }
            case NAMED -> repairNamed(t);
            case MTU_PROBE -> {
                prober.failed(t);
                repairOversize(t, false);
            }
            default -> throw new AssertionError(repair);
        }
    }

    private void repairNamed(Tcb t) {
        while (true) {
            boolean newData = t.buffer.hasUnsent() && Seq.gt(t.send.windowEnd(), t.send.nxt);
            Sent named = t.recovery.next(t.outstanding, newData);
            if (named != null) {
                if (again(t, (SentSegment) named) != Errno.OK) {
                    return;
                }
                counters.increment(Counter.TCPEXT_FAST_RETRANS);
            } else {
                int before = t.send.nxt;
                if (newData) {
                    sender.pushOne(t);
                }
                if (t.send.nxt == before) {
                    return;
                }
            }
        }
    }

    /**
     * Sends again what is larger than a segment now, at once and without a sign of congestion (RFC 1191 section 6.4; Linux {@code
     * tcp_simple_retransmit}).
     *
     * @param all everything outstanding was lost, whatever its size
     */
    public void repairOversize(Tcb t, boolean all) {
        sender.sizes().refresh(t);
        boolean any = false;
        int mss = SegmentSize.now(t);
        for (SentSegment s = t.outstanding.first(); s != null; s = s.next()) {
            if (all || s.textLength() > mss) {
                t.outstanding.lose(s);
                any = true;
            }
        }
        if (any) {
            t.recovery.onPathMtu(t.outstanding);
            repairLost(t);
        }
    }

    private void repairLost(Tcb t) {
        boolean headSent = false;
        int most = supers.segmentsAgain(t);
        while (t.outstanding.repaired() < t.outstanding.lost()) {
            SentSegment s = t.outstanding.firstToRepair();
            if (s == null || pacing.holds(t, loop.now()) || !t.recovery.maySend(t.outstanding, s.textLength()) || !fits(t, s)) {
                break;
            }
            SentSegment last = together(t, s, most);
            headSent |= s == t.outstanding.first();
            if (!repairUpTo(t, s, last)) {
                break;
            }
        }
        if (headSent && t.timers.sendKind() != ConnectionTimers.Kind.REORDER) {
            t.timers.retransmitIn(t.rtoNanos(settings.rtoMaxNanos()));
        }
    }

    // The last one of those that are lost, left in one buffer and may go in one buffer again.
    private static SentSegment together(Tcb t, SentSegment s, int most) {
        int room = Math.min(most, t.recovery.cwnd() - t.recovery.inFlight(t.outstanding));
        SentSegment last = s;
        for (int i = 1; i < room; i++) {
            SentSegment next = last.next();
            if (next == null || !next.isJoined() || !next.needsRepair() || Seq.gt(next.endSeq(), t.send.windowEnd())
                    || last.textLength() != SegmentSize.now(t)) {
                break;
            }
            last = next;
        }
        return last;
    }

    private boolean repairUpTo(Tcb t, SentSegment first, SentSegment last) {
        t.outstanding.separateBehind(last);
        for (SentSegment s = first; ; s = s.next()) {
            if (send(t, s, s == last && s != first) != Errno.OK) {
                return false;
            }
            counters.increment(t.recovery.state() == CaState.LOSS ? Counter.TCPEXT_SLOW_START_RETRANS : Counter.TCPEXT_FAST_RETRANS);
            if (s == last) {
                return true;
            }
        }
    }

    /**
     * Sends one segment again, cut down to what the path and the peer's window take now, or joined to small ones behind it.
     *
     * @return OK; EAGAIN when the peer has drawn its window back in front of it; else why it did not leave this host, and then
     *     it still needs repair
     */
    public Errno again(Tcb t, SentSegment s) {
        if (!fits(t, s)) {
            return Errno.EAGAIN;
        }
        t.outstanding.separateBehind(s);
        return send(t, s, false);
    }

    private Errno send(Tcb t, SentSegment s, boolean pushed) {
        long now = loop.now();
        if (t.retransmitSinceNanos < 0) {
            t.retransmitSinceNanos = now;
        }
        t.recovery.onRepair(now);
        Errno answer = transmit(t, s, pushed, now);
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
        t.outstanding.separate(s);
        if (!fits(t, s) || transmit(t, s, false, now) != Errno.OK) {
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
        sender.sizes().refresh(t);
        int mss = SegmentSize.now(t);
        int most = room <= 0 ? mss : Math.min(mss, room);
        if (s.textLength() > most) {
            t.outstanding.split(s, most);
        } else if (s.textLength() < most && settings.retransCollapse.isOn()) {
            collapse(t, s, most);
        }
        return true;
    }

    // Small segments that stand behind go along (Linux tcp_retrans_try_collapse).
    private static void collapse(Tcb t, SentSegment s, int most) {
        if (s.isSyn() || s.isSacked()) {
            return;
        }
        SentSegment next = s.next();
        while (next != null && !s.endsRecord() && !next.isSacked() && !next.isJoined() && !isFollowed(next)
                && s.textLength() + next.textLength() <= most && Seq.leq(next.endSeq(), t.send.windowEnd())) {
            t.outstanding.joinNext(s);
            next = s.next();
        }
    }

    private static boolean isFollowed(SentSegment s) {
        return s.next() != null && s.next().isJoined();
    }

    private Errno transmit(Tcb t, SentSegment s, boolean pushed, long now) {
        count(t, s);
        if (t.mtu.isProbing()) {
            t.mtu.probe = 0;
            t.recovery.onMtuProbeGivenUp();
        }
        t.recovery.beforeSending(t.outstanding, t.lastSentNanos, now);
        t.pacing.begin(now);
        Errno answer = transmitter.send(t, s, true, pushed);
        if (answer != Errno.OK) {
            t.outstanding.tried(s);
            if (answer == Errno.ENOBUFS) {
                t.recovery.onLocalCongestion(t.outstanding);
            }
        } else {
            pacing.sent(t, s.textLength());
        }
        return answer;
    }

    private void count(Tcb t, SentSegment s) {
        counters.increment(Counter.TCP_RETRANS_SEGS);
        t.statistics.totalRetransmissions++;
        t.statistics.octetsRetransmitted += s.textLength();
        if ((s.flags() & TcpView.SYN) != 0) {
            counters.increment(Counter.TCPEXT_SYN_RETRANS);
            t.ecn.onSynSentAgain(settings.ecnFallback.isOn());
        }
    }
}
