package dev.wireproof.core.sock;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.SipHash;
import dev.wireproof.core.sim.Rng;

/** The local ports of one protocol in one namespace: who holds which, who may join, and which one is chosen when nobody says. */
public final class PortSpace {
    /** Asked during the choice of connect's port. */
    public interface TupleCheck {
        /** True when the connection with this local port would be unique. */
        boolean isFree(int port);
    }

    private static final int PAGE = 256;

    private final PortSettings settings;
    private final BindRule rule;
    private final Bucket[][] pages = new Bucket[65536 / PAGE][];
    private final ConnectPorts connectPorts;
    private final AutomaticPorts automaticPorts;
    private int claims;

    /** @param rng a stream of the namespace that only this space draws from */
    public PortSpace(PortSettings settings, BindRule rule, Rng rng) {
        this.settings = settings;
        this.rule = rule;
        Rng keys = rng.stream("key");
        this.connectPorts = new ConnectPorts(settings, new SipHash(keys.nextLong(), keys.nextLong()), rng.stream("connect"));
        this.automaticPorts = new AutomaticPorts(settings, rng.stream("automatic"));
    }

    public PortSettings settings() {
        return settings;
    }

    /** Claims that are not released; 0 when nobody is left. */
    public int claims() {
        return claims;
    }

    /** The newest claim at a port, or null; go on with {@link PortClaim#older}. */
    public PortClaim newest(int port) {
        Bucket b = bucket(port);
        return b == null ? null : b.newest;
    }

    /** Takes a port that the user named (bind). Null when somebody is in the way (EADDRINUSE). */
    public PortClaim claim(PortHolder holder, int port) {
        return conflicts(holder, port, false) ? null : bound(holder, port);
    }

    /** Chooses a port for bind(0) or listen() without bind (facts 8.8; UDP facts 6.5). Null when none is left (EADDRINUSE). */
    public PortClaim claimAutomatic(PortHolder holder) {
        int port = rule == BindRule.TCP
                ? automaticPorts.forStream(this, holder)
                : automaticPorts.forDatagrams(this, holder);
        return port == 0 ? null : bound(holder, port);
    }

    /**
     * Chooses a port for connect() without bind (facts 8.8). Ports that somebody got by bind() are passed over; others may be
     * shared when the connection is unique. Null when none is left (EADDRNOTAVAIL).
     */
    public PortClaim claimForConnect(PortHolder holder, Address from, Address to, int toPort, long nowNanos, TupleCheck check) {
        int port = connectPorts.choose(this, PortRange.of(settings, holder.portRange()), from, to, toPort, nowNanos, check);
        return port == 0 ? null : add(holder, port);
    }

    /** Joins a port without any check: a connection beside its listener (Linux {@code __inet_inherit_port}). */
    public PortClaim inherit(PortHolder holder, int port) {
        return add(holder, port);
    }

    /** True when a holder that begins to listen is in the way of another one at its port. */
    public boolean conflictsAsListener(PortHolder holder, int port) {
        return conflicts(holder, port, false);
    }

    /** How many ports the last choice looked at. */
    public int portsTried() {
        return Math.max(connectPorts.tried(), 0);
    }

    boolean conflicts(PortHolder holder, int port, boolean automatic) {
        for (PortClaim c = newest(port); c != null; c = c.older()) {
            if (rule.conflicts(holder, c.holder(), automatic)) {
                return true;
            }
        }
        return false;
    }

    /** True when a holder got the port by bind(), so that connect() leaves it alone. */
    boolean isBound(int port) {
        Bucket b = bucket(port);
        return b != null && b.newest != null && b.bound;
    }

    private PortClaim bound(PortHolder holder, int port) {
        PortClaim c = add(holder, port);
        bucket(port).bound = true;
        return c;
    }

    private PortClaim add(PortHolder holder, int port) {
        Bucket[] page = pages[port / PAGE];
        if (page == null) {
            page = new Bucket[PAGE];
            pages[port / PAGE] = page;
        }
        Bucket b = page[port % PAGE];
        if (b == null) {
            b = new Bucket();
            page[port % PAGE] = b;
        }
        PortClaim c = new PortClaim(this, port, holder);
        b.addFirst(c);
        claims++;
        return c;
    }

    void remove(PortClaim c) {
        Bucket b = bucket(c.port());
        b.unlink(c);
        claims--;
        if (b.newest == null) {
            pages[c.port() / PAGE][c.port() % PAGE] = null;
        }
    }

    private Bucket bucket(int port) {
        Bucket[] page = pages[port / PAGE];
        return page == null ? null : page[port % PAGE];
    }

    /** All claims at one port, newest first (Linux {@code inet_bind_bucket}). */
    private static final class Bucket {
        PortClaim newest;
        boolean bound;

        void addFirst(PortClaim c) {
            c.next = newest;
            if (newest != null) {
                newest.previous = c;
            }
            newest = c;
        }

        void unlink(PortClaim c) {
            if (c.previous == null) {
                newest = c.next;
            } else {
                c.previous.next = c.next;
            }
            if (c.next != null) {
                c.next.previous = c.previous;
            }
            c.next = null;
            c.previous = null;
        }
    }
}
