package dev.wireproof.core.tcp.listen;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.ip.IcmpError;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.sock.FlowTable;
import dev.wireproof.core.tcp.input.ArrivalRules;
import dev.wireproof.core.tcp.input.Discard;
import dev.wireproof.core.tcp.output.ReplySender;
import dev.wireproof.core.tcp.output.SegmentWriter;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.TableEntry;
import dev.wireproof.core.tcp.tcb.TcpSettings;

/** Segment arrives at a half-open request (RFC 9293 section 3.10.7.4 for SYN-RECEIVED; Linux {@code tcp_check_req}, facts 8.5), and its timer. */
public final class RequestArrival {
    private static final int DESTINATION_UNREACHABLE = 3;
    private static final int HOST_UNREACHABLE = 1;
    private static final int TIME_EXCEEDED = 11;
    private static final int PARAMETER_PROBLEM = 12;

    private final EventLoop loop;
    private final FlowTable<TableEntry> table;
    private final SynAckSender synAcks;
    private final ReplySender replies;
    private final Discard discard;
    private final TcpSettings settings;
    private final ArrivalRules rules;
    private final Counters counters;

    public RequestArrival(EventLoop loop, FlowTable<TableEntry> table, SegmentWriter writer, ReplySender replies, Discard discard,
            TcpSettings settings, Counters counters) {
        this.loop = loop;
        this.table = table;
        this.replies = replies;
        this.discard = discard;
        this.settings = settings;
        this.rules = ArrivalRules.of(settings.profile);
        this.synAcks = new SynAckSender(loop, writer, rules, counters);
        this.counters = counters;
    }

    EventLoop loop() {
        return loop;
    }

    /** Answers a SYN and waits for the end of the handshake. */
    void begin(Request r) {
        r.sentNanos = loop.now();
        r.tsFirst = synAcks.tsVal(r);
        r.listener.add(r);
        remember(r);
        r.timer.armIn(timeoutNanos(r));
        synAcks.send(r);
    }

    /** Answers a SYN that is not kept. */
    void answerOnce(Request r, int tsVal) {
        synAcks.send(r, tsVal);
    }

    /** Gives a request that a cookie brought back its place in the table. */
    void remember(Request r) {
        table.add(r.local.high(), r.local.low(), r.localPort, r.remote.high(), r.remote.low(), r.remotePort, r);
    }

    /** The clock of timestamps, without a connection's offset. */
    int clock() {
        return synAcks.clock();
    }

    private long timeoutNanos(Request r) {
        return Math.min(settings.classic.initialRtoNanos() << Math.min(r.timeouts, 20), settings.rtoMaxNanos());
    }

    void drop(Request r) {
        unlink(r);
        table.remove(r.local.high(), r.local.low(), r.localPort, r.remote.high(), r.remote.low(), r.remotePort);
    }

    private static void unlink(Request r) {
        r.timer.cancel();
        r.listener.remove(r);
    }

    void timeout(Request r) {
        int deferred = r.listener.owner().deferredTimeouts();
        boolean waitsForText = r.acknowledged && deferred > 0;
        if (r.timeouts >= retries(r.listener) && (!waitsForText || r.timeouts >= deferred)) {
            drop(r);
            return;
        }
        if (!waitsForText || r.timeouts >= deferred - 1) {
            synAcks.sendAgain(r);
        }
        if (r.timeouts++ == 0) {
            r.listener.aged();
        }
        r.timer.armIn(timeoutNanos(r));
    }

    // Fewer retries when old requests crowd the queue (facts 8.4).
    private int retries(Listener l) {
        int retries = l.owner().synRetries() > 0 ? l.owner().synRetries() : settings.synAckRetries.intValue();
        int young = l.young() << 1;
        if (l.requests() << 1 > Math.max(8, l.backlog())) {
            while (retries > 2 && l.requests() >= young) {
                retries--;
                young <<= 1;
            }
        }
        return retries;
    }

    void arrive(Request r, Segment s) {
        boolean times = r.timestamps && s.options.hasTimestamps();
        boolean old = times && !s.isRst() && Seq.lt(s.options.tsVal(), r.tsRecent);
        if (s.seq() == r.irs && s.isSyn() && !s.isAck() && !s.isRst() && !old) {
            repeat(r, s);
            return;
        }
        if (r.timestamps && rules.needsTimestamp(s)) {
            discard.segment(s);
            return;
        }
        boolean badAck = s.isAck() && s.ack() != r.iss + 1;
        if (badAck && rules.checksAckOfRequestFirst()) {
            refuseAck(s);
            return;
        }
        boolean strangeEcho = times && s.options.tsEcr() != 0 && !Seq.between(s.options.tsEcr(), r.tsFirst, synAcks.tsVal(r));
        if (old || strangeEcho || !r.isInWindow(s)) {
            count(old, strangeEcho);
            if (!s.isRst()) {
                acknowledge(r, s);
            }
            discard.segment(s);
            return;
        }
        inWindow(r, s, times, badAck);
    }

    private void refuseAck(Segment s) {
        replies.reset(s);
        discard.segment(s);
    }

    private void repeat(Request r, Segment s) {
        if (!tooSoon(r)) {
            synAcks.sendAgain(r);
            r.timer.armIn(timeoutNanos(r));
        }
        discard.segment(s);
    }

    private void count(boolean old, boolean strangeEcho) {
        if (old) {
            counters.increment(Counter.TCPEXT_PAWS_ESTAB);
        } else if (strangeEcho) {
            counters.increment(Counter.TCPEXT_TS_ECR_REJECTED);
        }
    }

    private void inWindow(Request r, Segment s, boolean times, boolean badAck) {
        if (times && !badAck && Seq.leq(s.seq(), r.irs + 1)) {
            r.tsRecent = s.options.tsVal();
        }
        if (s.isRst() && s.seq() != r.irs + 1) {
            acknowledge(r, s);
            discard.segment(s);
        } else if (s.isRst() || s.isSyn() && s.seq() != r.irs) {
            fail(r, s);
        } else if (!s.isAck()) {
            discard.segment(s);
        } else if (badAck) {
            refuseAck(s);
        } else {
            open(r, s);
        }
    }

    private void fail(Request r, Segment s) {
        counters.increment(Counter.TCP_ATTEMPT_FAILS);
        counters.increment(Counter.TCPEXT_EMBRYONIC_RSTS);
        if (!rules.listensAgainInSilence()) {
            replies.reset(s);
        }
        drop(r);
        discard.segment(s);
    }

    private void open(Request r, Segment s) {
        Listener l = r.listener;
        if (r.timeouts < l.owner().deferredTimeouts() && s.endSeq() == r.irs + 1) {
            r.acknowledged = true;
            counters.increment(Counter.TCPEXT_DEFER_ACCEPT_DROP);
            discard.segment(s);
            return;
        }
        if (l.isAcceptQueueFull()) {
            counters.increment(Counter.TCPEXT_LISTEN_OVERFLOWS);
            counters.increment(Counter.TCPEXT_LISTEN_DROPS);
            if (settings.abortOnOverflow.isOn()) {
                counters.increment(Counter.TCPEXT_EMBRYONIC_RSTS);
                replies.reset(s);
                drop(r);
            }
            discard.segment(s, DropReason.LISTEN_OVERFLOW);
            return;
        }
        unlink(r);
        counters.increment(Counter.TCP_PASSIVE_OPENS);
        l.accepted(l.owner().open(r, s));
    }

    private void acknowledge(Request r, Segment s) {
        if (!tooSoon(r)) {
            ReplySender.Times times = r.timestamps ? new ReplySender.Times(synAcks.tsVal(r), r.tsRecent) : null;
            replies.ack(s, r.iss + 1, r.irs + 1, r.window.window() >> r.window.scale(), times);
        }
    }

    private boolean tooSoon(Request r) {
        return r.isTooSoon(loop.now(), settings.invalidRateLimitNanos(), counters);
    }

    // Facts 5.7.
    void error(Request r, int seq, IcmpError e) {
        if (seq != r.iss) {
            counters.increment(Counter.TCPEXT_OUT_OF_WINDOW_ICMPS);
            return;
        }
        boolean unreachable = e.type() == DESTINATION_UNREACHABLE && e.code() <= HOST_UNREACHABLE;
        if (unreachable || e.type() == TIME_EXCEEDED || e.type() == PARAMETER_PROBLEM) {
            counters.increment(Counter.TCPEXT_LISTEN_DROPS);
            drop(r);
        }
    }
}
