package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.ip.IcmpError;
import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.IcmpReports;
import dev.wireproof.core.sock.InetSock;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.PortClaim;
import dev.wireproof.core.sock.SocketOptions;
import dev.wireproof.core.tcp.metrics.PeerMetrics;
import dev.wireproof.core.tcp.recovery.CaState;
import dev.wireproof.core.tcp.signature.SignatureKeys;
import dev.wireproof.core.tcp.tcb.ConnectionOwner;
import dev.wireproof.core.tcp.tcb.TableEntry;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;
import dev.wireproof.core.tcp.timewait.TimeWait;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A TCP socket as the owner of a connection: what the connection tells it, its place in the table of connections, and what is
 * left behind at the end.
 */
abstract class ConnectionSock extends InetSock implements ConnectionOwner, TableEntry {
    final Tcp tcp;
    Tcb tcb;
    /** Keys of TCP_MD5SIG; null while there is none. */
    SignatureKeys signatureKeys;
    boolean inTable;
    boolean orphan;
    private boolean countedOrphan;
    /** The peer's FIN was received (Linux {@code SOCK_DONE}). */
    boolean streamEnded;

    ConnectionSock(Tcp tcp, SocketOptions options) {
        super(tcp.loop, options, tcp.network, tcp.ports);
        this.tcp = tcp;
    }

    @Override
    public byte[] signatureKey() {
        return tcb == null ? null : tcb.signatureKey;
    }

    /** Sets the key for some peers (TCP_MD5SIG); an empty one takes it away. */
    @Override
    public void signatureKey(Cidr peers, byte[] key) {
        SignatureKeys all = signatureKeys == null ? new SignatureKeys() : signatureKeys;
        Errno e = all.set(peers, key);
        if (e != Errno.OK) {
            throw new ErrnoException("setsockopt TCP_MD5SIG", e);
        }
        signatureKeys = all;
        if (tcb != null && tcb.path != null) {
            tcb.signatureKey = all.find(remote);
            tcp.out.sizes().synchronize(tcb);
        }
    }

    /** The connection, or null before connect; stays after its end. */
    Tcb tcb() {
        return tcb;
    }

    /** Asked whether four values are free. */
    interface TupleCheck {
        boolean isFree(Address local, int localPort, Address remote, int remotePort, boolean named);
    }

    /** Takes addresses and ports for connect(2), choosing a port if there is none. */
    void takeTuple(IpPath path, int port, TupleCheck check, Supplier<TimeWait> predecessor) {
        Address from = path.source;
        Address to = path.destination;
        if (portClaim != null) {
            if (!check.isFree(from, localPort, to, port, true)) {
                throw new ErrnoException("connect", Errno.EADDRNOTAVAIL);
            }
        } else {
            portClaim = ports.claimForConnect(this, from, to, port, loop.now(), p -> check.isFree(from, p, to, port, false));
            if (portClaim == null) {
                throw new ErrnoException("connect", Errno.EADDRNOTAVAIL);
            }
            localPort = portClaim.port();
        }
        local = from;
        remote = to;
        remotePort = port;
    }

    void enterTable(Tcb t) {
        tcp.sockets.connections.add(local.high(), local.low(), localPort, remote.high(), remote.low(), remotePort, this);
        inTable = true;
    }

    private void leaveTable() {
        if (inTable) {
            inTable = false;
            tcp.sockets.connections.remove(local.high(), local.low(), localPort, remote.high(), remote.low(), remotePort);
        }
    }

    @Override
    public void entered(TcpState from, TcpState to) {
        StateCounts.count(tcp.counters, from, to);
        switch (to) {
            case TIME_WAIT -> {
                leaveSmall(true, false, tcp.rules.timeWaitNanos());
                tcb.enter(TcpState.CLOSED);
            }
            case CLOSED -> ended();
            case ESTABLISHED -> {
                stateChanged();
                writeSpace();
            }
            default -> { }
        }
    }

    // Linux tcp_done.
    private void ended() {
        if (tcb.openRequest != null) {
            tcb.openRequest.end(tcb);
        }
        tcp.fastOpenClient.ended(tcb.fastOpen, tcb.statistics.dataSegmentsIn > 0, tcb.outOfOrder.isLoneFin(), remote.isLoopback());
        leaveTable();
        receiveShutdown = true;
        sendShutdown = true;
        tcb.outOfOrder.flush();
        if (!portLocked) {
            releasePort();
        }
        if (orphan) {
            destroy();
        } else {
            stateChanged();
        }
    }

    @Override
    public void remember() {
        boolean trusted = tcb.backoff == 0 && tcb.rto.hasSample();
        PeerMetrics.End end = new PeerMetrics.End(tcb.rto.srttMicros8(), tcb.rto.deviationMicros4(), tcb.recovery.cwnd(),
                tcb.recovery.ssthresh(), tcb.recovery.reordering(), tcb.recovery.state() == CaState.OPEN);
        tcp.metrics.save(local, remote, end, trusted);
    }

    private void leaveSmall(boolean finReceived, boolean aborted, long nanos) {
        remember();
        boolean keepPort = portLocked && !orphan;
        PortClaim claim = keepPort ? ports.inherit(this, localPort) : portClaim;
        TimeWait.Holder holder = new TimeWait.Holder(reusesAddress(), reusesPort(), uid(), boundIfindex(), tcb.signatureKey, aborted);
        TimeWait.Numbers numbers = new TimeWait.Numbers(tcb.send.nxt, tcb.receive.nxt, tcb.receive.openWindow(), tcb.negotiated.receiveScale);
        boolean begun = tcp.timeWaits.begin(holder, local, localPort, remote, remotePort, numbers, tcb.timestamps, finReceived, nanos, claim);
        if (begun) {
            inTable = false;
            portClaim = keepPort ? portClaim : null;
        } else if (keepPort) {
            claim.release();
        }
    }

    /** The connection ends by a RST to the peer, and its numbers stay in use for a while where the rules say so. */
    void endAborted() {
        if (tcp.rules.waitsAfterReset() && tcb.state().isSynchronized()) {
            leaveSmall(true, true, tcp.rules.timeWaitNanos());
        }
        tcb.enter(TcpState.CLOSED);
    }

    @Override
    public void waitSmall(long nanos) {
        leaveSmall(false, false, nanos);
        tcb.enter(TcpState.CLOSED);
    }

    @Override
    public void readable() {
        dataReady();
    }

    @Override
    public void wakeAll() {
        stateChanged();
    }

    @Override
    public void fail(Errno e) {
        error = e;
        errorReady();
    }

    @Override
    public void failSoftly(Errno e) {
        softError = e;
    }

    @Override
    public void queueError(SkBuff quoted, IcmpError e) {
        IcmpReports.queue(errorQueue, quoted, 0, e, new Endpoint(remote, remotePort));
    }

    @Override
    public void reportTrouble(Errno e) {
        if (options.isOn(Option.IP_RECVERR)) {
            IcmpReports.queueLocal(errorQueue, e, 0, new Endpoint(remote, remotePort));
            errorReady();
        }
    }

    @Override
    public Errno softFailure() {
        return softError;
    }

    @Override
    public void receiveClosed() {
        receiveShutdown = true;
        streamEnded = true;
    }

    @Override
    public boolean isReceiveClosed() {
        return receiveShutdown;
    }

    @Override
    public boolean isSendClosed() {
        return sendShutdown;
    }

    boolean isStreamEnded() {
        return streamEnded;
    }

    @Override
    public boolean isOrphan() {
        return orphan;
    }

    @Override
    public int allocated() {
        return receiveMemory();
    }

    @Override
    public int limit() {
        return options.receiveBuffer();
    }

    @Override
    public void limit(int octets) {
        options.tuneReceiveBuffer(octets);
    }

    @Override
    public boolean isLocked() {
        return options.isReceiveBufferLocked();
    }

    @Override
    public void charge(SkBuff skb) {
        chargeReceived(skb);
    }

    @Override
    public int lowWater() {
        return (int) options.get(Option.SO_RCVLOWAT);
    }

    void shut(boolean read, boolean write) {
        receiveShutdown |= read;
        sendShutdown |= write;
    }

    void closeBothWays() {
        shut(true, true);
    }

    /** The user has gone; false when there are too many connections without one (Linux {@code tcp_check_oom}). */
    boolean orphaned() {
        orphan = true;
        if (countedOrphan || tcb == null || tcb.state() == TcpState.CLOSED) {
            return true;
        }
        countedOrphan = true;
        return ++tcp.sockets.orphans <= tcp.settings.limits.maxOrphans.value();
    }

    /** Nobody is left who could use it. */
    void destroy() {
        if (countedOrphan) {
            countedOrphan = false;
            tcp.sockets.orphans--;
        }
        if (tcb != null) {
            tcb.received.flush(tcp.drops);
            tcb.outOfOrder.flush();
        }
        errorQueue.clear();
        leaveTable();
        releasePort();
        stateChanged();
    }

    boolean await(BooleanSupplier ready, boolean exclusive, Call call) {
        return loop.blocking().await(waiters, ready, exclusive, call.deadlineNanos(), call.what());
    }

    boolean hasPendingError() {
        return error != Errno.OK;
    }

    /** The pending error, cleared; OK when none. */
    Errno takeHardError() {
        Errno e = error;
        error = Errno.OK;
        return e;
    }

    Errno takeOr(Errno otherwise) {
        Errno e = takeHardError();
        return e == Errno.OK ? otherwise : e;
    }

    /** The pending error, cleared, as a failed call; nothing when there is none. */
    void throwPendingError(String call) {
        Errno e = takeHardError();
        if (e != Errno.OK) {
            throw new ErrnoException(call, e);
        }
    }
}
