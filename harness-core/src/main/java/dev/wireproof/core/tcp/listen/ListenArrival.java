package dev.wireproof.core.tcp.listen;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.tcp.input.ArrivalRules;
import dev.wireproof.core.tcp.input.Discard;
import dev.wireproof.core.tcp.metrics.MetricsTable;
import dev.wireproof.core.tcp.output.ReplySender;
import dev.wireproof.core.tcp.output.SegmentSize;
import dev.wireproof.core.tcp.receiver.InitialWindow;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.Ecn;
import dev.wireproof.core.tcp.tcb.InitialSequence;
import dev.wireproof.core.tcp.tcb.Negotiated;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.TcpOptions;

/** Segment arrives in LISTEN (RFC 9293 section 3.10.7.2; Linux {@code tcp_conn_request}, facts 8.2 and 8.3). */
public final class ListenArrival {
    private final Network network;
    private final RequestArrival requests;
    private final EarlyOpen early;
    private final MetricsTable metrics;
    private final InitialSequence numbers;
    private final RequestWindow windows;
    private final CookieArrival cookies;
    private final ReplySender replies;
    private final Discard discard;
    private final TcpSettings settings;
    private final ArrivalRules rules;
    private final Counters counters;

    public ListenArrival(Network network, RequestArrival requests, EarlyOpen early, MetricsTable metrics,
            InitialSequence numbers, SegmentSize sizes, ReplySender replies, Discard discard, TcpSettings settings, Counters counters, Rng rng) {
        this.network = network;
        this.requests = requests;
        this.early = early;
        this.metrics = metrics;
        this.numbers = numbers;
        this.windows = new RequestWindow(network, sizes, settings);
        this.replies = replies;
        this.discard = discard;
        this.settings = settings;
        this.rules = ArrivalRules.of(settings.profile);
        this.counters = counters;
        this.cookies = new CookieArrival(network, requests, numbers, windows, discard, settings, counters, rng);
    }

    /** First RST, second ACK, third SYN, fourth anything else. */
    public void arrive(Listener l, Segment s) {
        if (s.isRst() || s.isAck()) {
            boolean mayBringCookie = !s.isRst() && !s.isSyn();
            if (!mayBringCookie || !cookies.takes(l, s)) {
                replies.reset(s);
                discard.segment(s);
            }
        } else if (s.isSyn() && !s.isFin()) {
            request(l, s, null);
        } else {
            discard.segment(s);
        }
    }

    /**
     * A SYN asks for a connection.
     *
     * @param iss initial number to use, or null for a new one
     */
    public void request(Listener l, Segment s, Integer iss) {
        SkBuff from = s.skb();
        Address local = new Address(from.destinationHigh, from.destinationLow);
        if (network.typeOf(local) != Network.AddressType.LOCAL || isRefusedSender(from)) {
            refuse(s);
            return;
        }
        // What comes out of TIME-WAIT is from a peer that is there, and needs no defence.
        boolean defend = iss == null && (cookies.isAlways() || isSynQueueFull(l));
        if (defend && !cookies.defends()) {
            refuse(s);
            return;
        }
        if (l.isAcceptQueueFull() && settings.classic.refusesWithYoung(l.young())) {
            counters.increment(Counter.TCPEXT_LISTEN_OVERFLOWS);
            refuse(s);
            return;
        }
        Address remote = new Address(from.sourceHigh, from.sourceLow);
        if (iss == null && isBacklogReserved(l) && !metrics.isProven(local, remote)) {
            refuse(s);
            return;
        }
        Network.PathAnswer way = network.open(local, remote, IpProtocol.TCP, l.owner().boundIfindex());
        if (way.path() == null) {
            refuse(s);
            return;
        }
        l.owner().applyChoices(way.path());
        Request r = new Request(l, requests, s, local, remote, way.path());
        fill(r, s, iss);
        if (defend) {
            cookies.answer(r);
        } else if (!early.takes(r, s)) {
            requests.begin(r);
        }
        discard.segment(s);
    }

    private boolean isSynQueueFull(Listener l) {
        return l.requests() >= settings.classic.synQueueLimit(l.backlog(), settings.maxSynBacklog.value());
    }

    // RFC 9293 section 3.9.2.3, MUST-63.
    private boolean isRefusedSender(SkBuff from) {
        return !rules.answersBroadcastSender()
                && network.typeOf(new Address(from.sourceHigh, from.sourceLow)) == Network.AddressType.BROADCAST;
    }

    // Without cookies the last quarter is for peers that proved themselves before.
    private boolean isBacklogReserved(Listener l) {
        long most = settings.maxSynBacklog.value();
        return !settings.synCookies.isOn() && most - l.requests() < most >> 2;
    }

    private void refuse(Segment s) {
        counters.increment(Counter.TCPEXT_LISTEN_DROPS);
        discard.segment(s, DropReason.LISTEN_OVERFLOW);
    }

    private void fill(Request r, Segment s, Integer iss) {
        TcpOptions o = s.options;
        ListenerOwner owner = r.listener.owner();
        int told = o.mss() > 0 ? o.mss() : Negotiated.DEFAULT_MSS;
        r.irs = s.seq();
        r.peerMss = owner.maxSegment() > 0 ? Math.min(told, owner.maxSegment()) : told;
        r.scaling = settings.windowScaling.isOn() && o.windowScale() != TcpOptions.ABSENT;
        r.peerScale = r.scaling ? Math.min(o.windowScale(), InitialWindow.MAX_SCALE) : 0;
        r.sack = settings.sack.isOn() && o.sackPermitted();
        r.ecn = grantsEcn(r, s);
        r.timestamps = settings.timestamps.isOn() && o.hasTimestamps();
        r.tsRecent = r.timestamps ? o.tsVal() : 0;
        r.announcedMss = windows.announcedMss(r);
        r.window = windows.offered(r);
        // Signature, timestamps and SACK do not fit together; Linux sees that when the window is chosen (tcp_synack_options).
        r.timestamps &= r.signatureKey == null || !r.sack;
        long lh = r.local.high();
        long ll = r.local.low();
        long rh = r.remote.high();
        long rl = r.remote.low();
        r.iss = iss != null ? iss : numbers.iss(lh, ll, r.localPort, rh, rl, r.remotePort);
        r.tsOffset = numbers.timestampOffset(settings, r.local, r.localPort, r.remote, r.remotePort);
    }

    // A SYN that asks and is ECT comes from something broken, unless it knows newer bits (Linux tcp_ecn_create_request).
    private boolean grantsEcn(Request r, Segment s) {
        boolean allowed = settings.ecn.isOn() || network.metrics(r.path).ecn();
        boolean sound = (s.skb().trafficClass & Ecn.MASK) == Ecn.NOT_ECT || s.hasReservedBits();
        return allowed && sound && s.isEce() && s.isCwr();
    }
}
