package dev.wireproof.core.tcp.listen;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Seq;
import dev.wireproof.core.ip.IcmpError;
import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.Timer;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.sock.Sock.Endpoint;
import dev.wireproof.core.sock.SocketRow;
import dev.wireproof.core.tcp.fastopen.Cookie;
import dev.wireproof.core.tcp.receiver.InitialWindow;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.TableEntry;
import dev.wireproof.core.tcp.tcb.TcpState;

/** A handshake that is half done (Linux {@code tcp_request_sock}): what the SYN said and what was answered. */
public final class Request implements TableEntry {
    /** For {@link #sentNanos} when nobody knows. */
    public static final long UNKNOWN = -1;

    final Listener listener;
    private final RequestArrival arrivals;
    final Timer timer;

    /** Our address and port, the peer's address and port. */
    public final Address local;
    public final int localPort;
    public final Address remote;
    public final int remotePort;
    /** The way to the peer. */
    public final IpPath path;

    /** The peer's initial number. */
    public int irs;
    /** Ours. */
    public int iss;
    /** What the peer said about segments and windows. */
    public int peerMss;
    public int peerScale;
    public boolean scaling;
    public boolean sack;
    public boolean timestamps;
    /** Both ends use explicit congestion notification. */
    public boolean ecn;
    /** TS.Recent. */
    public int tsRecent;
    public int tsOffset;
    /** TSval of the first SYN-ACK. */
    public int tsFirst;
    /** What we announce. */
    public int announcedMss;
    public InitialWindow window;
    /** When the first SYN-ACK left, or {@link #UNKNOWN}: a cookie does not tell. */
    public long sentNanos;
    /** SYN-ACKs sent again, for whatever reason. */
    public int retransmissions;

    /** Key of its segments (RFC 2385), or null. */
    public final byte[] signatureKey;

    boolean openedEarly;
    /** Octets of text that were taken with the SYN. */
    int early;
    /** Fast Open option of the next SYN-ACK, or null. */
    Cookie cookie;
    int timeouts;
    /** An ACK has completed the handshake, and was dropped: text is waited for. */
    boolean acknowledged;
    long lastOddReplyNanos = -1;
    Request next;
    Request previous;

    Request(Listener listener, RequestArrival arrivals, Segment s, Address local, Address remote, IpPath path) {
        this.listener = listener;
        this.arrivals = arrivals;
        this.local = local;
        this.localPort = s.destinationPort();
        this.remote = remote;
        this.remotePort = s.sourcePort();
        this.path = path;
        this.signatureKey = listener.owner().signatureKey(remote);
        this.timer = Timer.working(arrivals.loop(), () -> arrivals.timeout(this));
    }

    /** True when its connection was made by the SYN (Fast Open). */
    public boolean hasOpenedEarly() {
        return openedEarly;
    }

    /** RCV.NXT. */
    int nxt() {
        return irs + 1 + early;
    }

    /** True when a segment lies in the window that the SYN-ACK offers (Linux {@code tcp_in_window}). */
    boolean isInWindow(Segment s) {
        int nxt = nxt();
        int end = nxt + window.window();
        return s.seq() == nxt || Seq.gt(s.endSeq(), nxt) && Seq.lt(s.seq(), end) || s.seq() == end && s.endSeq() == end;
    }

    /** True when an odd segment was answered a moment ago; if not, it is answered now. */
    boolean isTooSoon(long nowNanos, long limitNanos, Counters counters) {
        if (lastOddReplyNanos >= 0 && nowNanos - lastOddReplyNanos < limitNanos) {
            counters.increment(Counter.TCPEXT_ACK_SKIPPED_SYN_RECV);
            return true;
        }
        lastOddReplyNanos = nowNanos;
        return false;
    }

    @Override
    public void arrive(Segment s) {
        arrivals.arrive(this, s);
    }

    @Override
    public void error(SkBuff quoted, int seq, IcmpError error) {
        arrivals.error(this, seq, error);
    }

    @Override
    public byte[] signatureKey() {
        return signatureKey;
    }

    @Override
    public TcpState state() {
        return TcpState.SYN_RECEIVED;
    }

    @Override
    public SocketRow row() {
        return new SocketRow("tcp", "SYN-RECV", 0, 0, new Endpoint(local, localPort), new Endpoint(remote, remotePort), "");
    }

    /** Takes it out of the queue and the table. */
    @Override
    public void end() {
        arrivals.drop(this);
    }
}
