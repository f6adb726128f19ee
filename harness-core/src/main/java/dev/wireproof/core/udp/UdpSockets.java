package dev.wireproof.core.udp;

import dev.wireproof.core.sock.BoundSockets;
import dev.wireproof.core.sock.FlowHash;
import dev.wireproof.core.sock.FlowTable;
import dev.wireproof.core.sock.InetSock;
import dev.wireproof.core.sock.SocketRow;
import java.util.ArrayList;
import java.util.List;

/** The UDP sockets of one namespace by port, and the connected ones by their four values, which are looked up first. */
public final class UdpSockets {
    private final BoundSockets bound;
    private final FlowTable<UdpSock> connected;

    public UdpSockets(FlowHash hash) {
        bound = new BoundSockets(hash);
        connected = new FlowTable<>(hash);
    }

    /** Sockets that have a port. */
    public int size() {
        return bound.size();
    }

    /** All sockets by port, the newest of a port first. */
    public List<SocketRow> rows() {
        List<SocketRow> rows = new ArrayList<>();
        for (int port = 1; port < 65536; port++) {
            for (InetSock s = bound.newest(port); s != null; s = s.olderAtPort()) {
                rows.add(new SocketRow("udp", s.hasPeer() ? "ESTAB" : "UNCONN", s.receiveMemory(), s.sendMemory(),
                        s.localEndpoint(), s.remoteEndpoint(), ""));
            }
        }
        return rows;
    }

    /** The newest socket at a port, or null; go on with {@link InetSock#olderAtPort}. */
    public InetSock newest(int port) {
        return bound.newest(port);
    }

    BoundSockets bound() {
        return bound;
    }

    InetSock find(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort, int ifindex) {
        if (connected.size() > 0) {
            UdpSock sock = connected.get(localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort);
            if (sock != null && (sock.boundIfindex() == 0 || sock.boundIfindex() == ifindex)) {
                return sock;
            }
        }
        return bound.find(localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort, ifindex);
    }

    /** Enters a socket that has a peer; the second one with the same four values is found through its port only. */
    void addConnected(UdpSock s) {
        Key k = Key.of(s);
        if (connected.get(k.localHigh, k.localLow, k.localPort, k.remoteHigh, k.remoteLow, k.remotePort) == null) {
            connected.add(k.localHigh, k.localLow, k.localPort, k.remoteHigh, k.remoteLow, k.remotePort, s);
        }
    }

    void removeConnected(UdpSock s) {
        Key k = Key.of(s);
        if (connected.get(k.localHigh, k.localLow, k.localPort, k.remoteHigh, k.remoteLow, k.remotePort) == s) {
            connected.remove(k.localHigh, k.localLow, k.localPort, k.remoteHigh, k.remoteLow, k.remotePort);
        }
    }

    private record Key(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        static Key of(UdpSock s) {
            var l = s.localEndpoint();
            var r = s.remoteEndpoint();
            return new Key(l.address().high(), l.address().low(), l.port(), r.address().high(), r.address().low(), r.port());
        }
    }
}
