package dev.wireproof.core.route;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.mib.Setting;
import java.util.List;

/**
 * The forwarding information base of one namespace: the tables local, main and default, asked in this order by the rules 0,
 * 32766 and 32767 (facts 3.9; Linux net/ipv4/fib_frontend.c).
 *
 * <p>{@link #generation} changes with every change of a table or of a setting that routing reads; a cached {@link Dst} of an
 * older generation is worthless.
 */
public final class Fib {
    /** The tables, with Linux's numbers. */
    public enum Table {
        LOCAL(255),
        MAIN(254),
        DEFAULT(253);

        private final int number;

        Table(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    private static final Table[] RULES = Table.values();

    private final RouteTable[] tables = {new RouteTable(), new RouteTable(), new RouteTable()};
    private int generation = 1;

    /** Never 0; compare for equality only. */
    public int generation() {
        return generation;
    }

    /** Makes every cached result worthless (Linux {@code rt_cache_flush}). */
    public void flushCaches() {
        generation = generation == -1 ? 1 : generation + 1;
    }

    /** Flushes whenever the setting changes. */
    void flushOnChange(Setting setting) {
        setting.onChange(this::flushCaches);
    }

    /**
     * The best route, through the rules in their order; may be of a refusing type. Null when nothing matches (ENETUNREACH).
     *
     * @param ifindex only routes through this device, or 0
     * @param scope only routes that reach at most as far; {@link RouteScope#UNIVERSE} for any
     */
    public Route lookup(int destination, int ifindex, RouteScope scope) {
        for (RouteTable table : tables) {
            Route r = table.lookup(destination, ifindex, scope);
            if (r != null && r.type() != RouteType.THROW) {
                return r;
            }
        }
        return null;
    }

    /** The route in one table, or null. */
    public Route lookupIn(Table table, int destination, int ifindex) {
        return tables[table.ordinal()].lookup(destination, ifindex, RouteScope.UNIVERSE);
    }

    /**
     * What an address is to this host (Linux {@code inet_addr_type_dev_table}).
     *
     * @param device only its own addresses and broadcasts count, or null for those of any device
     */
    public RouteType typeOf(int address, NetDevice device) {
        if (address >>> 24 == 0 || address == -1) {
            return RouteType.BROADCAST;
        }
        if (Address.isMulticast(address)) {
            return RouteType.MULTICAST;
        }
        Route r = lookupIn(Table.LOCAL, address, 0);
        return r != null && (device == null || device == r.device()) ? r.type() : RouteType.UNICAST;
    }

    /**
     * Adds a route to table main, as {@code ip route add} does.
     *
     * @throws ErrnoException EEXIST for the same prefix and metric; ENETUNREACH when the gateway is not on a link that is up;
     *     EINVAL when the gateway is one of our own addresses or nothing says where to send; ENETDOWN when the device is down
     */
    public void add(Route route) {
        add(Table.MAIN, checked(route));
    }

    private Route checked(Route route) {
        for (Route r : tables[Table.MAIN.ordinal()].at(route.prefix())) {
            refuseIf(r.metric() == route.metric(), Errno.EEXIST);
        }
        if (route.type().errno() != Errno.OK) {
            return route;
        }
        Route complete = route.gateway() == null ? route : throughGateway(route);
        refuseIf(complete.device() == null, Errno.EINVAL);
        refuseIf(!complete.device().isUp(), Errno.ENETDOWN);
        return complete;
    }

    /** Linux {@code fib_check_nh_v4_gw}. */
    private Route throughGateway(Route route) {
        int gateway = route.gateway().v4();
        Route local = lookupIn(Table.LOCAL, gateway, 0);
        refuseIf(local != null && local.type() == RouteType.LOCAL, Errno.EINVAL);
        Route link = lookup(gateway, route.device() == null ? 0 : route.device().ifindex(), RouteScope.LINK);
        refuseIf(link == null || link.type() != RouteType.UNICAST || !link.device().isUp(), Errno.ENETUNREACH);
        return route.dev(link.device());
    }

    private static void refuseIf(boolean wrong, Errno errno) {
        if (wrong) {
            throw new ErrnoException("route add", errno);
        }
    }

    void add(Table table, Route route) {
        tables[table.ordinal()].add(route);
        flushCaches();
    }

    /** Removes a route of the kernel's making, when it is there. */
    void remove(Table table, Route route) {
        if (tables[table.ordinal()].removeIf(route::equals)) {
            flushCaches();
        }
    }

    /**
     * Removes the routes of table main to a prefix, as {@code ip route del} does.
     *
     * @param gateway only those through this gateway, or null
     * @throws ErrnoException ESRCH when there is none
     */
    public void remove(Cidr prefix, Address gateway) {
        Cidr network = prefix.network();
        boolean any = tables[Table.MAIN.ordinal()]
                .removeIf(r -> r.prefix().equals(network) && (gateway == null || gateway.equals(r.gateway())));
        if (!any) {
            throw new ErrnoException("route del", Errno.ESRCH);
        }
        flushCaches();
    }

    /** Takes away all routes through a device that went down; nothing brings static ones back (facts 3.9). */
    void deviceDown(NetDevice device) {
        for (RouteTable t : tables) {
            t.removeDevice(device);
        }
        flushCaches();
    }

    /** Takes away the routes whose preferred source is no longer an address of this host. */
    void sourceGone(Address source) {
        for (RouteTable t : tables) {
            t.removeIf(r -> source.equals(r.preferredSource()));
        }
        flushCaches();
    }

    /** The routes of a table in {@code ip route}'s order. */
    public List<Route> routes(Table table) {
        return tables[table.ordinal()].routes();
    }

    /** The rules in their order, as {@code ip rule} names their tables. */
    public static List<Table> rules() {
        return List.of(RULES);
    }
}
