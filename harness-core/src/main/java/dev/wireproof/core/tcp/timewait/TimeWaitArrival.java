package dev.wireproof.core.tcp.timewait;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Seq;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sock.FlowTable;
import dev.wireproof.core.sock.PortClaim;
import dev.wireproof.core.tcp.input.ArrivalRules;
import dev.wireproof.core.tcp.input.Discard;
import dev.wireproof.core.tcp.output.ReplySender;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.TableEntry;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.tcp.tcb.Timestamps;

/** Segment arrives in TIME-WAIT or in an orphan's FIN-WAIT-2 (Linux {@code tcp_timewait_state_process}, facts 10.6), and their end. */
public final class TimeWaitArrival {
    private static final int LARGEST_WINDOW = 0xFFFF;

    /** What a new connection's number is above the old one's (Linux: 65535 + 2). */
    private static final int ISS_STEP = 65_537;
    private static final long SHORT_NANOS = 4_000_000_000L;

    private final EventLoop loop;
    private final FlowTable<TableEntry> table;
    private final ReplySender replies;
    private final SynTaker listeners;
    private final Discard discard;
    private final TcpSettings settings;
    private final ArrivalRules rules;
    private final Counters counters;
    private int count;

    public TimeWaitArrival(EventLoop loop, FlowTable<TableEntry> table, ReplySender replies, SynTaker listeners, Discard discard,
            TcpSettings settings, Counters counters) {
        this.loop = loop;
        this.table = table;
        this.replies = replies;
        this.listeners = listeners;
        this.discard = discard;
        this.settings = settings;
        this.rules = ArrivalRules.of(settings.profile);
        this.counters = counters;
    }

    EventLoop loop() {
        return loop;
    }

    /** Objects alive. */
    public int count() {
        return count;
    }

    /**
     * Puts a small object into a connection's place.
     *
     * @param claim its port, handed over; or null
     * @return false when there are too many: the connection just ends
     */
    public boolean begin(TimeWait.Holder holder, Address local, int localPort, Address remote, int remotePort,
            TimeWait.Numbers numbers, Timestamps timestamps, boolean finReceived, long nanos, PortClaim claim) {
        if (count >= settings.maxTimeWait.value()) {
            counters.increment(Counter.TCPEXT_TIME_WAIT_OVERFLOW);
            return false;
        }
        TimeWait w = new TimeWait(this, holder, local, localPort, remote, remotePort, numbers, timestamps, finReceived);
        w.sinceNanos = loop.now();
        w.claim = claim;
        if (claim != null) {
            claim.handOver(w);
        }
        table.replace(local.high(), local.low(), localPort, remote.high(), remote.low(), remotePort, w);
        count++;
        counters.increment(nanos <= SHORT_NANOS ? Counter.TCPEXT_TW_KILLED : Counter.TCPEXT_TW);
        w.timer.armIn(nanos);
        return true;
    }

    void remove(TimeWait w) {
        w.timer.cancel();
        table.remove(w.local.high(), w.local.low(), w.localPort, w.remote.high(), w.remote.low(), w.remotePort);
        if (w.claim != null) {
            w.claim.release();
            w.claim = null;
        }
        count--;
    }

    void arrive(TimeWait w, Segment s) {
        boolean times = w.timestamps.on && s.options.hasTimestamps();
        boolean old = times && !s.isRst() && w.timestamps.isOld(s.options.tsVal(), 0, rules.recentValidNanos(), loop.now());
        if (w.timestamps.on && rules.needsTimestamp(s)) {
            discard.segment(s);
        } else if (w.isAborted() && !s.isSyn()) {
            replies.reset(s);
        } else if (w.finReceived) {
            inTimeWait(w, s, times, old);
        } else {
            inFinWait2(w, s, times, old);
        }
        if (s.hasBuffer()) {
            discard.segment(s);
        }
    }

    private void inFinWait2(TimeWait w, Segment s, boolean times, boolean old) {
        if (old || !isInWindow(w, s)) {
            acknowledge(w, s, Counter.TCPEXT_ACK_SKIPPED_FIN_WAIT2);
        } else if (s.isRst()) {
            remove(w);
        } else if (s.isSyn() && Seq.geq(s.seq(), w.receiveNxt)) {
            replies.reset(s);
            remove(w);
        } else if (s.isAck() && Seq.gt(s.endSeq(), w.receiveNxt) && s.occupiesSpace()) {
            finish(w, s, times);
        }
    }

    // A lone FIN ends the stream; anything else nobody will ever read.
    private void finish(TimeWait w, Segment s, boolean times) {
        if (!s.isFin() || s.endSeq() != w.receiveNxt + 1) {
            replies.reset(s);
            remove(w);
            return;
        }
        w.finReceived = true;
        w.receiveNxt = s.endSeq();
        w.sinceNanos = loop.now();
        if (times) {
            w.timestamps.learn(s.options.tsVal(), loop.now());
        }
        w.timer.armIn(rules.timeWaitNanos());
        sendAck(w, s);
    }

    // Linux tcp_in_window.
    private static boolean isInWindow(TimeWait w, Segment s) {
        int end = w.receiveNxt + w.window;
        return s.seq() == w.receiveNxt || Seq.gt(s.endSeq(), w.receiveNxt) && Seq.lt(s.seq(), end)
                || s.seq() == end && s.endSeq() == end;
    }

    private void inTimeWait(TimeWait w, Segment s, boolean times, boolean old) {
        if (!old && s.seq() == w.receiveNxt && (!s.occupiesSpace() || s.isRst())) {
            exact(w, s, times);
        } else if (mayReopen(w, s, times, old) && reopen(w, s)) {
            counters.increment(Counter.TCPEXT_TW_RECYCLED);
        } else if (!s.isSyn() || s.isAck() || !rules.dropsIdleSyns()) {
            if (old) {
                counters.increment(Counter.TCPEXT_PAWS_TIMEWAIT);
            }
            if (!s.isRst()) {
                if (old || s.isAck()) {
                    w.timer.armIn(rules.timeWaitNanos());
                }
                acknowledge(w, s, Counter.TCPEXT_ACK_SKIPPED_TIME_WAIT);
            }
        }
    }

    private void exact(TimeWait w, Segment s, boolean times) {
        if (s.isRst()) {
            // RFC 1337 would ignore it.
            if (!settings.rfc1337.isOn()) {
                remove(w);
            }
            return;
        }
        w.timer.armIn(rules.timeWaitNanos());
        if (times) {
            w.timestamps.learn(s.options.tsVal(), loop.now());
        }
    }

    // RFC 6191 and RFC 9293 MAY-2.
    private boolean mayReopen(TimeWait w, Segment s, boolean times, boolean old) {
        if (!s.isSyn() || s.isRst() || s.isAck() || old) {
            return false;
        }
        boolean isNewer = times ? Seq.gt(s.options.tsVal(), w.timestamps.recent)
                : s.options.hasTimestamps() && !w.timestamps.on && rules.newTimestampsReopen();
        return isNewer || Seq.gt(s.seq(), w.receiveNxt);
    }

    private boolean reopen(TimeWait w, Segment s) {
        int iss = w.sendNxt + ISS_STEP;
        return listeners.take(s, iss == 0 ? 1 : iss, () -> remove(w));
    }

    private void acknowledge(TimeWait w, Segment s, Counter skipped) {
        boolean limited = !s.occupiesSpace() || s.isSyn();
        long now = loop.now();
        if (limited && w.lastOddReplyNanos >= 0 && now - w.lastOddReplyNanos < settings.invalidRateLimitNanos()) {
            counters.increment(skipped);
            return;
        }
        if (limited) {
            w.lastOddReplyNanos = now;
        }
        sendAck(w, s);
    }

    private void sendAck(TimeWait w, Segment s) {
        ReplySender.Times times = w.timestamps.on ? new ReplySender.Times(w.timestamps.value(loop.now()), w.timestamps.recent) : null;
        replies.ack(s, w.sendNxt, w.receiveNxt, Math.min(w.window >> w.scale, LARGEST_WINDOW), times);
    }
}
