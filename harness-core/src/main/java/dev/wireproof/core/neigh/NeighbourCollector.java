package dev.wireproof.core.neigh;

import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.Timer;

/**
 * Removes entries that nobody needs: periodically when there are many, and by force when a new one finds the table full (Linux
 * {@code neigh_periodic_work}, {@code neigh_forced_gc}; facts 2.3 and 2.8).
 *
 * <p>The periodic work runs at multiples of half the base reachable time, and only while there are entries.
 */
final class NeighbourCollector {
    private static final long FLUSH_GAP_NANOS = 5_000_000_000L;

    private final NeighbourTable table;
    private final Setting floor;
    private final Setting crowded;
    private final Setting full;
    private final Timer periodic;
    private long lastFlushNanos;

    NeighbourCollector(NeighbourTable table, Sysctls sysctls, String prefix) {
        this.table = table;
        floor = sysctls.number(prefix + "default.gc_thresh1", 128, 0, Integer.MAX_VALUE);
        crowded = sysctls.number(prefix + "default.gc_thresh2", 512, 0, Integer.MAX_VALUE);
        full = sysctls.number(prefix + "default.gc_thresh3", 1024, 0, Integer.MAX_VALUE);
        periodic = Timer.housekeeping(table.loop(), this::collect);
    }

    /** Makes sure that the periodic work runs. */
    void wake() {
        if (!periodic.isArmed()) {
            long interval = table.defaults().baseReachableNanos() / 2;
            periodic.armAt((table.loop().now() / interval + 1) * interval);
        }
    }

    private void collect() {
        long now = table.loop().now();
        table.statistics().periodicGcRuns++;
        table.defaults().redrawIfDue(now);
        for (NeighbourParameters p : table.allParameters()) {
            p.redrawIfDue(now);
        }
        if (table.size() >= floor.value()) {
            removeIdle(now);
        }
        if (table.size() > 0) {
            wake();
        }
    }

    private void removeIdle(long now) {
        Neighbour next;
        for (Neighbour n = table.oldest(); n != null; n = next) {
            next = n.younger;
            if (n.state() == NudState.PERMANENT || n.state().hasTimer()) {
                continue;
            }
            if (n.usedNanos() < n.confirmedNanos()) {
                n.touchUsed(n.confirmedNanos());
            }
            if (n.state() == NudState.FAILED || now - n.usedNanos() > n.parameters().gcStaleNanos()) {
                table.remove(n);
            }
        }
    }

    /** True when one more entry may be made. */
    boolean makeRoom(int entries) {
        long now = table.loop().now();
        boolean isFull = entries >= full.value();
        if (isFull || entries >= crowded.value() && now > lastFlushNanos + FLUSH_GAP_NANOS) {
            return flush(entries, now) > 0 || !isFull;
        }
        return true;
    }

    private int flush(int entries, long now) {
        table.statistics().forcedGcRuns++;
        lastFlushNanos = now;
        long most = entries - crowded.value();
        int removed = 0;
        Neighbour next;
        for (Neighbour n = table.oldest(); n != null; n = next) {
            next = n.younger;
            if (n.state() != NudState.PERMANENT && !n.state().hasTimer() && isExpendable(n, now)) {
                table.remove(n);
                if (++removed >= most) {
                    break;
                }
            }
        }
        return removed;
    }

    private static boolean isExpendable(Neighbour n, long now) {
        return n.state() == NudState.FAILED || n.state() == NudState.NOARP || now - n.updatedNanos() > FLUSH_GAP_NANOS;
    }
}
