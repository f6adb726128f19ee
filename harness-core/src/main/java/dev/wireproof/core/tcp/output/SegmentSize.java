package dev.wireproof.core.tcp.output;

import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.tcp.tcb.Negotiated;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.wire.TcpView;

/** How large segments are: what we announce and what we send (RFC 9293 section 3.7.1; facts 9.20). */
public final class SegmentSize {
    /** Least MSS announced (Linux {@code min_adv_mss}). */
    private static final int LEAST_ANNOUNCED = 256;
    /** Least MTU of the Internet (RFC 791). */
    private static final int LEAST_MTU = 68;

    private final Network network;
    private final TcpSettings settings;

    public SegmentSize(Network network, TcpSettings settings) {
        this.network = network;
        this.settings = settings;
    }

    /** MSS to announce: what fits the way without options, or the route's wish; a user's limit caps it. */
    public int announced(IpPath path, int userMss) {
        int wish = network.metrics(path).advmss();
        int mss = wish > 0 ? wish : Math.max(network.mtu(path) - network.headerSize() - TcpView.SIZE, LEAST_ANNOUNCED);
        return userMss > 0 ? Math.min(mss, userMss) : mss;
    }

    /** Works the size out again if the path MTU has changed. */
    void refresh(Tcb t) {
        if (network.pathMtu(t.path) != t.pathMtu) {
            synchronize(t);
        }
    }

    /** As {@link #synchronize}, for a SYN that carries text: what the path and the peer take, options not counted. */
    int synchronizeForSyn(Tcb t) {
        synchronize(t);
        int mss = Math.min(t.pathMtu - network.headerSize() - TcpView.SIZE, t.negotiated.peerMss);
        return Math.max(mss, settings.minSendMss.intValue());
    }

    /** Works out how much text a full segment carries (Linux {@code tcp_sync_mss}). */
    public void synchronize(Tcb t) {
        t.pathMtu = network.pathMtu(t.path);
        t.mtu.high = Math.min(t.mtu.high, t.pathMtu);
        int mss = withinHalfWindow(text(t, t.pathMtu), t.send.maxWnd, Transmitter.constantOptions(t));
        t.mss = t.mtu.on ? Math.min(mss, text(t, t.mtu.low)) : mss;
        t.recovery.mss(t.mss);
    }

    /** Text in a packet of so many octets, as far as the peer takes it (Linux {@code tcp_mtu_to_mss}). */
    int text(Tcb t, int packet) {
        int mss = Math.min(packet - network.headerSize() - TcpView.SIZE, t.negotiated.peerMss);
        return Math.max(mss, settings.minSendMss.intValue()) - Transmitter.constantOptions(t);
    }

    /** The packet around a text (Linux {@code tcp_mss_to_mtu}). */
    int packet(Tcb t, int text) {
        return text + Transmitter.constantOptions(t) + TcpView.SIZE + network.headerSize();
    }

    /** The packet around the largest segment that the peer takes. */
    int largestPacket(Tcb t) {
        return t.negotiated.peerMss + TcpView.SIZE + network.headerSize();
    }

    // A peer with a small window gets segments of half of it, so that two may be on their way (Linux tcp_bound_to_half_wnd).
    private static int withinHalfWindow(int mss, int largestWindow, int options) {
        int cut = largestWindow > Negotiated.DEFAULT_MSS ? largestWindow >> 1 : largestWindow;
        return cut > 0 && mss > cut ? Math.max(cut, LEAST_MTU - TcpView.SIZE - options) : mss;
    }

    /** Text that the next segment can carry: less when SACK blocks ride on it. */
    static int now(Tcb t) {
        return t.mss - Transmitter.sackOptions(t);
    }
}
