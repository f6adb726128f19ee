package dev.wireproof.core.route;

import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;

/**
 * The settings {@code net.ipv4.conf.<dev>.*} of one device. An accessor gives the effective value, which most settings combine
 * with {@code conf.all}: the larger, either, or both (include/linux/inetdevice.h).
 */
public final class InterfaceSettings {
    private final InterfaceSettings all;
    private final Setting forwarding;
    private final Setting rpFilter;
    private final Setting acceptLocal;
    private final Setting routeLocalnet;
    private final Setting acceptSourceRoute;
    private final Setting sendRedirects;
    private final Setting dropUnicastInLinkMulticast;
    private final Setting arpIgnore;
    private final Setting arpAnnounce;
    private final Setting arpAccept;
    private final Setting arpFilter;
    private final Setting arpNotify;
    private final Setting proxyArp;
    private final Setting dropGratuitousArp;

    /**
     * @param all the settings of {@code conf.all}, or null for themselves
     * @param model the settings whose values are the defaults, or null for Linux's own
     */
    InterfaceSettings(Sysctls sysctls, String name, InterfaceSettings all, InterfaceSettings model, Fib fib) {
        String prefix = "net.ipv4.conf." + name + ".";
        this.all = all == null ? this : all;
        forwarding = sysctls.number(prefix + "forwarding", model == null ? 0 : model.forwarding.value(), 0, 1);
        rpFilter = flag(sysctls, prefix + "rp_filter", model == null ? 0 : model.rpFilter.value(), 2, fib);
        acceptLocal = flag(sysctls, prefix + "accept_local", model == null ? 0 : model.acceptLocal.value(), 1, fib);
        routeLocalnet = flag(sysctls, prefix + "route_localnet", model == null ? 0 : model.routeLocalnet.value(), 1, fib);
        acceptSourceRoute = flag(sysctls, prefix + "accept_source_route", model == null ? 0 : model.acceptSourceRoute.value(), 1, fib);
        sendRedirects = flag(sysctls, prefix + "send_redirects", model == null ? 1 : model.sendRedirects.value(), 1, fib);
        dropUnicastInLinkMulticast = flag(sysctls, prefix + "drop_unicast_in_l2_multicast",
                model == null ? 0 : model.dropUnicastInLinkMulticast.value(), 1, fib);
        arpIgnore = flag(sysctls, prefix + "arp_ignore", model == null ? 0 : model.arpIgnore.value(), 8, fib);
        arpAnnounce = flag(sysctls, prefix + "arp_announce", model == null ? 0 : model.arpAnnounce.value(), 2, fib);
        arpAccept = flag(sysctls, prefix + "arp_accept", model == null ? 0 : model.arpAccept.value(), 2, fib);
        arpFilter = flag(sysctls, prefix + "arp_filter", model == null ? 0 : model.arpFilter.value(), 1, fib);
        arpNotify = flag(sysctls, prefix + "arp_notify", model == null ? 0 : model.arpNotify.value(), 1, fib);
        proxyArp = flag(sysctls, prefix + "proxy_arp", model == null ? 0 : model.proxyArp.value(), 1, fib);
        dropGratuitousArp = flag(sysctls, prefix + "drop_gratuitous_arp", model == null ? 0 : model.dropGratuitousArp.value(), 1, fib);
    }

    private static Setting flag(Sysctls sysctls, String name, long standard, int maximum, Fib fib) {
        Setting s = sysctls.number(name, standard, 0, maximum);
        fib.flushOnChange(s);
        return s;
    }

    Setting forwarding() {
        return forwarding;
    }

    private int larger(Setting mine, Setting alls) {
        return Math.max(mine.intValue(), alls.intValue());
    }

    private boolean either(Setting mine, Setting alls) {
        return mine.isOn() || alls.isOn();
    }

    /** Packets that come in here are forwarded. */
    public boolean forwards() {
        return forwarding.isOn();
    }

    /** 0 off, 1 strict, 2 loose (RFC 3704). */
    public int rpFilter() {
        return larger(rpFilter, all.rpFilter);
    }

    public boolean acceptsLocalSources() {
        return either(acceptLocal, all.acceptLocal);
    }

    public boolean routesLoopbackNet() {
        return either(routeLocalnet, all.routeLocalnet);
    }

    public boolean sendsRedirects() {
        return either(sendRedirects, all.sendRedirects);
    }

    public int arpIgnore() {
        return larger(arpIgnore, all.arpIgnore);
    }

    public int arpAnnounce() {
        return larger(arpAnnounce, all.arpAnnounce);
    }

    public int arpAccept() {
        return larger(arpAccept, all.arpAccept);
    }

    public boolean filtersArp() {
        return either(arpFilter, all.arpFilter);
    }

    /** Announces its addresses by gratuitous ARP when it comes up or gets one. */
    public boolean notifiesByArp() {
        return larger(arpNotify, all.arpNotify) > 0;
    }

    public boolean proxiesArp() {
        return either(proxyArp, all.proxyArp);
    }

    public boolean dropsGratuitousArp() {
        return either(dropGratuitousArp, all.dropGratuitousArp);
    }
}
