package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.route.RouteMetrics;

/**
 * Which congestion control a socket uses and who chose it: the namespace, the user, or the route (net/ipv4/tcp_cong.c {@code
 * tcp_set_congestion_control}, {@code tcp_ca_dst_init}).
 */
final class CongestionChoice {
    private final Strategies strategies;
    private String name;
    private boolean byUser;
    private boolean locked;

    CongestionChoice(Strategies strategies) {
        this.strategies = strategies;
        name = strategies.standardCongestion();
    }

    /** What a connection of this listener begins with: the user's choice, else the namespace's of now. */
    CongestionChoice forChild() {
        CongestionChoice c = new CongestionChoice(strategies);
        if (byUser) {
            c.name = name;
            c.byUser = true;
        }
        return c;
    }

    String name() {
        return name;
    }

    /**
     * The user chooses.
     *
     * @return true when it is another one than before
     * @throws ErrnoException EPERM when the route decides, or for one that only an operator may use; ENOENT for an unknown one
     */
    boolean choose(String wish, boolean privileged) {
        if (locked) {
            throw refused(wish, Errno.EPERM);
        }
        if (!strategies.knows(wish)) {
            throw refused(wish, Errno.ENOENT);
        }
        boolean other = !wish.equals(name);
        if (other && !privileged && !strategies.isAllowed(wish)) {
            throw refused(wish, Errno.EPERM);
        }
        name = wish;
        byUser = true;
        return other;
    }

    private static ErrnoException refused(String wish, Errno e) {
        return new ErrnoException("setsockopt TCP_CONGESTION " + wish, e);
    }

    /** A way is taken whose route may wish for one; a wish that nobody here knows is none. */
    void follow(RouteMetrics route) {
        if (strategies.knows(route.congestionControl())) {
            name = route.congestionControl();
            locked = route.congestionControlLocked();
        }
    }
}
