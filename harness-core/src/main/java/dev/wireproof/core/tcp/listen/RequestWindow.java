package dev.wireproof.core.tcp.listen;

import dev.wireproof.core.ip.Network;
import dev.wireproof.core.tcp.output.SegmentSize;
import dev.wireproof.core.tcp.receiver.InitialWindow;
import dev.wireproof.core.tcp.tcb.TcpSettings;

/** What a listener offers to the peer of a request (Linux {@code tcp_openreq_init_rwin}). */
final class RequestWindow {
    private static final int TIMESTAMPS = 12;

    private final Network network;
    private final SegmentSize sizes;
    private final TcpSettings settings;

    RequestWindow(Network network, SegmentSize sizes, TcpSettings settings) {
        this.network = network;
        this.sizes = sizes;
        this.settings = settings;
    }

    /** The MSS option of the SYN-ACK. */
    int announcedMss(Request r) {
        return sizes.announced(r.path, r.listener.owner().maxSegment());
    }

    /** The window of the SYN-ACK, a multiple of our own segment size. */
    InitialWindow offered(Request r) {
        return of(r, r.announcedMss - (r.timestamps ? TIMESTAMPS : 0));
    }

    /** The window of a request that a cookie brings back, a multiple of the size that the cookie names. */
    InitialWindow recalled(Request r) {
        return of(r, r.peerMss);
    }

    private InitialWindow of(Request r, int mss) {
        ListenerOwner owner = r.listener.owner();
        int space = owner.receiveSpace();
        int chosen = owner.windowClamp();
        int clamp = chosen > 0 ? chosen : network.metrics(r.path).window();
        if (owner.isReceiveBufferLocked() && (clamp == 0 || clamp > space)) {
            clamp = space;
        }
        return InitialWindow.of(space, clamp, mss, settings.firstWindowUnit(mss), r.scaling, settings.rmem.value(2),
                network.metrics(r.path).initialReceiveWindow());
    }
}
