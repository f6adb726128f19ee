package dev.wireproof.core.tcp.listen;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.tcp.input.Discard;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.InitialSequence;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.wire.IpProtocol;

/** Handshakes without a request: a SYN-ACK with a cookie, and the ACK that brings it back (Linux {@code cookie_v4_check}, facts 8.6). */
final class CookieArrival {
    private static final long ALWAYS = 2;

    private final EventLoop loop;
    private final Network network;
    private final RequestArrival requests;
    private final InitialSequence numbers;
    private final RequestWindow windows;
    private final Discard discard;
    private final TcpSettings settings;
    private final Counters counters;
    private final SynCookies cookies;

    CookieArrival(Network network, RequestArrival requests, InitialSequence numbers, RequestWindow windows, Discard discard,
            TcpSettings settings, Counters counters, Rng rng) {
        this.loop = requests.loop();
        this.network = network;
        this.requests = requests;
        this.numbers = numbers;
        this.windows = windows;
        this.discard = discard;
        this.settings = settings;
        this.counters = counters;
        this.cookies = new SynCookies(rng);
    }

    /** True when SYNs are answered by cookies even while there is room. */
    boolean isAlways() {
        return settings.synCookies.value() == ALWAYS;
    }

    /** The queue has no room, or wants none: true when the SYN is to be answered by a cookie (Linux {@code tcp_syn_flood_action}). */
    boolean defends() {
        counters.increment(settings.synCookies.isOn() ? Counter.TCPEXT_REQQ_FULL_DO_COOKIES : Counter.TCPEXT_REQQ_FULL_DROP);
        return settings.synCookies.isOn();
    }

    /** Answers a SYN and forgets it. */
    void answer(Request r) {
        if (!r.timestamps) {
            r.scaling = false;
            r.peerScale = 0;
            r.sack = false;
            r.ecn = false;
            r.window = windows.offered(r);
        }
        r.listener.overflowed(seconds());
        counters.increment(Counter.TCPEXT_SYNCOOKIES_SENT);
        r.iss = cookies.sequence(r, SynCookies.indexOf(r.peerMss), unixNanos());
        requests.answerOnce(r, SynCookies.stamp(requests.clock(), r.scaling, r.peerScale, r.sack, r.ecn) + r.tsOffset);
    }

    /** An ACK at a listener; false when it makes no connection and is to be answered by a RST. */
    boolean takes(Listener l, Segment s) {
        if (!settings.synCookies.isOn() || !l.hasOverflowedLately(seconds())) {
            return false;
        }
        Request r = requestOf(l, s);
        if (r == null) {
            return false;
        }
        r.irs = s.seq() - 1;
        r.iss = s.ack() - 1;
        r.peerMss = cookies.segmentSize(r, r.iss, unixNanos());
        if (r.peerMss == 0) {
            counters.increment(Counter.TCPEXT_SYNCOOKIES_FAILED);
            return false;
        }
        counters.increment(Counter.TCPEXT_SYNCOOKIES_RECV);
        if (!readOptions(r, s)) {
            return false;
        }
        r.sentNanos = Request.UNKNOWN;
        r.announcedMss = windows.announcedMss(r);
        r.window = windows.recalled(r);
        open(r, s);
        return true;
    }

    private Request requestOf(Listener l, Segment s) {
        SkBuff from = s.skb();
        Address local = new Address(from.destinationHigh, from.destinationLow);
        Address remote = new Address(from.sourceHigh, from.sourceLow);
        Network.PathAnswer way = network.open(local, remote, IpProtocol.TCP, l.owner().boundIfindex());
        if (way.path() == null) {
            return null;
        }
        l.owner().applyChoices(way.path());
        return new Request(l, requests, s, local, remote, way.path());
    }

    // Linux cookie_timestamp_decode: false when the echo names what is switched off here.
    private boolean readOptions(Request r, Segment s) {
        if (!s.options.hasTimestamps()) {
            return true;
        }
        if (!settings.timestamps.isOn()) {
            return false;
        }
        r.timestamps = true;
        r.tsRecent = s.options.tsVal();
        r.tsOffset = numbers.timestampOffset(settings, r.local, r.localPort, r.remote, r.remotePort);
        SynCookies.Options kept = s.options.tsEcr() == 0 ? SynCookies.options(0) : SynCookies.options(s.options.tsEcr() - r.tsOffset);
        r.tsFirst = s.options.tsEcr();
        r.sack = kept.sack();
        r.scaling = kept.scaling();
        r.peerScale = kept.peerScale();
        r.ecn = kept.ecn() && (settings.ecn.isOn() || network.metrics(r.path).ecn());
        return (!r.sack || settings.sack.isOn()) && (!r.scaling || settings.windowScaling.isOn());
    }

    private void open(Request r, Segment s) {
        Listener l = r.listener;
        if (l.isAcceptQueueFull()) {
            counters.increment(Counter.TCPEXT_LISTEN_OVERFLOWS);
            counters.increment(Counter.TCPEXT_LISTEN_DROPS);
            discard.segment(s);
            return;
        }
        requests.remember(r);
        counters.increment(Counter.TCP_PASSIVE_OPENS);
        l.accepted(l.owner().open(r, s));
    }

    private long unixNanos() {
        return EventLoop.EPOCH_UNIX_NANOS + loop.now();
    }

    private long seconds() {
        return loop.now() / 1_000_000_000L;
    }
}
