package dev.wireproof.core.route;

import dev.wireproof.core.base.Errno;

/** What a route does with a packet (Linux {@code RTN_*}, {@code fib_props} in net/ipv4/fib_semantics.c). */
public enum RouteType {
    UNICAST(Errno.OK),
    LOCAL(Errno.OK),
    BROADCAST(Errno.OK),
    MULTICAST(Errno.OK),
    /** Drops in silence. */
    BLACKHOLE(Errno.EINVAL),
    UNREACHABLE(Errno.EHOSTUNREACH),
    PROHIBIT(Errno.EACCES),
    /** Goes on with the next table. */
    THROW(Errno.EAGAIN);

    private final Errno errno;

    RouteType(Errno errno) {
        this.errno = errno;
    }

    /** Whether packets go to more hosts than one. */
    public boolean isForMany() {
        return this == BROADCAST || this == MULTICAST;
    }

    /** What a local sender is told; OK for types that carry packets. */
    public Errno errno() {
        return errno;
    }
}
