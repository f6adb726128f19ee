package dev.wireproof.core.route;

/** How far a destination or an address reaches; a larger number is nearer (Linux {@code rt_scope_t}). */
public enum RouteScope {
    UNIVERSE(0),
    SITE(200),
    LINK(253),
    HOST(254),
    NOWHERE(255);

    private final int number;

    RouteScope(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** True when this one does not reach as far as {@code other}. */
    public boolean isNarrowerThan(RouteScope other) {
        return number > other.number;
    }
}
