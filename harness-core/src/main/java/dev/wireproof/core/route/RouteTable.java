package dev.wireproof.core.route;

import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.dev.NetDevice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The routes of one table. For each prefix length there is a sorted array of networks with their routes in ascending order of
 * metric, so that a look-up makes at most 33 binary searches and allocates nothing (Linux {@code fib_trie} gives the same
 * answers).
 */
final class RouteTable {
    private static final Route[] NO_ROUTES = {};

    /** Networks of one prefix length, flipped to sort as unsigned, and the routes of each. */
    private static final class Level {
        private int[] networks = {};
        private Route[][] routes = {};
    }

    private final Level[] levels = new Level[33];

    /** Best route to an address, or null. {@code ifindex} 0 means any device. */
    Route lookup(int destination, int ifindex, RouteScope scope) {
        for (int length = 32; length >= 0; length--) {
            Level level = levels[length];
            if (level == null) {
                continue;
            }
            int at = search(level, network(destination, length));
            if (at >= 0) {
                Route r = firstUsable(level.routes[at], ifindex, scope);
                if (r != null) {
                    return r;
                }
            }
        }
        return null;
    }

    private static Route firstUsable(Route[] candidates, int ifindex, RouteScope scope) {
        for (Route r : candidates) {
            boolean rightDevice = ifindex == 0 || r.device() != null && r.device().ifindex() == ifindex;
            if (rightDevice && !scope.isNarrowerThan(r.scope())) {
                return r;
            }
        }
        return null;
    }

    private static int network(int address, int length) {
        return (length == 0 ? 0 : address & -1 << 32 - length) ^ Integer.MIN_VALUE;
    }

    private static int search(Level level, int network) {
        return Arrays.binarySearch(level.networks, network);
    }

    /** The routes to exactly this prefix, best first. */
    Route[] at(Cidr prefix) {
        Level level = levels[prefix.length()];
        int at = level == null ? -1 : search(level, network(prefix.address().v4(), prefix.length()));
        return at < 0 ? NO_ROUTES : level.routes[at];
    }

    /** Adds a route behind those of lower or equal metric. */
    void add(Route route) {
        int length = route.prefix().length();
        if (levels[length] == null) {
            levels[length] = new Level();
        }
        Level level = levels[length];
        int network = network(route.prefix().address().v4(), length);
        int at = search(level, network);
        if (at < 0) {
            at = -at - 1;
            insertNetwork(level, at, network);
        }
        Route[] before = level.routes[at];
        int place = 0;
        while (place < before.length && before[place].metric() <= route.metric()) {
            place++;
        }
        Route[] after = Arrays.copyOf(before, before.length + 1);
        System.arraycopy(before, place, after, place + 1, before.length - place);
        after[place] = route;
        level.routes[at] = after;
    }

    private static void insertNetwork(Level level, int at, int network) {
        int count = level.networks.length;
        level.networks = Arrays.copyOf(level.networks, count + 1);
        level.routes = Arrays.copyOf(level.routes, count + 1);
        System.arraycopy(level.networks, at, level.networks, at + 1, count - at);
        System.arraycopy(level.routes, at, level.routes, at + 1, count - at);
        level.networks[at] = network;
        level.routes[at] = NO_ROUTES;
    }

    /** Removes all routes of which the condition holds; true when there was one. */
    boolean removeIf(Predicate<Route> condition) {
        boolean any = false;
        for (int length = 0; length <= 32; length++) {
            Level level = levels[length];
            if (level != null && removeIf(level, condition)) {
                any = true;
                levels[length] = level.networks.length == 0 ? null : level;
            }
        }
        return any;
    }

    private static boolean removeIf(Level level, Predicate<Route> condition) {
        boolean any = false;
        int kept = 0;
        for (int i = 0; i < level.networks.length; i++) {
            Route[] left = Arrays.stream(level.routes[i]).filter(condition.negate()).toArray(Route[]::new);
            any |= left.length < level.routes[i].length;
            if (left.length > 0) {
                level.networks[kept] = level.networks[i];
                level.routes[kept++] = left;
            }
        }
        level.networks = Arrays.copyOf(level.networks, kept);
        level.routes = Arrays.copyOf(level.routes, kept);
        return any;
    }

    /** All routes, by address and then by length, as {@code ip route} sorts them. */
    List<Route> routes() {
        List<Route> all = new ArrayList<>();
        for (Level level : levels) {
            if (level != null) {
                for (Route[] some : level.routes) {
                    all.addAll(Arrays.asList(some));
                }
            }
        }
        all.sort((a, b) -> {
            int order = a.prefix().address().compareTo(b.prefix().address());
            return order != 0 ? order : Integer.compare(a.prefix().length(), b.prefix().length());
        });
        return all;
    }

    boolean removeDevice(NetDevice device) {
        return removeIf(r -> r.device() == device);
    }
}
