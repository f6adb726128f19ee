package dev.wireproof.core.neigh;

/** What happens when an entry's timer fires (Linux {@code neigh_timer_handler}, facts 2.5). */
final class NudTimer {
    private NudTimer() {}

    static void fired(Neighbour n) {
        switch (n.state()) {
            case REACHABLE -> reachable(n);
            case DELAY -> delay(n);
            case INCOMPLETE, PROBE -> unanswered(n);
            default -> { }
        }
    }

    private static void reachable(Neighbour n) {
        long now = n.now();
        long until = n.confirmedNanos() + n.parameters().reachableNanos();
        if (now <= until) {
            arm(n, until);
        } else if (now <= n.usedNanos() + n.parameters().delayFirstProbeNanos()) {
            n.enter(NudState.DELAY);
            n.touchUpdated();
            arm(n, now + n.parameters().delayFirstProbeNanos());
        } else {
            n.enter(NudState.STALE);
            n.touchUpdated();
            n.announce();
        }
    }

    private static void delay(Neighbour n) {
        long now = n.now();
        n.touchUpdated();
        if (now <= n.confirmedNanos() + n.parameters().delayFirstProbeNanos()) {
            n.enter(NudState.REACHABLE);
            arm(n, n.confirmedNanos() + n.parameters().reachableNanos());
            n.announce();
        } else {
            n.enter(NudState.PROBE);
            n.resetProbes();
            n.announce();
            unanswered(n);
        }
    }

    private static void unanswered(Neighbour n) {
        if (n.probes() >= n.parameters().maximumProbes(n.state())) {
            n.enter(NudState.FAILED);
            n.invalidate();
            n.announce();
            return;
        }
        arm(n, n.now() + n.parameters().retransNanos());
        n.solicit();
    }

    private static void arm(Neighbour n, long atNanos) {
        n.arm(Math.max(atNanos, n.now() + NeighbourParameters.SHORTEST_TIMER_NANOS));
    }
}
