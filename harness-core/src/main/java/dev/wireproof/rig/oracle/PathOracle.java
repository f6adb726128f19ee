package dev.wireproof.rig.oracle;

import java.util.List;
import java.util.Optional;

/** The route a packet takes, by comparing every bit of every route. */
public final class PathOracle {
    /**
     * A route.
     *
     * @param prefix  network address in network order
     * @param length  number of leading bits that must agree
     * @param metric  lower is better among equal lengths
     * @param name    what the caller calls it
     */
    public record Route(int prefix, int length, int metric, String name) {
        boolean covers(int address) {
            for (int bit = 0; bit < length; bit++) {
                int mask = 1 << (31 - bit);
                if ((prefix & mask) != (address & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private PathOracle() {
    }

    /** The covering route with the most bits; of those the lowest metric; of those the first in the list. */
    public static Optional<Route> lookup(List<Route> table, int address) {
        Route best = null;
        for (var route : table) {
            if (route.covers(address) && (best == null || route.length > best.length
                    || route.length == best.length && route.metric < best.metric)) {
                best = route;
            }
        }
        return Optional.ofNullable(best);
    }
}
