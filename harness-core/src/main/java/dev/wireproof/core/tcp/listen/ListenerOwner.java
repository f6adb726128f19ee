package dev.wireproof.core.tcp.listen;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.sock.ReuseportGroup;
import dev.wireproof.core.tcp.fastopen.FastOpenQueue;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.Tcb;
import java.util.function.Consumer;

/** The listening socket as its queues see it. */
public interface ListenerOwner {
    /** Octets of text that the buffer of a connection may hold. */
    int receiveSpace();

    /** True when the user has fixed the size of the buffer. */
    boolean isReceiveBufferLocked();

    /** TCP_MAXSEG, 0 for none. */
    int maxSegment();

    /** TCP_DEFER_ACCEPT as timeouts of a SYN-ACK during which an ACK without text makes no connection; 0 for none. */
    int deferredTimeouts();

    /** TCP_SYNCNT: repetitions of a SYN-ACK, 0 for the namespace's. */
    int synRetries();

    /** The key for a peer (TCP_MD5SIG), or null. */
    byte[] signatureKey(Address peer);

    /** TCP_WINDOW_CLAMP, 0 for none. */
    int windowClamp();

    /** The SO_REUSEPORT group it listens in, or null. */
    ReuseportGroup reuseportGroup();

    /** Device the socket is bound to, or 0. */
    int boundIfindex();

    /** Puts the user's choices into the path of a request. */
    void applyChoices(IpPath path);

    /** Makes the connection of a request whose handshake ends with this segment, puts it into the request's place, and lets it process the segment. */
    WaitingConnection open(Request request, Segment last);

    /** Its children of Fast Open, and how many there may be. */
    FastOpenQueue fastOpen();

    /** TCP_FASTOPEN_NO_COOKIE: takes text on a SYN from everybody. */
    boolean takesTextWithoutCookie();

    /**
     * Makes the connection of a request with its SYN, before the handshake ends, and takes the SYN's text in.
     *
     * @param beforeText is told the connection before it takes text
     */
    WaitingConnection openEarly(Request request, Segment syn, Consumer<Tcb> beforeText);

    /** A connection can be accepted. */
    void acceptable();
}
