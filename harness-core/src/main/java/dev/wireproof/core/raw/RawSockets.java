package dev.wireproof.core.raw;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.ip.RawReceiver;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.sock.Credentials;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.SocketFactory;
import dev.wireproof.core.sock.SocketOptions;
import dev.wireproof.core.sock.SocketSettings;
import java.util.ArrayList;
import java.util.List;

/** The raw sockets of one namespace (Linux {@code raw_v4_hashinfo}). */
public final class RawSockets implements RawReceiver, SocketFactory {
    private final EventLoop loop;
    private final Network network;
    private final SocketSettings settings;
    private final DropSink drops;
    private final List<RawSock> sockets = new ArrayList<>();

    public RawSockets(EventLoop loop, Network network, SocketSettings settings, DropSink drops) {
        this.loop = loop;
        this.network = network;
        this.settings = settings;
        this.drops = drops;
    }

    /**
     * Makes a socket.
     *
     * @throws ErrnoException EPERM without privilege (CAP_NET_RAW)
     */
    @Override
    public Sock create(Credentials who, int protocol) {
        if (!who.privileged()) {
            throw new ErrnoException("socket", Errno.EPERM);
        }
        RawSock sock = new RawSock(this, new SocketOptions(settings, who), protocol);
        sockets.add(sock);
        return sock;
    }

    void remove(RawSock sock) {
        sockets.remove(sock);
    }

    /** Open sockets. */
    public int size() {
        return sockets.size();
    }

    @Override
    public boolean offer(SkBuff skb) {
        boolean taken = false;
        for (int i = 0; i < sockets.size(); i++) {
            RawSock sock = sockets.get(i);
            if (sock.protocol() == skb.ipProtocol && sock.takes(skb)) {
                sock.enqueue(skb.copy());
                taken = true;
            }
        }
        return taken;
    }

    EventLoop loop() {
        return loop;
    }

    Network network() {
        return network;
    }

    DropSink drops() {
        return drops;
    }
}
