package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Address;

/**
 * A socket of the host under test. Calls block as in C and throw {@link dev.wireproof.core.base.ErrnoException} when they fail.
 */
public interface SutSocket {
    /** Binds to the wildcard address. */
    SutSocket bind(int port);

    SutSocket bind(Address address, int port);

    SutSocket listen(int backlog);

    /** The next connection of a listener. */
    SutSocket accept();

    SutSocket connect(Address address, int port);

    /** Sends all octets, waiting for room; the count sent (less only when the socket does not block). */
    int write(byte[] octets);

    /** One send call with MSG flags ({@code Sock.MSG_*}). */
    int send(byte[] octets, int flags);

    int sendTo(byte[] octets, Address address, int port);

    /** Connects and sends in one call (MSG_FASTOPEN); the count sent, of which the first may have been on the SYN. */
    int connectAndSend(byte[] octets, Address address, int port);

    /** One receive call of at most {@code max} octets; an empty array is the end of the stream. */
    byte[] read(int max);

    byte[] receive(int max, int flags);

    /** Reads until {@code count} octets or the end have come. */
    byte[] readFully(int count);

    void shutdownRead();

    void shutdownWrite();

    void shutdownBoth();

    void close();

    SutSocket nonBlocking(boolean on);

    /**
     * Sets an option by its Linux name, such as {@code SO_RCVBUF} or {@code TCP_NODELAY}. SO_LINGER takes on and seconds,
     * SO_RCVTIMEO and SO_SNDTIMEO seconds and microseconds.
     */
    SutSocket option(String name, int... values);

    /** Sets an option whose value is a name, such as {@code TCP_CONGESTION}. */
    SutSocket option(String name, String value);

    /** Sets an option whose value is octets, such as {@code TCP_FASTOPEN_KEY}. */
    SutSocket option(String name, byte[] value);

    int option(String name);

    /** Pending error, cleared by reading it (SO_ERROR); its errno name, or {@code OK}. */
    String takeError();

    /**
     * The oldest entry of the error queue, taken out of it (MSG_ERRQUEUE), such as {@code "ECONNREFUSED ICMP 3/3 info 0 by
     * 10.0.0.2 about 10.0.0.2:9, 10 octets"}; notices show their second number too, as {@code "data 5"}. Needs {@link Capability#ERROR_QUEUE}.
     *
     * @throws dev.wireproof.core.base.ErrnoException EAGAIN when it is empty
     */
    default String takeQueuedError() {
        throw new UnsupportedOperationException("the target does not offer " + Capability.ERROR_QUEUE);
    }

    /** Signs segments to the peer's address and wants them signed (TCP_MD5SIG). Needs {@link Capability#SIGNATURES}. */
    default SutSocket signatureKey(Address peer, String key) {
        throw new UnsupportedOperationException("the target does not offer " + Capability.SIGNATURES);
    }

    /** Octets that a receive call would bring at once, up to an urgent one (SIOCINQ). Needs {@link Capability#IOCTLS}. */
    default int unread() {
        throw new UnsupportedOperationException("the target does not offer " + Capability.IOCTLS);
    }

    /** Octets and FIN that the peer has not acknowledged (SIOCOUTQ). Needs {@link Capability#IOCTLS}. */
    default int queued() {
        throw new UnsupportedOperationException("the target does not offer " + Capability.IOCTLS);
    }

    /** Octets and FIN never sent (SIOCOUTQNSD). Needs {@link Capability#IOCTLS}. */
    default int unsent() {
        throw new UnsupportedOperationException("the target does not offer " + Capability.IOCTLS);
    }

    /** True when reading stands at the urgent octet (SIOCATMARK). Needs {@link Capability#IOCTLS}. */
    default boolean isAtMark() {
        throw new UnsupportedOperationException("the target does not offer " + Capability.IOCTLS);
    }

    /** SIGURG that came since this was asked first (F_SETOWN). Needs {@link Capability#SIGNALS}. */
    default int urgentSignals() {
        throw new UnsupportedOperationException("the target does not offer " + Capability.SIGNALS);
    }

    /** Readiness words in the order IN OUT PRI RDHUP HUP ERR, such as {@code "IN OUT"}; empty when not ready. */
    String poll();

    int localPort();

    /** TCP_INFO. */
    ConnectionInfo info();
}
