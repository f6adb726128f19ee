package dev.wireproof.core.tcp;

import dev.wireproof.core.tcp.listen.Request;
import dev.wireproof.core.tcp.tcb.Tcb;

/** What a connection takes over from its request (Linux {@code tcp_create_openreq_child}). */
final class PassiveOpen {
    private PassiveOpen() {}

    /** @param window field of the segment that completes the handshake */
    static void fill(Tcb t, Request r, int window, long nowNanos) {
        t.send.start(r.iss);
        t.send.nxt = r.iss + 1;
        // A window on a SYN is not scaled (RFC 7323 section 2.2).
        t.send.wnd = r.hasOpenedEarly() ? window : window << r.peerScale;
        t.send.maxWnd = t.send.wnd;
        t.send.wl1 = r.irs;
        t.buffer.start(r.iss + 1);
        t.receive.start(r.irs);
        t.receive.wnd = r.window.window();
        t.received.start(t.receive.nxt);
        t.negotiated.peerMss = r.peerMss;
        t.negotiated.sendScale = r.peerScale;
        t.negotiated.receiveScale = r.window.scale();
        t.negotiated.scaling = r.scaling;
        t.negotiated.sack = r.sack;
        t.ecn.on = r.ecn;
        t.timestamps.on = r.timestamps;
        t.timestamps.offset = r.tsOffset;
        t.timestamps.first = r.tsFirst;
        if (r.timestamps) {
            t.timestamps.learn(r.tsRecent, nowNanos);
        }
        t.advertisedMss = r.announcedMss;
        t.firstWindowClamp = r.window.clamp();
        t.synRetries = r.retransmissions;
        // The SYN of a passive side is none of the octets that Linux counts; its acknowledgement is about to be taken in.
        t.statistics.octetsAcked = -1;
        // The SYN was a segment too.
        t.statistics.segmentsIn = 1;
        if (r.hasOpenedEarly()) {
            // It may send before its SYN is acknowledged, and Linux counts the SYN as done.
            t.send.una = t.send.nxt;
            t.statistics.octetsAcked = 0;
        }
        if (!r.hasOpenedEarly() && r.retransmissions == 0 && r.sentNanos != Request.UNKNOWN) {
            t.rto.sample(nowNanos - r.sentNanos, t.send.una, t.send.nxt);
            t.recovery.onHandshakeRtt(nowNanos - r.sentNanos, nowNanos);
        }
    }
}
