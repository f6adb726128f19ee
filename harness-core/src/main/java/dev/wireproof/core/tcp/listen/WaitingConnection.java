package dev.wireproof.core.tcp.listen;

/** A connection that nobody has accepted yet. */
public interface WaitingConnection {
    /** accept(2) takes it. */
    void accepted();

    /** The listener goes away: the peer gets a RST. */
    void abort();
}
