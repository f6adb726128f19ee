package dev.wireproof.core.route;

/** A path MTU learnt from "fragmentation needed" (Linux {@code fib_nh_exception}, facts 3.10). */
final class PathMtu {
    final int octets;
    /** Smaller than anything believable: DF is cleared from now on. */
    final boolean locked;
    final long expiresNanos;

    PathMtu(int octets, boolean locked, long expiresNanos) {
        this.octets = octets;
        this.locked = locked;
        this.expiresNanos = expiresNanos;
    }
}
