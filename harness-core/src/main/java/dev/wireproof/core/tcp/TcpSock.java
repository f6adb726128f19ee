package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.ip.IcmpError;
import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.SocketOptions;
import dev.wireproof.core.sock.SocketRow;
import dev.wireproof.core.sock.Timestamping;
import dev.wireproof.core.tcp.listen.Request;
import dev.wireproof.core.tcp.listen.WaitingConnection;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.signature.SignatureKeys;
import dev.wireproof.core.tcp.tcb.Ecn;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;
import dev.wireproof.core.tcp.tcb.UserChoices;
import java.util.function.Consumer;

/** One TCP socket: a connection, a listener, or neither yet (net/ipv4/tcp.c). */
public final class TcpSock extends ListeningSock implements WaitingConnection {
    private final ConnectCalls connecting;
    private final SendSpace space;
    private final SendNotices notices;
    private final SendCalls sending;
    private final UrgentCalls urgent;
    private final ReceiveCalls receiving;
    private final SpliceReads splices;
    private final Readiness readiness;
    private final CloseCalls closing;
    private final OptionCalls optionCalls;
    private final FastOpenCalls fastOpening;
    private UserChoices choices;

    TcpSock(Tcp tcp, SocketOptions options) {
        this(tcp, options, new UserChoices(), new CongestionChoice(tcp.strategies));
        options.tuneReceiveBuffer((int) tcp.settings.rmem.value(1));
        options.tuneSendBuffer((int) tcp.settings.wmem.value(1));
    }

    private TcpSock(Tcp tcp, SocketOptions options, UserChoices choices, CongestionChoice congestion) {
        super(tcp, options);
        this.choices = choices;
        this.connecting = new ConnectCalls(this);
        this.space = new SendSpace(this);
        this.notices = new SendNotices(this);
        this.sending = new SendCalls(this, space, notices);
        this.urgent = new UrgentCalls(this);
        this.receiving = new ReceiveCalls(this, urgent);
        this.splices = new SpliceReads(this, urgent, receiving);
        this.readiness = new Readiness(this, urgent, space);
        this.closing = new CloseCalls(this);
        this.optionCalls = new OptionCalls(this, congestion);
        this.fastOpening = new FastOpenCalls(this, connecting, sending);
    }

    @Override
    UserChoices choices() {
        return choices;
    }

    @Override
    public TcpState state() {
        return listener() != null ? TcpState.LISTEN : tcb == null ? TcpState.CLOSED : tcb.state();
    }

    /** TCP_INFO. */
    public TcpInfo info() {
        return TcpInfo.of(this);
    }

    // ---- the way of a connection

    Tcb newTcb(IpPath path) {
        tcb = new Tcb(loop, this, choices, tcp.drops, tcp.timers);
        tcb.path = path;
        path.connected = true;
        applyOptions(path);
        tcb.localPort = localPort;
        tcb.remotePort = remotePort;
        tcb.signatureKey = signatureKey(remote);
        tcb.rto = tcp.strategies.rto(path);
        optionCalls.congestion().follow(tcp.network.metrics(path));
        tcb.recovery = tcp.strategies.recovery(optionCalls.congestion().name());
        tcb.window = tcp.strategies.window(this);
        optionCalls.pace();
        return tcb;
    }

    void started(int seq) {
        sending.started(seq);
        error = Errno.OK;
        softError = Errno.OK;
        receiveShutdown = false;
        sendShutdown = false;
        streamEnded = false;
    }

    /** Octets up to here are on the SYN, pushed. */
    void pushed(int seq) {
        sending.started(seq);
    }

    boolean isConnectDeferred() {
        return connecting.isDeferred();
    }

    @Override
    boolean isUnconnected() {
        return connecting.isUnconnected();
    }

    Address boundAddress() {
        return local;
    }

    @Override
    public WaitingConnection open(Request r, Segment last) {
        TcpSock child = new TcpSock(tcp, options.copy(), choices.copy(), optionCalls.congestion().forChild());
        child.becomeChildOf(r, last.window());
        tcp.arrivals.arrive(child.tcb, last);
        return child;
    }

    @Override
    public WaitingConnection openEarly(Request r, Segment syn, Consumer<Tcb> beforeText) {
        TcpSock child = new TcpSock(tcp, options.copy(), choices.copy(), optionCalls.congestion().forChild());
        child.becomeChildOf(r, syn.window());
        beforeText.accept(child.tcb);
        tcp.arrivals.openEarly(child.tcb, syn);
        return child;
    }

    FastOpenCalls fastOpening() {
        return fastOpening;
    }

    private void becomeChildOf(Request r, int window) {
        local = r.local;
        localPort = r.localPort;
        remote = r.remote;
        remotePort = r.remotePort;
        portClaim = ports.inherit(this, localPort);
        connecting.accepted();
        if (r.signatureKey != null) {
            signatureKeys = SignatureKeys.of(remote, r.signatureKey);
        }
        Tcb t = newTcb(r.path);
        PassiveOpen.fill(t, r, window, loop.now());
        sending.started(t.send.nxt);
        if (r.hasOpenedEarly()) {
            enterTable(t);
        } else {
            tcp.sockets.connections.replace(local.high(), local.low(), localPort, remote.high(), remote.low(), remotePort, this);
            inTable = true;
        }
        t.enter(TcpState.SYN_RECEIVED);
    }

    @Override
    public void arrive(Segment s) {
        if (refusesTtl(s)) {
            return;
        }
        tcp.arrivals.arrive(tcb, s);
    }

    /** Drops a segment that came from farther away than the user allows (RFC 5082; IP_MINTTL). */
    boolean refusesTtl(Segment s) {
        if (s.skb().hopLimit >= options.get(Option.IP_MINTTL)) {
            return false;
        }
        tcp.counters.increment(Counter.TCPEXT_MIN_TTL_DROP);
        return tcp.arrivals.discard().segment(s, DropReason.TCP_MIN_TTL);
    }

    @Override
    public void error(SkBuff quoted, int seq, IcmpError e) {
        if (quoted.hopLimit < options.get(Option.IP_MINTTL)) {
            tcp.counters.increment(Counter.TCPEXT_MIN_TTL_DROP);
            return;
        }
        tcp.icmp.arrive(tcb, quoted, seq, e, options.isOn(Option.IP_RECVERR));
    }

    @Override
    public SocketRow row() {
        return SocketRows.of(this);
    }

    @Override
    public void entered(TcpState from, TcpState to) {
        if (to == TcpState.CLOSED) {
            notices.ended();
        }
        super.entered(from, to);
    }

    @Override
    public void end() {
        orphan = true;
        tcb.enter(TcpState.CLOSED);
    }

    // ---- what the connection tells its socket

    @Override
    public boolean isWriterWaiting() {
        return sending.isWaitingForConnection() || connecting.isWriteWaiting();
    }

    @Override
    public void roomForWriters() {
        space.afterAck();
    }

    @Override
    protected long queuedMemory() {
        return tcb == null || tcb.state() == TcpState.CLOSED ? 0 : space.queued(tcb);
    }

    @Override
    public void urgentAnnounced() {
        signalUrgent();
        urgent.replaced(tcb);
    }

    @Override
    public void acknowledged() {
        notices.acknowledged(tcb);
    }

    @Override
    public void stamped(int octet, Timestamping.Stage stage, SkBuff packet) {
        notices.stamped(octet, stage, packet);
    }

    @Override
    public boolean wantsRoom() {
        return space.isWanted();
    }

    /** A limit of the user's on what may be queued has changed. */
    void sendSpaceChanged() {
        if (tcb != null) {
            space.tell();
        }
    }

    @Override
    public void sizeSendBuffer() {
        space.sizeBuffer();
    }

    @Override
    public void accepted() {
        if (tcb.openRequest != null) {
            tcb.openRequest.accepted();
        }
    }

    // The listener went away before anybody accepted this connection.
    @Override
    public void abort() {
        orphan = true;
        if (tcb.state() == TcpState.CLOSED) {
            destroy();
        } else {
            closing.abort(tcb);
        }
    }

    // ---- calls

    @Override
    protected boolean mayBindNow() {
        return state() == TcpState.CLOSED;
    }

    @Override
    public void connect(Address address, int port, Call call) {
        connecting.connect(address, port, call, null);
    }

    @Override
    public void disconnect() {
        if (listener() != null) {
            stopListening();
        } else if (tcb != null && tcb.state() != TcpState.CLOSED) {
            boolean tell = tcb.state() != TcpState.CLOSING && tcb.state() != TcpState.LAST_ACK;
            closing.abort(tcb);
            error = tell ? Errno.ECONNRESET : error;
        }
        Errno kept = error;
        reset();
        error = kept;
    }

    /** Makes the socket usable for another connect (Linux {@code tcp_disconnect}). */
    void reset() {
        if (tcb != null) {
            tcb.received.flush(tcp.drops);
        }
        tcb = null;
        error = Errno.OK;
        softError = Errno.OK;
        receiveShutdown = false;
        sendShutdown = false;
        streamEnded = false;
        remote = Address.ANY;
        remotePort = 0;
        local = addressLocked ? local : Address.ANY;
        localPort = portClaim == null ? 0 : localPort;
        connecting.disconnected();
        fastOpening.disconnected();
    }

    @Override
    public int send(byte[] octets, int offset, int length, int flags, Endpoint to, Call call) {
        return fastOpening.opens(flags)
                ? fastOpening.send(octets, offset, length, flags, to, call)
                : sending.send(octets, offset, length, null, flags, call);
    }

    @Override
    public int send(byte[] octets, int[] pieces, int flags, Endpoint to, Call call) {
        return fastOpening.opens(flags)
                ? fastOpening.send(octets, 0, octets.length, flags, to, call)
                : sending.send(octets, 0, octets.length, pieces, flags, call);
    }

    @Override
    public Received receive(byte[] octets, int offset, int length, int flags, Call call) {
        return receiving.receive(octets, offset, length, flags, call);
    }

    @Override
    public int splice(byte[] octets, int offset, int length, Call call) {
        return splices.read(octets, offset, length, call);
    }

    @Override
    public void shutdown(Shutdown how) {
        closing.shutdown(how);
    }

    @Override
    public void close(Call call) {
        closing.close(call);
    }

    @Override
    public int unread() {
        return listener() != null ? super.unread() : readiness.unread();
    }

    @Override
    public int queued() {
        return listener() != null ? super.queued() : readiness.queued();
    }

    @Override
    public int unsent() {
        return listener() != null ? super.unsent() : readiness.unsent();
    }

    @Override
    public boolean isAtMark() {
        return listener() != null ? super.isAtMark() : urgent.isAtMark();
    }

    @Override
    public int poll() {
        return readiness.poll();
    }

    // The ECN bits are the connection's (Linux __ip_sock_set_tos).
    @Override
    protected long adjusted(Option option, long value) {
        return option == Option.IP_TOS && option.takes(value) ? value & ~Ecn.MASK : value;
    }

    @Override
    protected Errno setProtocolOption(Option option, long value) {
        return optionCalls.set(option, value);
    }

    @Override
    protected long protocolOption(Option option) {
        return optionCalls.get(option);
    }

    @Override
    public void setOption(Option option, String name) {
        optionCalls.set(option, name);
    }

    @Override
    public void setOption(Option option, byte[] octets) {
        if (option == Option.TCP_FASTOPEN_KEY) {
            fastOpening.keys(octets);
        } else {
            super.setOption(option, octets);
        }
    }

    @Override
    public String optionName(Option option) {
        return optionCalls.name(option);
    }

    @Override
    protected Errno check(Option option, long value) {
        return option == Option.SO_TIMESTAMPING ? notices.mayStamp(value) : Errno.OK;
    }

    @Override
    protected void optionChanged(Option option) {
        if (option == Option.SO_TIMESTAMPING) {
            notices.stampingChanged();
        }
        optionCalls.changed(option);
    }

    void applyToPath() {
        if (tcb != null && tcb.path != null) {
            applyOptions(tcb.path);
        }
    }
}
