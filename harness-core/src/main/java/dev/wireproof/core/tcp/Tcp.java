package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.ip.IcmpError;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.ip.TransportProtocol;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.skb.PacketKind;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.sock.Credentials;
import dev.wireproof.core.sock.FlowHash;
import dev.wireproof.core.sock.InetSock;
import dev.wireproof.core.sock.PortSpace;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.SocketFactory;
import dev.wireproof.core.sock.SocketOptions;
import dev.wireproof.core.sock.SocketSettings;
import dev.wireproof.core.tcp.input.ArrivalRules;
import dev.wireproof.core.tcp.input.Arrivals;
import dev.wireproof.core.tcp.fastopen.FastOpenClient;
import dev.wireproof.core.tcp.fastopen.FastOpenSettings;
import dev.wireproof.core.tcp.listen.EarlyOpen;
import dev.wireproof.core.tcp.listen.ListenArrival;
import dev.wireproof.core.tcp.listen.RequestArrival;
import dev.wireproof.core.tcp.metrics.MetricsTable;
import dev.wireproof.core.tcp.output.Outputs;
import dev.wireproof.core.tcp.output.SendWatcher;
import dev.wireproof.core.tcp.output.SynDataSender;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.signature.Signatures;
import dev.wireproof.core.tcp.tcb.InitialSequence;
import dev.wireproof.core.tcp.tcb.TableEntry;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.tcp.timer.TimerActions;
import dev.wireproof.core.tcp.timewait.TimeWaitArrival;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.TcpView;

/** TCP of one namespace: finds the owner of each segment in the order of {@code tcp_v4_rcv} (facts 8.1), takes ICMP errors, makes sockets. */
public final class Tcp implements TransportProtocol, SocketFactory {
    final EventLoop loop;
    final Network network;
    final PortSpace ports;
    final TcpSockets sockets;
    final TcpSettings settings;
    final ArrivalRules rules;
    private final Signatures signatures;
    final Counters counters;
    final DropSink drops;
    final Strategies strategies;
    final MetricsTable metrics;
    final FastOpenSettings fastOpen;
    final FastOpenClient fastOpenClient;
    final SynDataSender synData;
    final Outputs out;
    final Arrivals arrivals;
    final TimerActions timers;
    final IcmpErrors icmp;
    final InitialSequence numbers;
    final TimeWaitArrival timeWaits;
    private final ListenArrival listening;
    private final SocketSettings socketSettings;
    private final Segment segment = new Segment();
    private final TcpView quoted = new TcpView();

    /** @param rng a stream of the namespace that only TCP draws from */
    public Tcp(EventLoop loop, Network network, PortSpace ports, SocketSettings socketSettings, Sysctls sysctls, Counters counters,
            DropSink drops, Rng rng) {
        this.loop = loop;
        this.network = network;
        this.ports = ports;
        this.socketSettings = socketSettings;
        this.counters = counters;
        this.drops = drops;
        sockets = new TcpSockets(new FlowHash(rng.stream("flows")));
        settings = new TcpSettings(sysctls);
        rules = ArrivalRules.of(settings.profile);
        signatures = new Signatures(network, counters);
        strategies = new Strategies(network, settings, sysctls, counters);
        out = Outputs.of(loop, network, settings, counters);
        metrics = new MetricsTable(loop, sysctls, settings.reordering);
        fastOpen = new FastOpenSettings(sysctls, rng.stream("fastopen"));
        fastOpenClient = new FastOpenClient(loop, fastOpen, metrics, counters);
        synData = new SynDataSender(loop, network, out.transmitter(), out.sizes(), fastOpenClient, settings, counters);
        arrivals = new Arrivals(loop, network, settings, counters, drops, out, fastOpenClient, metrics, rng.stream("challenges"));
        timers = new TimerActions(loop, out.transmitter(), out.sender(), out.retransmitter(), out.sendTimer(), out.prober(), out.acknowledger(), fastOpenClient,
                settings, counters);
        icmp = new IcmpErrors(loop, network, out, settings, counters);
        numbers = new InitialSequence(loop, settings.profile, rng.stream("numbers"));
        RequestArrival requests =
                new RequestArrival(loop, sockets.connections, out.writer(), out.replies(), arrivals.discard(), settings, counters);
        EarlyOpen early = new EarlyOpen(loop, network, out.writer(), out.replies(), fastOpen, settings, counters, timers::giveUp);
        listening = new ListenArrival(network, requests, early, metrics, numbers, out.sizes(), out.replies(), arrivals.discard(), settings,
                counters, rng.stream("cookies"));
        timeWaits = new TimeWaitArrival(loop, sockets.connections, out.replies(), this::reopen, arrivals.discard(), settings, counters);
    }

    @Override
    public int number() {
        return IpProtocol.TCP;
    }

    @Override
    public Sock create(Credentials who, int protocol) {
        return new TcpSock(this, new SocketOptions(socketSettings, who));
    }

    /** The sockets, for listings and the leak check. */
    public TcpSockets sockets() {
        return sockets;
    }

    /** Makes every connection from now on start at this number, for tests of wrap-around. */
    public void chooseInitialSequence(int iss) {
        numbers.choose(iss);
    }

    /** What is remembered of peers, for listings and operators. */
    public MetricsTable metrics() {
        return metrics;
    }

    /** Sets who is told of segments with text; null for nobody. */
    public void watchSending(SendWatcher watcher) {
        out.transmitter().watch(watcher);
    }

    /** TIME-WAIT objects alive. */
    public int timeWaits() {
        return timeWaits.count();
    }

    @Override
    public void receive(SkBuff skb) {
        if (skb.kind != PacketKind.HOST) {
            drops.drop(skb, DropReason.TCP_UNACCEPTABLE);
            return;
        }
        counters.increment(Counter.TCP_IN_SEGS);
        if (!hasWholeHeader(skb)) {
            drops.drop(skb, DropReason.TCP_HEADER);
            return;
        }
        if (!isIntact(skb)) {
            counters.increment(Counter.TCP_IN_CSUM_ERRORS);
            counters.increment(Counter.TCP_IN_ERRS);
            drops.drop(skb, DropReason.TCP_CHECKSUM);
            return;
        }
        find(segment.decode(skb));
    }

    private boolean hasWholeHeader(SkBuff skb) {
        if (!skb.mayPull(TcpView.SIZE)) {
            return false;
        }
        int length = quoted.at(skb.head(), skb.data()).headerLength();
        if (length < TcpView.SIZE) {
            counters.increment(Counter.TCP_IN_ERRS);
            return false;
        }
        return skb.mayPull(length);
    }

    private boolean isIntact(SkBuff skb) {
        if (skb.checksumVerified) {
            return true;
        }
        int length = skb.length();
        return InternetChecksum.finish(skb.checksum(network.pseudoHeaderSum(skb, length), 0, length)) == 0;
    }

    private void find(Segment s) {
        SkBuff skb = s.skb();
        TableEntry entry = sockets.connections.get(skb.destinationHigh, skb.destinationLow, s.destinationPort(),
                skb.sourceHigh, skb.sourceLow, s.sourcePort());
        if (entry != null) {
            if (!isRefused(s, entry.signatureKey(), entry.checksSignatures())) {
                entry.arrive(s);
            }
            return;
        }
        TcpSock listener = listenerFor(s);
        if (listener != null && listener.refusesTtl(s)) {
            return;
        }
        if (listener != null && isRefused(s, listener.signatureKeys == null ? null : listener.signatureKey(new Address(skb.sourceHigh, skb.sourceLow)), true)) {
            return;
        }
        if (listener != null) {
            listening.arrive(listener.listener(), s);
        } else {
            arrivals.atClosed(s);
        }
    }

    // Drops a segment whose signature is missing, unexpected or wrong (RFC 2385 section 2.0). What does not look at signatures signs
    // its answers all the same.
    private boolean isRefused(Segment s, byte[] key, boolean checked) {
        if (!checked) {
            s.signatureKey(key);
            return false;
        }
        if (key == null && !s.options.hasSignature() || !signatures.refuses(s, key)) {
            return false;
        }
        arrivals.discard().segment(s, DropReason.TCP_SIGNATURE);
        return true;
    }

    private TcpSock listenerFor(Segment s) {
        SkBuff skb = s.skb();
        InetSock found = sockets.listeners.find(skb.destinationHigh, skb.destinationLow, s.destinationPort(), skb.sourceHigh,
                skb.sourceLow, s.sourcePort(), skb.inputIfindex);
        return (TcpSock) found;
    }

    private boolean reopen(Segment syn, int iss, Runnable makeRoom) {
        TcpSock listener = listenerFor(syn);
        if (listener == null) {
            return false;
        }
        makeRoom.run();
        listening.request(listener.listener(), syn, iss);
        return true;
    }

    @Override
    public void error(SkBuff skb, IcmpError error) {
        quoted.at(skb.head(), skb.data());
        TableEntry entry = sockets.connections.get(skb.sourceHigh, skb.sourceLow, quoted.sourcePort(),
                skb.destinationHigh, skb.destinationLow, quoted.destinationPort());
        if (entry == null) {
            counters.increment(Counter.ICMP_IN_ERRORS);
        } else {
            entry.error(skb, quoted.seq(), error);
        }
    }
}
