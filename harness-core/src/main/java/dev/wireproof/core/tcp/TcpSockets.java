package dev.wireproof.core.tcp;

import dev.wireproof.core.sock.BoundSockets;
import dev.wireproof.core.sock.FlowHash;
import dev.wireproof.core.sock.FlowTable;
import dev.wireproof.core.tcp.tcb.TableEntry;

/** The tables of one namespace: connections, requests and TIME-WAIT by four values; listeners by port (Linux {@code tcp_hashinfo}). */
public final class TcpSockets {
    final FlowTable<TableEntry> connections;
    final BoundSockets listeners;

    public TcpSockets(FlowHash hash) {
        connections = new FlowTable<>(hash);
        listeners = new BoundSockets(hash);
    }

    /** Connections, half-open requests and TIME-WAIT objects. */
    public int connections() {
        return connections.size();
    }

    /** Listening sockets. */
    public int listeners() {
        return listeners.size();
    }
}
