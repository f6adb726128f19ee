package dev.wireproof.core.raw;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.ip.IcmpError;
import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.SkbQueue;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.IcmpReports;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Ready;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.SocketOptions;

/** What ping and raw sockets share: whole messages in and out, an optional peer, errors. */
abstract class MessageSock extends Sock {
    private static final int LARGEST = 0xFFFF;
    private static final IpPath.PmtuDiscovery[] DISCOVERIES = IpPath.PmtuDiscovery.values();

    protected final Network network;
    private final DropSink drops;
    private final int protocol;
    private final SkbQueue received = new SkbQueue();

    /** Address it receives on and sends from; {@link Address#ANY} for all. */
    protected Address local = Address.ANY;
    /** The peer, or {@link Address#ANY}. */
    protected Address remote = Address.ANY;

    MessageSock(EventLoop loop, SocketOptions options, Network network, DropSink drops, int protocol) {
        super(loop, options);
        this.network = network;
        this.drops = drops;
        this.protocol = protocol;
    }

    final int protocol() {
        return protocol;
    }

    /** True when a packet from {@code source} to {@code destination} on a device is this socket's. */
    final boolean takes(SkBuff skb) {
        return (local.isAny() || local.low() == skb.destinationLow && local.high() == skb.destinationHigh)
                && (remote.isAny() || remote.low() == skb.sourceLow && remote.high() == skb.sourceHigh)
                && (options.ifindex() == 0 || options.ifindex() == skb.inputIfindex);
    }

    /** True when an error about a packet of ours concerns this socket; the buffer's addresses are the packet's. */
    final boolean sent(SkBuff quoted) {
        return (local.isAny() || local.low() == quoted.sourceLow && local.high() == quoted.sourceHigh)
                && (remote.isAny() || remote.low() == quoted.destinationLow && remote.high() == quoted.destinationHigh);
    }

    @Override
    public void bind(Address address, int port) {
        if (!address.isAny() && network.typeOf(address) != Network.AddressType.LOCAL) {
            throw new ErrnoException("bind", Errno.EADDRNOTAVAIL);
        }
        local = address;
    }

    @Override
    public void connect(Address address, int port, Call call) {
        Network.PathAnswer answer = network.open(local, address, protocol, options.ifindex());
        if (answer.path() == null) {
            throw new ErrnoException("connect", answer.errno());
        }
        local = answer.path().source;
        remote = answer.path().destination;
    }

    @Override
    public void disconnect() {
        remote = Address.ANY;
    }

    @Override
    public void listen(int backlog) {
        throw new ErrnoException("listen", Errno.EOPNOTSUPP);
    }

    @Override
    public Sock accept(Call call) {
        throw new ErrnoException("accept", Errno.EOPNOTSUPP);
    }

    @Override
    public int send(byte[] octets, int offset, int length, int flags, Endpoint to, Call call) {
        if (length > LARGEST) {
            throw new ErrnoException("send", Errno.EMSGSIZE);
        }
        if (to == null && remote.isAny()) {
            throw new ErrnoException("send", Errno.EDESTADDRREQ);
        }
        throwPendingError("send");
        if (sendShutdown) {
            throw new ErrnoException("send", Errno.EPIPE);
        }
        waitForRoom(call);
        Network.PathAnswer answer = network.open(local, to == null ? remote : to.address(), protocol, options.ifindex());
        if (answer.path() == null) {
            throw new ErrnoException("send", answer.errno());
        }
        IpPath path = answer.path();
        if (network.typeOf(path.destination) == Network.AddressType.BROADCAST && !options.isOn(Option.SO_BROADCAST)) {
            throw new ErrnoException("send", Errno.EACCES);
        }
        applyOptions(path);
        Errno e = transmit(message(octets, offset, length, path), path);
        if (e != Errno.OK && e != Errno.ENOBUFS) {
            throw new ErrnoException("send", e);
        }
        return length;
    }

    /** Makes the packet behind the IP header out of what the program sends. */
    protected abstract SkBuff message(byte[] octets, int offset, int length, IpPath path);

    private Errno transmit(SkBuff skb, IpPath path) {
        chargeSent(skb);
        return network.transmit(skb, path);
    }

    private void applyOptions(IpPath path) {
        path.tos = (int) options.get(Option.IP_TOS);
        path.ttl = (int) options.get(path.destination.isMulticast() ? Option.IP_MULTICAST_TTL : Option.IP_TTL);
        path.pmtuDiscovery = DISCOVERIES[(int) options.get(Option.IP_MTU_DISCOVER)];
        path.mark = (int) options.get(Option.SO_MARK);
        path.priority = (int) options.get(Option.SO_PRIORITY);
    }

    private void waitForRoom(Call call) {
        if (sendMemory() < options.sendBuffer()) {
            return;
        }
        boolean room = call.blocking() && loop.blocking().await(waiters,
                () -> error != Errno.OK || sendMemory() < options.sendBuffer(), true, call.deadlineNanos(), call.what());
        throwPendingError("send");
        if (!room) {
            throw new ErrnoException("send", Errno.EAGAIN);
        }
    }

    /** Takes a received message if there is room (Linux {@code sock_queue_rcv_skb}); the buffer is consumed. */
    final void enqueue(SkBuff skb) {
        if (receiveMemory() >= options.receiveBuffer()) {
            drops.drop(skb, DropReason.SOCKET_BUFFER_FULL);
            return;
        }
        chargeReceived(skb);
        received.addLast(skb);
        dataReady();
    }

    @Override
    public Received receive(byte[] octets, int offset, int length, int flags, Call call) {
        throwPendingError("recv");
        boolean woken = call.blocking() && loop.blocking().await(waiters,
                () -> error != Errno.OK || !received.isEmpty() || receiveShutdown, true, call.deadlineNanos(), call.what());
        throwPendingError("recv");
        if (received.isEmpty()) {
            if (receiveShutdown) {
                return new Received(0, null, 0, 0);
            }
            throw new ErrnoException("recv", Errno.EAGAIN);
        }
        return take(octets, offset, length, flags);
    }

    private Received take(byte[] octets, int offset, int length, int flags) {
        SkBuff skb = received.first();
        int count = Math.min(skb.length(), length);
        skb.copyTo(0, octets, offset, count);
        Received answer = new Received(count, new Endpoint(new Address(skb.sourceHigh, skb.sourceLow), 0),
                count < skb.length() ? MSG_TRUNC : 0, skb.length());
        if ((flags & MSG_PEEK) == 0) {
            received.removeFirst();
            skb.orphan();
        }
        return answer;
    }

    private void throwPendingError(String call) {
        Errno e = error;
        if (e != Errno.OK) {
            error = Errno.OK;
            throw new ErrnoException(call, e);
        }
    }

    /** An ICMP error about a packet of this socket: told when it is hard and there is a peer, or with IP_RECVERR. */
    final void icmpError(SkBuff quoted, IcmpError news) {
        boolean hard = news.hard() || news.isFragmentationNeeded();
        boolean all = options.isOn(Option.IP_RECVERR);
        if (all) {
            IcmpReports.queue(errorQueue, quoted, 0, news, new Endpoint(new Address(quoted.destinationHigh, quoted.destinationLow), 0));
        }
        if (all || hard && !remote.isAny()) {
            error = news.errno();
            errorReady();
        }
    }

    @Override
    public void shutdown(Shutdown how) {
        receiveShutdown |= how != Shutdown.WRITE;
        sendShutdown |= how != Shutdown.READ;
        stateChanged();
        if (remote.isAny()) {
            throw new ErrnoException("shutdown", Errno.ENOTCONN);
        }
    }

    @Override
    public void close(Call call) {
        while (!received.isEmpty()) {
            drops.drop(received.removeFirst(), DropReason.FLUSHED);
        }
        errorQueue.clear();
        stateChanged();
    }

    @Override
    public int poll() {
        int ready = hasErrorToTell() ? Ready.ERR : 0;
        if (receiveShutdown) {
            ready |= Ready.RDHUP | Ready.IN | Ready.RDNORM;
        }
        if (!received.isEmpty()) {
            ready |= Ready.IN | Ready.RDNORM;
        }
        return sendMemory() <= options.sendBuffer() / 2 ? ready | Ready.OUT | Ready.WRNORM : ready;
    }

    @Override
    public Endpoint remoteEndpoint() {
        return remote.isAny() ? null : new Endpoint(remote, 0);
    }
}
