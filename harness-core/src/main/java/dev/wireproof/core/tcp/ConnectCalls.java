package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.tcp.receiver.InitialWindow;
import dev.wireproof.core.tcp.tcb.TableEntry;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.tcp.tcb.TcpState;
import dev.wireproof.core.tcp.timewait.TimeWait;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.TcpView;

/** connect(2) on a TCP socket (Linux {@code inet_stream_connect}, {@code tcp_v4_connect}, facts 8.7). */
final class ConnectCalls {
    /** What the socket is to connect(2) (Linux {@code sock->state}). */
    private enum Phase {
        UNCONNECTED,
        CONNECTING,
        CONNECTED
    }

    private static final int ISS_STEP = 65_537;
    private static final long MILLI = 1_000_000L;
    private static final long REUSE_LOOPBACK = 2;
    private static final long ASKS_FOR_ECN = 1;

    private final TcpSock sock;
    private final TcpSettings settings;
    private Phase phase = Phase.UNCONNECTED;
    private boolean deferred;
    private int waitingWrites;
    /** The TIME-WAIT object whose four values the connection takes over, or null. */
    private TimeWait predecessor;

    ConnectCalls(TcpSock sock) {
        this.sock = sock;
        this.settings = sock.tcp.settings;
    }

    boolean isUnconnected() {
        return phase == Phase.UNCONNECTED;
    }

    /** The connection was made by a listener. */
    void accepted() {
        phase = Phase.CONNECTED;
    }

    void disconnected() {
        phase = Phase.UNCONNECTED;
        deferred = false;
    }

    /** True when connect(2) has returned and the SYN waits for the first write (TCP_FASTOPEN_CONNECT). */
    boolean isDeferred() {
        return deferred;
    }

    /** True while a write waits for the connection that it opens. */
    boolean isWriteWaiting() {
        return waitingWrites > 0;
    }

    /** @param write what rides on the SYN, or null for connect(2) alone */
    void connect(Address address, int port, Call call, FirstWrite write) {
        if (phase == Phase.CONNECTED || phase == Phase.UNCONNECTED && sock.state() != TcpState.CLOSED) {
            throw new ErrnoException("connect", Errno.EISCONN);
        }
        Errno pending = deferred ? write == null ? Errno.EISCONN : Errno.EINPROGRESS : Errno.EALREADY;
        if (deferred && write != null) {
            deferred = false;
            sendSyn(sock.tcb(), write);
        }
        if (phase == Phase.UNCONNECTED) {
            begin(address, port, write);
            phase = Phase.CONNECTING;
            if (deferred) {
                return;
            }
            pending = Errno.EINPROGRESS;
        }
        if (isOpening() && (deferred || !call.blocking() || !awaitOpening(call, write))) {
            throw new ErrnoException("connect", pending);
        }
        if (sock.state() == TcpState.CLOSED) {
            Errno e = sock.takeHardError();
            sock.reset();
            throw new ErrnoException("connect", e == Errno.OK ? Errno.ECONNABORTED : e);
        }
        phase = Phase.CONNECTED;
    }

    private boolean awaitOpening(Call call, FirstWrite write) {
        int waits = write != null && write.isWaiting() ? 1 : 0;
        waitingWrites += waits;
        try {
            return sock.await(() -> !isOpening(), false, call);
        } finally {
            waitingWrites -= waits;
        }
    }

    private boolean isOpening() {
        return sock.state() == TcpState.SYN_SENT || sock.state() == TcpState.SYN_RECEIVED;
    }

    private void begin(Address address, int port, FirstWrite write) {
        Network network = sock.tcp.network;
        Network.PathAnswer way = network.open(sock.boundAddress(), address, IpProtocol.TCP, sock.boundIfindex());
        if (way.path() == null) {
            throw new ErrnoException("connect", way.errno());
        }
        IpPath path = way.path();
        Network.AddressType type = network.typeOf(path.destination);
        if (type == Network.AddressType.MULTICAST || type == Network.AddressType.BROADCAST) {
            throw new ErrnoException("connect", Errno.ENETUNREACH);
        }
        sock.takeTuple(path, port, this::isFree, () -> predecessor);
        Tcb t = sock.newTcb(path);
        prepare(t);
        sock.enterTable(t);
        t.enter(TcpState.SYN_SENT);
        boolean asks = t.choices.fastOpenConnect && write == null;
        if (asks && sock.tcp.synData.mayCarryText(t)) {
            deferred = true;
            return;
        }
        if (asks) {
            sock.fastOpening().connectAsked();
        }
        sendSyn(t, asks ? new FirstWrite(new byte[0], 0, 0) : write);
    }

    private void sendSyn(Tcb t, FirstWrite write) {
        sock.tcp.counters.increment(Counter.TCP_ACTIVE_OPENS);
        if (write == null) {
            sock.tcp.out.sender().sendSyn(t, TcpView.SYN);
            return;
        }
        write.carried = sock.tcp.synData.send(t, write.octets, write.offset, write.length);
        sock.pushed(t.buffer.end());
    }

    /** True when the connection from this port would be the only one; notes a TIME-WAIT object that it would replace (facts 8.9). */
    private boolean isFree(Address local, int localPort, Address remote, int remotePort, boolean named) {
        TableEntry entry = sock.tcp.sockets.connections.get(local.high(), local.low(), localPort, remote.high(), remote.low(), remotePort);
        predecessor = null;
        if (entry == null) {
            return true;
        }
        if (entry instanceof TimeWait w && mayReplace(w, local, named)) {
            predecessor = w;
            return true;
        }
        return false;
    }

    private boolean mayReplace(TimeWait w, Address local, boolean named) {
        long rule = settings.timeWaitReuse.value();
        long now = sock.tcp.loop.now();
        if (named) {
            return w.mayBeReused(now, -1);
        }
        boolean allowed = rule == 1 || rule == REUSE_LOOPBACK && local.isLoopback();
        return allowed && w.mayBeReused(now, settings.timeWaitReuseDelay.value() * MILLI);
    }

    private void prepare(Tcb t) {
        IpPath path = t.path;
        long lh = path.source.high();
        long ll = path.source.low();
        long rh = path.destination.high();
        long rl = path.destination.low();
        t.timestamps.on = settings.timestamps.isOn();
        t.timestamps.offset = sock.tcp.numbers.timestampOffset(settings, path.source, t.localPort, path.destination, t.remotePort);
        int iss = sock.tcp.numbers.iss(lh, ll, t.localPort, rh, rl, t.remotePort);
        if (predecessor != null) {
            int next = predecessor.sendNxt() + ISS_STEP;
            iss = next == 0 ? 1 : next;
            predecessor.end();
            predecessor = null;
            sock.tcp.counters.increment(Counter.TCPEXT_TW_RECYCLED);
        }
        t.timestamps.first = t.timestamps.value(sock.tcp.loop.now());
        t.send.start(iss);
        t.buffer.start(iss + 1);
        t.negotiated.sack = settings.sack.isOn();
        t.ecn.on = settings.ecn.value() == ASKS_FOR_ECN || sock.tcp.network.metrics(path).ecn();
        t.negotiated.scaling = settings.windowScaling.isOn();
        t.advertisedMss = sock.tcp.out.sizes().announced(path, t.choices.maxSegment);
        InitialWindow first = firstWindow(t);
        t.receive.wnd = first.window();
        t.negotiated.receiveScale = first.scale();
        t.firstWindowClamp = first.clamp();
        sock.started(iss + 1);
    }

    private InitialWindow firstWindow(Tcb t) {
        int space = t.window.space();
        int chosen = t.choices.windowClamp;
        int clamp = chosen > 0 ? chosen : sock.tcp.network.metrics(t.path).window();
        if (sock.options.isReceiveBufferLocked() && (clamp == 0 || clamp > space)) {
            clamp = space;
        }
        return InitialWindow.of(space, clamp, t.advertisedMss, settings.firstWindowUnit(t.advertisedMss), t.negotiated.scaling, settings.rmem.value(2),
                sock.tcp.network.metrics(t.path).initialReceiveWindow());
    }
}
