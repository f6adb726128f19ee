package dev.wireproof.core.udp;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.ip.IcmpError;
import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.IcmpReports;
import dev.wireproof.core.sock.InetSock;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Ready;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.SocketOptions;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.UdpView;
import java.util.function.BooleanSupplier;

/** One UDP socket: association, state and readiness (net/ipv4/udp.c). */
final class UdpSock extends InetSock {
    final Udp udp;
    private final ReceiveQueue received;
    private final UdpOutput output;
    /** The way to the peer while connected, else null. */
    private IpPath path;

    UdpSock(Udp udp, SocketOptions options) {
        super(udp.loop, options, udp.network, udp.ports);
        this.udp = udp;
        this.received = new ReceiveQueue(this);
        this.output = new UdpOutput(this);
    }

    @Override
    protected boolean mayBindNow() {
        return path == null;
    }

    @Override
    protected void portClaimed() {
        udp.sockets.bound().add(this);
        joinReuseportGroup(udp.sockets.bound());
    }

    /** Gives the socket a port when it has none (Linux {@code inet_autobind}). */
    void autobind(String call) {
        if (portClaim == null && !claimPort(0)) {
            throw new ErrnoException(call, Errno.EAGAIN);
        }
    }

    /** A member of a reuseport group leaves it (Linux {@code udp_lib_hash4}). */
    @Override
    public void connect(Address address, int port, Call call) {
        autobind("connect");
        Network.PathAnswer answer = network.open(local, address, IpProtocol.UDP, boundIfindex());
        if (answer.path() == null) {
            throw new ErrnoException("connect", answer.errno());
        }
        if (!mayBroadcast() && network.typeOf(answer.path().destination) == Network.AddressType.BROADCAST) {
            throw new ErrnoException("connect", Errno.EACCES);
        }
        forgetPeer();
        moveTo(answer.path().source);
        remote = answer.path().destination;
        remotePort = port;
        path = answer.path();
        path.connected = true;
        applyOptions(path);
        udp.sockets.addConnected(this);
        leaveReuseportGroup();
    }

    @Override
    public void disconnect() {
        forgetPeer();
        path = null;
        if (!portLocked) {
            leavePort();
        }
        if (!addressLocked) {
            moveTo(Address.ANY);
        }
    }

    private void forgetPeer() {
        if (hasPeer()) {
            udp.sockets.removeConnected(this);
            remote = Address.ANY;
            remotePort = 0;
        }
    }

    /** Changes the local address; the socket then counts as the newest at its port (Linux {@code udp_lib_rehash}). */
    private void moveTo(Address address) {
        if (!local.equals(address)) {
            boolean bound = portClaim != null;
            udp.sockets.bound().remove(this);
            local = address;
            if (bound) {
                udp.sockets.bound().add(this);
            }
        }
    }

    private void leavePort() {
        udp.sockets.bound().remove(this);
        leaveReuseportGroup();
        releasePort();
        localPort = 0;
    }

    boolean mayBroadcast() {
        return options.isOn(Option.SO_BROADCAST);
    }

    IpPath path() {
        return path;
    }

    Network network() {
        return network;
    }

    Address localForSending() {
        return local.isMulticast() ? Address.ANY : local;
    }

    int localPort() {
        return localPort;
    }

    int remotePort() {
        return remotePort;
    }

    boolean isSendShutdown() {
        return sendShutdown;
    }

    boolean isReceiveShutdown() {
        return receiveShutdown;
    }

    @Override
    protected void optionChanged(Option option) {
        if (path != null) {
            applyOptions(path);
        }
    }

    @Override
    protected Errno setProtocolOption(Option option, long value) {
        return option == Option.UDP_CORK ? output.cork(value != 0) : Errno.ENOPROTOOPT;
    }

    @Override
    protected long protocolOption(Option option) {
        return switch (option) {
            case SO_TYPE -> SocketType.DGRAM.number();
            case SO_PROTOCOL -> IpProtocol.UDP;
            case SO_ACCEPTCONN -> 0;
            case UDP_CORK -> output.isCorked() ? 1 : 0;
            case IP_MTU -> {
                if (path == null) {
                    throw new ErrnoException("getsockopt IP_MTU", Errno.ENOTCONN);
                }
                yield network.mtu(path);
            }
            default -> super.protocolOption(option);
        };
    }

    void enqueue(SkBuff skb) {
        if (received.add(skb)) {
            dataReady();
        }
    }

    void charge(SkBuff skb) {
        chargeReceived(skb);
    }

    void chargeOutput(SkBuff skb) {
        chargeSent(skb);
    }

    /** A broadcast or multicast datagram: same rules as for one socket, but no scores. */
    boolean takesFromMany(SkBuff skb, int from) {
        boolean mine = local.isAny() || local.low() == skb.destinationLow && local.high() == skb.destinationHigh;
        boolean device = boundIfindex() == 0 || boundIfindex() == skb.inputIfindex;
        boolean peer = !hasPeer() || remote.low() == skb.sourceLow && remote.high() == skb.sourceHigh && (remotePort == 0 || remotePort == from);
        return mine && device && peer;
    }

    /** Linux {@code udp_err} behind the look-up (facts 5.8); {@code quoted.data()} is the datagram's header. */
    void icmpError(SkBuff quoted, IcmpError news, Endpoint destination) {
        if (news.isFragmentationNeeded()) {
            network.updateMtu(destination.address(), news.info());
            if (options.get(Option.IP_MTU_DISCOVER) == IpPath.PmtuDiscovery.DONT.ordinal()) {
                return;
            }
        }
        boolean hard = news.hard() || news.isFragmentationNeeded();
        boolean all = options.isOn(Option.IP_RECVERR);
        if (all) {
            IcmpReports.queue(errorQueue, quoted, UdpView.SIZE, news, destination);
        }
        if (all || hard && hasPeer()) {
            error = news.errno();
            errorReady();
        }
    }

    /** A datagram that may not be cut is longer than the path takes; told with IP_RECVERR. */
    void tooLong(IpPath way, int port) {
        if (options.isOn(Option.IP_RECVERR)) {
            IcmpReports.queueLocal(errorQueue, Errno.EMSGSIZE, network.mtu(way), new Endpoint(way.destination, port));
        }
    }

    /** The pending error, cleared, as a failed call; nothing when there is none. */
    void throwPendingError(String call) {
        Errno e = error;
        if (e != Errno.OK) {
            error = Errno.OK;
            throw new ErrnoException(call, e);
        }
    }

    boolean hasPendingError() {
        return error != Errno.OK;
    }

    @Override
    public int send(byte[] octets, int offset, int length, int flags, Endpoint to, Call call) {
        return output.send(octets, offset, length, flags, to, call);
    }

    @Override
    public Received receive(byte[] octets, int offset, int length, int flags, Call call) {
        if ((flags & Sock.MSG_OOB) != 0) {
            throw new ErrnoException("recv", Errno.EOPNOTSUPP);
        }
        return received.take(octets, offset, length, (flags & Sock.MSG_PEEK) != 0, call);
    }

    @Override
    public void listen(int backlog) {
        throw new ErrnoException("listen", Errno.EOPNOTSUPP);
    }

    @Override
    public Sock accept(Call call) {
        throw new ErrnoException("accept", Errno.EOPNOTSUPP);
    }

    /** Sets the flags also when it fails for want of a peer, as Linux does. */
    @Override
    public void shutdown(Shutdown how) {
        receiveShutdown |= how != Shutdown.WRITE;
        sendShutdown |= how != Shutdown.READ;
        stateChanged();
        if (!hasPeer()) {
            throw new ErrnoException("shutdown", Errno.ENOTCONN);
        }
    }

    @Override
    public void close(Call call) {
        forgetPeer();
        path = null;
        leavePort();
        received.flush();
        errorQueue.clear();
        stateChanged();
    }

    /** Linux {@code udp_poll} (facts 11.1). */
    @Override
    public int poll() {
        int ready = hasErrorToTell() ? Ready.ERR : 0;
        if (receiveShutdown) {
            ready |= Ready.RDHUP | Ready.IN | Ready.RDNORM;
        }
        if (receiveShutdown && sendShutdown) {
            ready |= Ready.HUP;
        }
        if (received.hasIntact()) {
            ready |= Ready.IN | Ready.RDNORM;
        }
        if (sendMemory() <= options.sendBuffer() / 2) {
            ready |= Ready.OUT | Ready.WRNORM;
        }
        return ready;
    }

    /**
     * Waits as the call may; false at its deadline.
     *
     * @param exclusive of several readers one is woken a datagram; writers all look
     */
    boolean await(BooleanSupplier ready, boolean exclusive, Call call) {
        return loop.blocking().await(waiters, ready, exclusive, call.deadlineNanos(), call.what());
    }

    void optionsInto(IpPath way) {
        applyOptions(way);
    }

    void dropped(SkBuff skb, DropReason reason) {
        udp.drops.drop(skb, reason);
    }

    void count(Counter counter) {
        udp.counters.increment(counter);
    }
}
