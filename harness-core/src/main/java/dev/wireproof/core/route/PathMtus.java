package dev.wireproof.core.route;

import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.EventLoop;
import java.util.LinkedHashMap;

/** The path MTUs a namespace has learnt, by destination; bounded, the oldest goes first (Linux net/ipv4/route.c). */
final class PathMtus {
    private static final int MOST = 2048 * 5;
    private static final long SECOND = 1_000_000_000L;

    private final EventLoop loop;
    private final Fib fib;
    private final Setting smallest;
    private final Setting expirySeconds;
    private final LinkedHashMap<Integer, PathMtu> byDestination = new LinkedHashMap<>();

    PathMtus(EventLoop loop, Fib fib, Sysctls sysctls) {
        this.loop = loop;
        this.fib = fib;
        smallest = sysctls.number("net.ipv4.route.min_pmtu", 552, 68, 65_535);
        expirySeconds = sysctls.number("net.ipv4.route.mtu_expires", 600, 1, Integer.MAX_VALUE);
    }

    /** What is known of a destination, or null. */
    PathMtu of(int destination) {
        if (byDestination.isEmpty()) {
            return null;
        }
        PathMtu known = byDestination.get(destination);
        if (known != null && loop.now() >= known.expiresNanos) {
            byDestination.remove(destination);
            return null;
        }
        return known;
    }

    /**
     * Takes a report for a destination whose path MTU is {@code current} now (Linux {@code __ip_rt_update_pmtu}): never raises
     * it; below min_pmtu it stays at the smaller of old value and min_pmtu, and locked.
     */
    void learn(int destination, int current, boolean locked, int reported) {
        if (locked || reported >= current) {
            return;
        }
        boolean tooSmall = reported < smallest.intValue();
        int octets = tooSmall ? Math.min(current, smallest.intValue()) : reported;
        byDestination.remove(destination);
        if (byDestination.size() == MOST) {
            byDestination.remove(byDestination.keySet().iterator().next());
        }
        byDestination.put(destination, new PathMtu(octets, tooSmall, loop.now() + expirySeconds.value() * SECOND));
        fib.flushCaches();
    }

    void clear() {
        byDestination.clear();
        fib.flushCaches();
    }
}
