package dev.wireproof.core.raw;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.ip.EchoReceiver;
import dev.wireproof.core.ip.Icmp;
import dev.wireproof.core.ip.IcmpError;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.sock.Credentials;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.SocketFactory;
import dev.wireproof.core.sock.SocketOptions;
import dev.wireproof.core.sock.SocketSettings;
import dev.wireproof.core.wire.IcmpView;
import java.util.TreeMap;

/** The ping sockets of one namespace by echo identifier (Linux {@code ping_table}). */
public final class PingSockets implements EchoReceiver, SocketFactory {
    private static final int IDS = 0xFFFF;

    private final EventLoop loop;
    private final Network network;
    private final Icmp icmp;
    private final SocketSettings settings;
    private final DropSink drops;
    private final Setting groupRange;
    private final TreeMap<Integer, PingSock> byId = new TreeMap<>();
    private final IcmpView view = new IcmpView();
    private int rover;

    /** Attaches itself to ICMP. */
    public PingSockets(EventLoop loop, Network network, Icmp icmp, Sysctls sysctls, SocketSettings settings, DropSink drops) {
        this.loop = loop;
        this.network = network;
        this.icmp = icmp;
        this.settings = settings;
        this.drops = drops;
        groupRange = sysctls.row("net.ipv4.ping_group_range", 0, Integer.MAX_VALUE, 1, 0);
        icmp.attach(this);
    }

    /**
     * Makes a socket.
     *
     * @throws ErrnoException EACCES for a user outside ping_group_range; the superuser may always
     */
    @Override
    public Sock create(Credentials who, int protocol) {
        boolean inRange = who.uid() >= groupRange.value(0) && who.uid() <= groupRange.value(1);
        if (!who.privileged() && !inRange) {
            throw new ErrnoException("socket", Errno.EACCES);
        }
        return new PingSock(this, new SocketOptions(settings, who));
    }

    /** Gives a socket an identifier, the next free one for 0; answers 0 when it is taken or none is free. */
    int claim(PingSock sock, int wanted) {
        int id = wanted;
        for (int tries = 0; id == 0 && tries < IDS; tries++) {
            rover = rover % IDS + 1;
            id = byId.containsKey(rover) ? 0 : rover;
        }
        return id == 0 || byId.putIfAbsent(id, sock) != null ? 0 : id;
    }

    void release(PingSock sock) {
        byId.remove(sock.id());
    }

    /** Sockets that have an identifier. */
    public int size() {
        return byId.size();
    }

    @Override
    public void reply(SkBuff skb) {
        PingSock sock = byId.get(view.at(skb.head(), skb.data()).id());
        if (sock != null && sock.takes(skb)) {
            sock.enqueue(skb);
        } else {
            drops.drop(skb, DropReason.NO_SOCKET);
        }
    }

    @Override
    public void error(SkBuff skb, IcmpError error) {
        PingSock sock = byId.get(view.at(skb.head(), skb.data()).id());
        if (sock != null && sock.sent(skb)) {
            sock.icmpError(skb, error);
        }
    }

    void countSent() {
        icmp.countSent(IcmpView.ECHO_REQUEST);
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
