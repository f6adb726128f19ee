package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.ip.IcmpError;
import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.SocketOptions;
import dev.wireproof.core.sock.SocketRow;
import dev.wireproof.core.sock.Timestamping;
import dev.wireproof.core.tcp.listen.Listener;
import dev.wireproof.core.tcp.listen.ListenerOwner;
import dev.wireproof.core.tcp.listen.Request;
import dev.wireproof.core.tcp.listen.WaitingConnection;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;
import dev.wireproof.core.tcp.tcb.UserChoices;

/** One TCP socket: a connection, a listener, or neither yet (net/ipv4/tcp.c). */
public final class TcpSock extends ConnectionSock implements ListenerOwner, WaitingConnection {
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
    private UserChoices choices;
    private Listener listener;

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
    }

    /** The queues of a listening socket, else null. */
    Listener listener() {
        return listener;
    }

    UserChoices choices() {
        return choices;
    }

    @Override
    public TcpState state() {
        return listener != null ? TcpState.LISTEN : tcb == null ? TcpState.CLOSED : tcb.state();
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
        tcb.rto = tcp.strategies.rto(path);
        optionCalls.congestion().follow(tcp.network.metrics(path));
        tcb.recovery = tcp.strategies.recovery(optionCalls.congestion().name());
        tcb.window = tcp.strategies.window(this);
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

    Address boundAddress() {
        return local;
    }

    @Override
    public WaitingConnection open(Request r, Segment last) {
        TcpSock child = new TcpSock(tcp, options.copy(), choices.copy(), optionCalls.congestion().forChild());
        child.becomeChildOf(this, r, last.window());
        tcp.arrivals.arrive(child.tcb, last);
        return child;
    }

    private void becomeChildOf(TcpSock parent, Request r, int window) {
        local = r.local;
        localPort = r.localPort;
        remote = r.remote;
        remotePort = r.remotePort;
        portClaim = ports.inherit(this, localPort);
        connecting.accepted();
        Tcb t = newTcb(r.path);
        PassiveOpen.fill(t, r, window, loop.now());
        sending.started(t.send.nxt);
        tcp.sockets.connections.replace(local.high(), local.low(), localPort, remote.high(), remote.low(), remotePort, this);
        inTable = true;
        t.enter(TcpState.SYN_RECEIVED);
    }

    @Override
    public void arrive(Segment s) {
        tcp.arrivals.arrive(tcb, s);
    }

    @Override
    public void error(SkBuff quoted, int seq, IcmpError e) {
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
        return sending.isWaitingForConnection();
    }

    @Override
    public void roomForWriters() {
        space.afterAck();
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

    // ---- listening

    @Override
    public int receiveSpace() {
        return tcp.strategies.window(this).space();
    }

    @Override
    public boolean isReceiveBufferLocked() {
        return options.isReceiveBufferLocked();
    }

    @Override
    public int maxSegment() {
        return choices.maxSegment;
    }

    @Override
    public void applyChoices(IpPath path) {
        applyOptions(path);
    }

    @Override
    public void acceptable() {
        dataReady();
    }

    @Override
    public boolean isListening() {
        return listener != null;
    }

    @Override
    public void listen(int backlog) {
        int effective = (int) Math.min(backlog & 0xFFFF_FFFFL, options.settings().listenMaximum.value());
        if (listener != null) {
            listener.backlog(effective);
            return;
        }
        if (state() != TcpState.CLOSED || !connecting.isUnconnected()) {
            throw new ErrnoException("listen", Errno.EINVAL);
        }
        if (portClaim == null && !claimPort(0)) {
            throw new ErrnoException("listen", Errno.EADDRINUSE);
        }
        listener = new Listener(this, effective);
        if (ports.conflictsAsListener(this, localPort)) {
            listener = null;
            throw new ErrnoException("listen", Errno.EADDRINUSE);
        }
        receiveShutdown = false;
        sendShutdown = false;
        joinReuseportGroup(tcp.sockets.listeners);
        tcp.sockets.listeners.add(this);
    }

    void stopListening() {
        Listener l = listener;
        tcp.sockets.listeners.remove(this);
        leaveReuseportGroup();
        listener = null;
        l.close();
        if (!portLocked) {
            releasePort();
        }
    }

    @Override
    public Sock accept(Call call) {
        checkListening();
        WaitingConnection next = listener.take();
        while (next == null) {
            if (!call.blocking() || !await(() -> listener == null || listener.waiting() > 0, true, call)) {
                throw new ErrnoException("accept", Errno.EAGAIN);
            }
            checkListening();
            next = listener.take();
        }
        return (TcpSock) next;
    }

    private void checkListening() {
        if (listener == null) {
            throw new ErrnoException("accept", Errno.EINVAL);
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
        connecting.connect(address, port, call);
    }

    @Override
    public void disconnect() {
        if (listener != null) {
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
    }

    @Override
    public int send(byte[] octets, int offset, int length, int flags, Endpoint to, Call call) {
        return sending.send(octets, offset, length, null, flags, call);
    }

    @Override
    public int send(byte[] octets, int[] pieces, int flags, Endpoint to, Call call) {
        return sending.send(octets, 0, octets.length, pieces, flags, call);
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
        return listener != null ? super.unread() : readiness.unread();
    }

    @Override
    public int queued() {
        return listener != null ? super.queued() : readiness.queued();
    }

    @Override
    public int unsent() {
        return listener != null ? super.unsent() : readiness.unsent();
    }

    @Override
    public boolean isAtMark() {
        return listener != null ? super.isAtMark() : urgent.isAtMark();
    }

    @Override
    public int poll() {
        return readiness.poll();
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
