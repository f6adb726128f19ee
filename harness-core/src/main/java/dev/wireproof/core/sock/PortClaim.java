package dev.wireproof.core.sock;

import dev.wireproof.core.base.Invariant;

/** One holder's place at a port of a {@link PortSpace}. A connection hands it on to what is left of it in TIME_WAIT. */
public final class PortClaim {
    private final PortSpace space;
    private final int port;
    private PortHolder holder;
    PortClaim next;
    PortClaim previous;
    private boolean released;

    PortClaim(PortSpace space, int port, PortHolder holder) {
        this.space = space;
        this.port = port;
        this.holder = holder;
    }

    public int port() {
        return port;
    }

    public PortHolder holder() {
        return holder;
    }

    /** The claim at the same port that is older, or null. */
    public PortClaim older() {
        return next;
    }

    /** Gives the place to another holder without a gap. */
    public void handOver(PortHolder to) {
        holder = to;
    }

    /** Gives the place up; once. */
    public void release() {
        Invariant.check(!released, "port released twice");
        released = true;
        space.remove(this);
    }
}
