package dev.wireproof.core.udp;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.Truesize;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.UdpView;
import java.util.Arrays;

/** Sending datagrams (Linux {@code udp_sendmsg}, facts 6.5). */
final class UdpOutput {
    /** Largest total length of an IP datagram. */
    private static final int LARGEST = 0xFFFF;

    /** Room that Linux adds to a datagram's data before it rounds up to an allocation. */
    private static final int ALLOCATION_EXTRA = 60;

    private static final byte[] NOTHING = {};

    private final UdpSock sock;
    private final UdpView view = new UdpView();
    private boolean corked;
    private byte[] pending = NOTHING;
    /** The way of the datagram being put together, or null. */
    private IpPath pendingPath;
    private int pendingPort;

    UdpOutput(UdpSock sock) {
        this.sock = sock;
    }

    boolean isCorked() {
        return corked;
    }

    /** Sets UDP_CORK; taking it off sends what has been put together. */
    Errno cork(boolean on) {
        corked = on;
        return on || pendingPath == null ? Errno.OK : sendPending();
    }

    int send(byte[] octets, int offset, int length, int flags, Sock.Endpoint to, Call call) {
        sock.autobind("send");
        if (length > LARGEST) {
            throw new ErrnoException("send", Errno.EMSGSIZE);
        }
        if ((flags & Sock.MSG_OOB) != 0) {
            throw new ErrnoException("send", Errno.EOPNOTSUPP);
        }
        boolean more = corked || (flags & Sock.MSG_MORE) != 0;
        if (pendingPath == null) {
            pendingPort = to != null ? to.port() : sock.remotePort();
            pendingPath = pathTo(to);
        }
        Errno e = append(octets, offset, length, call);
        if (e == Errno.OK && !more) {
            e = sendPending();
        }
        if (e != Errno.OK) {
            forgetPending();
            throw new ErrnoException("send", e);
        }
        return length;
    }

    private IpPath pathTo(Sock.Endpoint to) {
        if (to == null && !sock.hasPeer()) {
            throw new ErrnoException("send", Errno.EDESTADDRREQ);
        }
        if (to == null) {
            return sock.path();
        }
        if (to.port() == 0) {
            throw new ErrnoException("send", Errno.EINVAL);
        }
        Network network = sock.network();
        Network.PathAnswer answer = network.open(sock.localForSending(), to.address(), IpProtocol.UDP, sock.boundIfindex());
        if (answer.path() == null) {
            throw new ErrnoException("send", answer.errno());
        }
        if (!sock.mayBroadcast() && network.typeOf(answer.path().destination) == Network.AddressType.BROADCAST) {
            throw new ErrnoException("send", Errno.EACCES);
        }
        sock.optionsInto(answer.path());
        return answer.path();
    }

    /** Adds data to the datagram: size limits, pending error, room in the send buffer (Linux {@code ip_append_data}). */
    private Errno append(byte[] octets, int offset, int length, Call call) {
        int headers = sock.network().headerSize() + UdpView.SIZE;
        int total = headers + pending.length + length;
        if (total > LARGEST || !mayFragment() && total > sock.network().mtu(pendingPath)) {
            sock.tooLong(pendingPath, pendingPort);
            return Errno.EMSGSIZE;
        }
        sock.throwPendingError("send");
        if (sock.isSendShutdown()) {
            return Errno.EPIPE;
        }
        if (sock.sendMemory() >= sock.options.sendBuffer()) {
            waitForRoom(call);
        }
        int at = pending.length;
        pending = Arrays.copyOf(pending, at + length);
        System.arraycopy(octets, offset, pending, at, length);
        return Errno.OK;
    }

    private boolean mayFragment() {
        return switch (pendingPath.pmtuDiscovery) {
            case DONT, WANT, OMIT -> true;
            default -> false;
        };
    }

    private void waitForRoom(Call call) {
        boolean room = call.blocking() && sock.await(() -> sock.hasPendingError() || sock.isSendShutdown()
                || sock.sendMemory() < sock.options.sendBuffer(), false, call);
        sock.throwPendingError("send");
        if (sock.isSendShutdown() || !room) {
            forgetPending();
            throw new ErrnoException("send", room ? Errno.EPIPE : Errno.EAGAIN);
        }
    }

    private void forgetPending() {
        pending = NOTHING;
        pendingPath = null;
    }

    /** Linux {@code udp_send_skb}. */
    private Errno sendPending() {
        IpPath path = pendingPath;
        int length = UdpView.SIZE + pending.length;
        SkBuff skb = SkBuff.allocate(0);
        skb.truesize = truesizeOf(pending.length);
        skb.attach(pending, 0, pending.length);
        skb.push(UdpView.SIZE);
        skb.transportHeader = skb.data();
        view.at(skb.head(), skb.data()).ports(sock.localPort(), pendingPort).length(length).checksum(0);
        if (!sock.options.isOn(Option.SO_NO_CHECK)) {
            int sum = InternetChecksum.finish(skb.checksum(sock.network().pseudoHeaderSum(path, length), 0, length));
            view.checksum(sum == 0 ? LARGEST : sum);
        }
        sock.chargeOutput(skb);
        forgetPending();
        Errno e = sock.network().transmit(skb, path);
        if (e == Errno.OK) {
            sock.count(Counter.UDP_OUT_DATAGRAMS);
        } else if (e == Errno.ENOBUFS) {
            sock.count(Counter.UDP_SNDBUF_ERRORS);
            return sock.options.isOn(Option.IP_RECVERR) ? e : Errno.OK;
        }
        return e;
    }

    /** What Linux charges for a datagram of its own: a small head of 576 octets, else the next power of two, and 256 (facts 6.4). */
    static int truesizeOf(int payload) {
        int data = payload + ALLOCATION_EXTRA;
        if (data <= 256) {
            return Truesize.SMALL;
        }
        int area = 1024;
        while (area - 320 < data) {
            area *= 2;
        }
        return area + 256;
    }
}
