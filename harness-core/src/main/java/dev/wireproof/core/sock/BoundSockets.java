package dev.wireproof.core.sock;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Invariant;

/**
 * Sockets that wait at a local port for anybody: listeners and datagram sockets. Look-up by address, port and device with
 * Linux's scores (facts 6.2 and 7.3; {@code udp4_lib_lookup2}, {@code inet_lhash2_lookup}): a socket bound to exactly the
 * address wins over a wildcard whatever the scores; among equals the newest; a reuseport group answers with the member that
 * the hash selects.
 */
public final class BoundSockets {
    private static final int PAGE = 256;

    private final InetSock[][] pages = new InetSock[65536 / PAGE][];
    private final FlowHash hash;
    private int size;

    public BoundSockets(FlowHash hash) {
        this.hash = hash;
    }

    public int size() {
        return size;
    }

    /** Adds a socket under its local port, as the newest. */
    public void add(InetSock sock) {
        Invariant.check(!sock.inBoundTable, "socket is in the table already");
        InetSock[] page = pages[sock.localPort / PAGE];
        if (page == null) {
            page = new InetSock[PAGE];
            pages[sock.localPort / PAGE] = page;
        }
        InetSock first = page[sock.localPort % PAGE];
        sock.boundNext = first;
        if (first != null) {
            first.boundPrevious = sock;
        }
        page[sock.localPort % PAGE] = sock;
        sock.inBoundTable = true;
        size++;
    }

    /** Removes a socket, if it is here. */
    public void remove(InetSock sock) {
        if (!sock.inBoundTable) {
            return;
        }
        if (sock.boundPrevious == null) {
            pages[sock.localPort / PAGE][sock.localPort % PAGE] = sock.boundNext;
        } else {
            sock.boundPrevious.boundNext = sock.boundNext;
        }
        if (sock.boundNext != null) {
            sock.boundNext.boundPrevious = sock.boundPrevious;
        }
        sock.boundNext = null;
        sock.boundPrevious = null;
        sock.inBoundTable = false;
        size--;
    }

    /** The newest socket at a port, or null; go on with {@link InetSock#olderAtPort}. */
    public InetSock newest(int port) {
        InetSock[] page = pages[port / PAGE];
        return page == null ? null : page[port % PAGE];
    }

    /** The socket that a packet belongs to, or null. "Local" is this host's side, {@code ifindex} the device it came in on. */
    public InetSock find(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort, int ifindex) {
        InetSock first = newest(localPort);
        if (first == null) {
            return null;
        }
        InetSock exact = best(first, localHigh, localLow, localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort, ifindex);
        return exact != null ? exact
                : best(first, Address.ANY.high(), Address.ANY.low(), localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort, ifindex);
    }

    private InetSock best(InetSock first, long boundHigh, long boundLow, long localHigh, long localLow, int localPort,
            long remoteHigh, long remoteLow, int remotePort, int ifindex) {
        InetSock best = null;
        int bestScore = 0;
        for (InetSock s = first; s != null; s = s.boundNext) {
            int score = s.isBoundTo(boundHigh, boundLow) ? s.score(remoteHigh, remoteLow, remotePort, ifindex) : 0;
            if (score <= bestScore) {
                continue;
            }
            bestScore = score;
            best = s;
            if (s.reuseportGroup != null) {
                long flow = hash.hash(localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort);
                return s.reuseportGroup.select((int) (flow >>> 32));
            }
        }
        return best;
    }
}
