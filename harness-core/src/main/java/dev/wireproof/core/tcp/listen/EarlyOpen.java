package dev.wireproof.core.tcp.listen;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.fastopen.Cookie;
import dev.wireproof.core.tcp.fastopen.FastOpenKeys;
import dev.wireproof.core.tcp.fastopen.FastOpenQueue;
import dev.wireproof.core.tcp.fastopen.FastOpenSettings;
import dev.wireproof.core.tcp.fastopen.ServerRule;
import dev.wireproof.core.tcp.input.ArrivalRules;
import dev.wireproof.core.tcp.output.ReplySender;
import dev.wireproof.core.tcp.output.SegmentWriter;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.OpenRequest;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import java.util.function.Consumer;

/**
 * Fast Open of listeners (RFC 7413 section 4.2.2; Linux {@code tcp_try_fastopen}, {@code tcp_fastopen_create_child}): a SYN with a good
 * cookie makes the connection at once, its text can be read and answered before the handshake ends.
 */
public final class EarlyOpen {
    private static final long FIRST_TIMEOUT_NANOS = 1_000_000_000L;

    private final EventLoop loop;
    private final Network network;
    private final SynAckSender synAcks;
    private final ReplySender replies;
    private final FastOpenSettings fastOpen;
    private final TcpSettings settings;
    private final Counters counters;
    private final Consumer<Tcb> surrender;

    /** @param surrender ends a connection that nobody answers */
    public EarlyOpen(EventLoop loop, Network network, SegmentWriter writer, ReplySender replies, FastOpenSettings fastOpen, TcpSettings settings,
            Counters counters, Consumer<Tcb> surrender) {
        this.loop = loop;
        this.network = network;
        this.synAcks = new SynAckSender(loop, writer, ArrivalRules.of(settings.profile), counters);
        this.replies = replies;
        this.fastOpen = fastOpen;
        this.settings = settings;
        this.counters = counters;
        this.surrender = surrender;
    }

    EventLoop loop() {
        return loop;
    }

    /** True when the SYN has made a connection; else its request goes the common way, perhaps with a cookie on the SYN-ACK. */
    boolean takes(Request r, Segment s) {
        Cookie offered = Cookie.of(s.options);
        if (offered != null && offered.isRequest()) {
            counters.increment(Counter.TCPEXT_FAST_OPEN_COOKIE_REQD);
        }
        FastOpenQueue queue = r.listener.owner().fastOpen();
        if (!fastOpen.server() || s.length() == 0 && offered == null || !hasRoom(queue)) {
            return false;
        }
        FastOpenKeys keys = queue.keys() != null ? queue.keys() : fastOpen.keys();
        boolean withoutCookie = fastOpen.serverWithoutCookie() || r.listener.owner().takesTextWithoutCookie()
                || network.metrics(r.path).fastOpenNoCookie();
        ServerRule.Verdict verdict = ServerRule.judge(offered, withoutCookie, keys, r.remote, r.local);
        switch (verdict) {
            case PLAIN -> { }
            case GIVE_COOKIE -> r.cookie = keys.cookie(r.remote, r.local, offered.isExperimental());
            case REPLACE_COOKIE -> {
                counters.increment(Counter.TCPEXT_FAST_OPEN_PASSIVE_FAIL);
                r.cookie = keys.cookie(r.remote, r.local, offered.isExperimental());
            }
            case OPEN_WITH_NEW_COOKIE -> {
                counters.increment(Counter.TCPEXT_FAST_OPEN_PASSIVE_ALT_KEY);
                r.cookie = keys.cookie(r.remote, r.local, offered.isExperimental());
                open(r, queue, s);
                return true;
            }
            case OPEN -> {
                open(r, queue, s);
                return true;
            }
            default -> throw new AssertionError(verdict);
        }
        return false;
    }

    private boolean hasRoom(FastOpenQueue queue) {
        if (queue.most() == 0) {
            return false;
        }
        boolean room = queue.hasRoom(loop.now());
        if (!room) {
            counters.increment(Counter.TCPEXT_FAST_OPEN_LISTEN_OVERFLOW);
        }
        return room;
    }

    private void open(Request r, FastOpenQueue queue, Segment s) {
        counters.increment(Counter.TCP_PASSIVE_OPENS);
        counters.increment(Counter.TCPEXT_FAST_OPEN_PASSIVE);
        r.openedEarly = true;
        r.early = s.length();
        r.sentNanos = loop.now();
        r.tsFirst = synAcks.tsVal(r);
        EarlyRequest early = new EarlyRequest(r, queue, this);
        WaitingConnection child = r.listener.owner().openEarly(r, s, early::begin);
        early.waitFor(FIRST_TIMEOUT_NANOS);
        synAcks.send(r);
        r.cookie = null;
        r.listener.accepted(child);
    }

    /** A segment for a child whose handshake has not ended ({@code tcp_check_req} with fastopen set). */
    OpenRequest.Verdict judge(EarlyRequest early, Tcb child, Segment s) {
        Request r = early.request;
        boolean times = r.timestamps && s.options.hasTimestamps();
        boolean old = times && !s.isRst() && Seq.lt(s.options.tsVal(), r.tsRecent);
        if (s.seq() == r.irs && s.isSyn() && !s.isAck() && !s.isRst() && !old) {
            if (!tooSoon(r)) {
                synAcks.sendAgain(r);
            }
            return OpenRequest.Verdict.DROP;
        }
        if (old || !r.isInWindow(s) || s.isRst() && s.seq() != r.nxt()) {
            if (old) {
                counters.increment(Counter.TCPEXT_PAWS_ESTAB);
            }
            if (!s.isRst() || r.isInWindow(s)) {
                acknowledge(r, child, s);
            }
            return OpenRequest.Verdict.DROP;
        }
        if (s.isRst() || s.isSyn() && s.seq() != r.irs) {
            return refuse(early, child, s);
        }
        return s.isAck() ? OpenRequest.Verdict.PASS : OpenRequest.Verdict.DROP;
    }

    // A strange SYN is answered by a reset, but does not end what may be an honest connection.
    private OpenRequest.Verdict refuse(EarlyRequest early, Tcb child, Segment s) {
        counters.increment(Counter.TCP_ATTEMPT_FAILS);
        if (!s.isRst()) {
            replies.reset(s);
            return OpenRequest.Verdict.DROP;
        }
        early.end(child);
        if (early.isAccepted() && !early.request.listener.isClosed()) {
            early.queue.wasReset(loop.now());
        }
        return OpenRequest.Verdict.RESET;
    }

    private void acknowledge(Request r, Tcb child, Segment s) {
        if (!tooSoon(r)) {
            ReplySender.Times times = r.timestamps ? new ReplySender.Times(synAcks.tsVal(r), r.tsRecent) : null;
            replies.ack(s, child.send.nxt, r.nxt(), r.window.window() >> r.window.scale(), times);
        }
    }

    private boolean tooSoon(Request r) {
        return r.isTooSoon(loop.now(), settings.invalidRateLimitNanos(), counters);
    }

    /** The SYN-ACK was not answered ({@code tcp_fastopen_synack_timer}): again, and nothing else meanwhile. */
    void timeout(EarlyRequest early, Tcb child) {
        Request r = early.request;
        counters.increment(Counter.TCPEXT_TIMEOUTS);
        int most = child.choices.synRetries > 0 ? child.choices.synRetries : settings.synAckRetries.intValue() + 1;
        if (r.timeouts >= most) {
            surrender.accept(child);
            return;
        }
        if (child.retransmits == 1) {
            child.recovery.onTimeout(child.outstanding, true, loop.now());
        }
        synAcks.sendAgain(r);
        child.statistics.totalRetransmissions++;
        r.timeouts++;
        child.retransmits++;
        if (child.retransmitSinceNanos < 0) {
            child.retransmitSinceNanos = loop.now();
        }
        early.waitFor(Math.min(FIRST_TIMEOUT_NANOS << Math.min(r.timeouts, 20), settings.rtoMaxNanos()));
    }
}
