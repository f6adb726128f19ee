package dev.wireproof.core.tcp;

import dev.wireproof.core.sock.BoundSockets;
import dev.wireproof.core.sock.FlowHash;
import dev.wireproof.core.sock.FlowTable;
import dev.wireproof.core.sock.InetSock;
import dev.wireproof.core.sock.SocketRow;
import dev.wireproof.core.tcp.tcb.TableEntry;
import dev.wireproof.core.tcp.tcb.TcpState;
import java.util.ArrayList;
import java.util.List;

/** The tables of one namespace: connections, requests and TIME-WAIT by four values; listeners by port (Linux {@code tcp_hashinfo}). */
public final class TcpSockets {
    private static final int PORTS = 65_536;

    final FlowTable<TableEntry> connections;
    final BoundSockets listeners;
    /** Connections whose user has gone. */
    int orphans;

    public TcpSockets(FlowHash hash) {
        connections = new FlowTable<>(hash);
        listeners = new BoundSockets(hash);
    }

    /** Connections, half-open requests and TIME-WAIT objects. */
    public int connections() {
        return connections.size();
    }

    /** A row for each, listeners first by port. */
    public List<SocketRow> rows() {
        List<SocketRow> rows = new ArrayList<>();
        for (int port = 1; port < PORTS && listeners.size() > 0; port++) {
            for (InetSock s = listeners.newest(port); s != null; s = s.olderAtPort()) {
                rows.add(((TcpSock) s).row());
            }
        }
        connections.forEach(e -> rows.add(e.row()));
        return rows;
    }

    /** State of the connection, request or TIME-WAIT object between these ports, or null. */
    public TcpState stateOf(int localPort, int remotePort) {
        TableEntry e = between(localPort, remotePort);
        return e == null ? null : e.state();
    }

    /** TCP_INFO of the connection between these ports, or null; requests and TIME-WAIT objects have none. */
    public TcpInfo infoOf(int localPort, int remotePort) {
        return between(localPort, remotePort) instanceof TcpSock s ? s.info() : null;
    }

    private TableEntry between(int localPort, int remotePort) {
        List<TableEntry> found = new ArrayList<>();
        connections.forEach(e -> {
            SocketRow r = e.row();
            if (r.local().port() == localPort && r.remote() != null && r.remote().port() == remotePort) {
                found.add(e);
            }
        });
        return found.isEmpty() ? null : found.get(0);
    }

    /** Ends everything without telling the peers: the namespace goes away. */
    public void end() {
        List<TableEntry> all = new ArrayList<>();
        connections.forEach(all::add);
        all.forEach(TableEntry::end);
    }

    /** Listening sockets. */
    public int listeners() {
        return listeners.size();
    }
}
