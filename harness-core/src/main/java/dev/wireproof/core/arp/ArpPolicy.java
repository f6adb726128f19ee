package dev.wireproof.core.arp;

import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.route.Dst;
import dev.wireproof.core.route.Fib;
import dev.wireproof.core.route.InterfaceAddress;
import dev.wireproof.core.route.InterfaceAddresses;
import dev.wireproof.core.route.Interfaces;
import dev.wireproof.core.route.OutputRouter;
import dev.wireproof.core.route.RouteScope;
import dev.wireproof.core.route.RouteType;

/** The settings arp_ignore, arp_filter, arp_announce and arp_accept as decisions (facts 2.10, 2.11). */
final class ArpPolicy {
    private final Fib fib;
    private final Interfaces interfaces;
    private final OutputRouter router;
    private final Counters counters;

    ArpPolicy(Fib fib, Interfaces interfaces, OutputRouter router, Counters counters) {
        this.fib = fib;
        this.interfaces = interfaces;
        this.router = router;
        this.counters = counters;
    }

    /** True when a request of {@code sender} for our address {@code target} stays unanswered (Linux {@code arp_ignore}). */
    boolean ignores(InterfaceAddresses in, int sender, int target) {
        return switch (in.settings().arpIgnore()) {
            case 1 -> !confirms(in, 0, target, RouteScope.HOST);
            case 2 -> !confirms(in, sender, target, RouteScope.HOST);
            case 3 -> !confirmsAnywhere(target);
            case 8 -> true;
            default -> false;
        };
    }

    /** Linux {@code confirm_addr_indev}: the address is on the interface, reaches far enough, and {@code peer} is in its subnet. */
    private static boolean confirms(InterfaceAddresses in, int peer, int own, RouteScope scope) {
        for (InterfaceAddress a : in.addresses()) {
            Cidr c = a.cidr();
            boolean same = c.address().v4() == own && !a.scope().isNarrowerThan(scope);
            if (same && (peer == 0 || c.contains(peer))) {
                return true;
            }
        }
        return false;
    }

    private boolean confirmsAnywhere(int own) {
        for (int i = 1; i <= interfaces.highestIndex(); i++) {
            InterfaceAddresses in = interfaces.at(i);
            if (in != null && confirms(in, 0, own, RouteScope.LINK)) {
                return true;
            }
        }
        return false;
    }

    /** True when the way back to the sender leaves by another device (Linux {@code arp_filter}). */
    boolean filters(InterfaceAddresses in, int sender, int target) {
        if (!in.settings().filtersArp()) {
            return false;
        }
        Dst back = router.route(target, sender, 0);
        if (back.isRefused()) {
            return true;
        }
        if (back.device() != in.device()) {
            counters.increment(Counter.TCPEXT_ARP_FILTER);
            return true;
        }
        return false;
    }

    /**
     * The source address of a request (Linux {@code arp_solicit}).
     *
     * @param packetSource source of the packet that waits, or 0
     */
    int announced(NetDevice device, int packetSource, int target) {
        InterfaceAddresses own = interfaces.of(device);
        boolean ours = packetSource != 0 && fib.typeOf(packetSource, null) == RouteType.LOCAL;
        boolean allowed = switch (own.settings().arpAnnounce()) {
            case 0 -> ours;
            case 1 -> ours && sharesSubnet(own, packetSource, target);
            default -> false;
        };
        return allowed ? packetSource : interfaces.selectSource(device, target, RouteScope.LINK);
    }

    private static boolean sharesSubnet(InterfaceAddresses own, int one, int other) {
        for (InterfaceAddress a : own.addresses()) {
            Cidr c = a.cidr();
            if (c.contains(one) && c.contains(other)) {
                return true;
            }
        }
        return false;
    }

    /** True when unsolicited ARP of {@code sender} may make an entry. */
    boolean accepts(InterfaceAddresses in, int sender) {
        int accept = in.settings().arpAccept();
        return accept == 1 || accept == 2 && in.isOnLink(sender);
    }

    boolean isUnicast(int address) {
        return fib.typeOf(address, null) == RouteType.UNICAST;
    }
}
