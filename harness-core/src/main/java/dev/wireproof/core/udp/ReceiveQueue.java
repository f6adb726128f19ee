package dev.wireproof.core.udp;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.SkbQueue;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.wire.UdpView;

/**
 * The datagrams that wait in a socket. Checksums are verified when somebody looks, not on arrival, as Linux does in software
 * (facts 6.1); so a damaged datagram takes room until then.
 */
final class ReceiveQueue {
    private final UdpSock sock;
    private final SkbQueue queue = new SkbQueue();
    private final UdpView view = new UdpView();

    ReceiveQueue(UdpSock sock) {
        this.sock = sock;
    }

    /** Queues a datagram if there is room: one always fits into an empty queue (Linux {@code __udp_enqueue_schedule_skb}). */
    boolean add(SkBuff skb) {
        int used = sock.receiveMemory();
        if (used > 0 && used + (long) skb.truesize > sock.options.receiveBuffer()) {
            sock.count(Counter.UDP_RCVBUF_ERRORS);
            sock.count(Counter.UDP_IN_ERRORS);
            sock.dropped(skb, DropReason.SOCKET_BUFFER_FULL);
            return false;
        }
        sock.charge(skb);
        queue.addLast(skb);
        return true;
    }

    /** True when a datagram with a good checksum waits; damaged ones in front of it are dropped. */
    boolean hasIntact() {
        return firstIntact() != null;
    }

    private SkBuff firstIntact() {
        while (!queue.isEmpty()) {
            SkBuff skb = queue.first();
            if (skb.checksumVerified) {
                return skb;
            }
            queue.remove(skb);
            if (sock.udp.isIntact(skb)) {
                queue.addFirst(skb);
                return skb;
            }
        }
        return null;
    }

    /** Reads the next datagram; what does not fit is lost (Linux {@code udp_recvmsg}). */
    Sock.Received take(byte[] octets, int offset, int length, boolean peek, Call call) {
        if (!waitForOne(call)) {
            return new Sock.Received(0, null, 0, 0);
        }
        SkBuff skb = queue.first();
        view.at(skb.head(), skb.data());
        int full = skb.length() - UdpView.SIZE;
        int count = Math.min(full, length);
        skb.copyTo(UdpView.SIZE, octets, offset, count);
        Sock.Endpoint from = new Sock.Endpoint(new Address(skb.sourceHigh, skb.sourceLow), view.sourcePort());
        if (!peek) {
            queue.remove(skb);
            skb.orphan();
            sock.count(Counter.UDP_IN_DATAGRAMS);
        }
        return new Sock.Received(count, from, count < full ? Sock.MSG_TRUNC : 0, full);
    }

    /** True with a datagram at the front; false when the receive side is shut and nothing is left. */
    private boolean waitForOne(Call call) {
        sock.throwPendingError("recv");
        if (firstIntact() != null) {
            return true;
        }
        if (!call.blocking()) {
            throw new ErrnoException("recv", Errno.EAGAIN);
        }
        boolean woken = sock.await(() -> sock.hasPendingError() || firstIntact() != null || sock.isReceiveShutdown(), true, call);
        sock.throwPendingError("recv");
        if (firstIntact() == null && !woken) {
            throw new ErrnoException("recv", Errno.EAGAIN);
        }
        return firstIntact() != null;
    }

    /** Drops all: the socket is closed. */
    void flush() {
        while (!queue.isEmpty()) {
            sock.dropped(queue.removeFirst(), DropReason.FLUSHED);
        }
    }
}
