package dev.wireproof.core.tcp.listen;

import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.tcp.segment.Segment;

/** The listening socket as its queues see it. */
public interface ListenerOwner {
    /** Octets of text that the buffer of a connection may hold. */
    int receiveSpace();

    /** True when the user has fixed the size of the buffer. */
    boolean isReceiveBufferLocked();

    /** TCP_MAXSEG, 0 for none. */
    int maxSegment();

    /** Device the socket is bound to, or 0. */
    int boundIfindex();

    /** Puts the user's choices into the path of a request. */
    void applyChoices(IpPath path);

    /** Makes the connection of a request whose handshake ends with this segment, puts it into the request's place, and lets it process the segment. */
    WaitingConnection open(Request request, Segment last);

    /** A connection can be accepted. */
    void acceptable();
}
