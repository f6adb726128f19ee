package dev.wireproof.catalogue.ip;

import static dev.wireproof.catalogue.ip.Fragments.UDP;
import static dev.wireproof.catalogue.ip.Fragments.counts;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Mac;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.UdpSpec;

/** Packets that the peer sends through the host to a third machine on the same wire. */
public class Forwarding {
    private static final Address THIRD = Address.parse("10.0.0.3");
    private static final Mac THIRD_MAC = Mac.parse("02:00:00:00:00:03");

    private static UdpSpec through(int octets) {
        return udp(5000, 9, octets).to(THIRD);
    }

    /** The host forwards, knows the third machine, and keeps to itself that the peer could reach it directly. */
    private static void router(Ladder it) {
        routerWithRedirects(it);
        withoutRedirects(it);
    }

    private static void routerWithRedirects(Ladder it) {
        it.sut().sysctl("net.ipv4.ip_forward", "1");
        it.sut().setNeighbour(THIRD, THIRD_MAC, "permanent");
        it.sut().setNeighbour(it.peer(), mac("02:00:00:00:00:02"), "permanent");
    }

    private static void withoutRedirects(Ladder it) {
        it.sut().sysctl("net.ipv4.conf.all.send_redirects", "0");
        it.sut().sysctl("net.ipv4.conf.eth0.send_redirects", "0");
    }

    @Scenario(id = "ip/not-forwarding", needs = Capability.COUNTERS,
            rfc = {"1122-3.1-fwd", "1122-3.2.1.3-a"},
            confirmedBy = {"rfc:1122-3.1-fwd", "kernel:6.18.44"})
    public void aHostDoesNotForwardUnlessToldSo(Ladder it) {
        it.in(now(), through(10));
        it.in(after(ms(1)), udp(5000, 9, 10).to(ip("192.0.2.1")));
        it.quiet(ms(100)).proves("IP-4/ip-forward");
        counts(it, "Ip.InAddrErrors", 2);
        counts(it, "Ip.ForwDatagrams", 0);
    }

    @Scenario(id = "ip/forward", needs = {Capability.SYSCTLS, Capability.NEIGHBOURS, Capability.COUNTERS},
            rfc = "1812-5.3.1-a",
            confirmedBy = {"rfc:1812-5.3.1-a", "kernel:6.18.44"})
    public void aForwardedPacketLosesOneHopAndNothingElse(Ladder it) {
        router(it);
        for (int ttl : new int[] {255, 64, 2}) {
            it.in(after(ms(1)), through(10).ttl(ttl).tos(0x10));
            it.out(now(), link(udp(5000, 9, 10).to(it.peer()).peer(THIRD).ttl(ttl - 1).tos(0x10)).to(THIRD_MAC))
                    .proves("IP-4/ttl-decrement", "IP-4/ip-forward");
        }
        counts(it, "Ip.ForwDatagrams", 3);
        counts(it, "Ip.InDelivers", 0);
    }

    @Scenario(id = "ip/ttl-exceeded", needs = {Capability.SYSCTLS, Capability.NEIGHBOURS, Capability.COUNTERS},
            rfc = {"1812-5.3.1-b", "791-3.2-j", "792-c"},
            confirmedBy = {"rfc:1812-5.3.1-b", "kernel:6.18.44"})
    public void aPacketWhoseLifeEndsHereIsReported(Ladder it) {
        router(it);
        it.in(now(), through(10).ttl(1));
        it.out(now(), icmp(11, 0).quoting(it.lastReceived(), 548).quotes(38).tos(0xC0)).proves("IP-4/ttl-exceeded", "IP-8/time-exceeded");
        counts(it, "Ip.InHdrErrors", 1);
        counts(it, "Ip.ForwDatagrams", 0);
    }

    @Scenario(id = "ip/too-big-to-forward", needs = {Capability.SYSCTLS, Capability.NEIGHBOURS, Capability.ROUTE_METRICS},
            rfc = {"1812-5.2.7.1-a", "1812-4.2.2.7-a", "6864-4.3-b", "791-3.2-c"},
            confirmedBy = {"rfc:1812-5.2.7.1-a", "kernel:6.18.44"})
    public void whatIsTooBigForTheNextLinkIsReportedOrCut(Ladder it) {
        router(it);
        it.sut().routeMetrics("mtu 600");
        it.in(now(), through(573).dontFragment(true));
        it.out(now(), icmp(3, 4).mtu(600).quoting(it.lastReceived(), 548)).proves("IP-4/df-too-big");
        it.in(after(ms(1)), through(572).dontFragment(true));
        it.out(now(), udp(5000, 9, 572).to(it.peer()).dontFragment(true));
        it.in(after(ms(1)), through(573).dontFragment(false));
        it.out(now(), fragment(UDP, 0, 576).ttl(63));
        it.out(now(), lastFragment(UDP, 576, 581).ttl(63)).proves("IP-4/fragments-without-df");
        it.step("a fragment is cut again and keeps its place");
        it.in(after(ms(1)), fragment(UDP, 800, 1600).to(THIRD).id(9));
        it.out(now(), fragment(UDP, 800, 1376).id(9));
        it.out(now(), fragment(UDP, 1376, 1600).id(9));
    }

    @Scenario(id = "ip/no-route-to-forward", needs = {Capability.SYSCTLS, Capability.COUNTERS},
            rfc = "1812-4.3.3.1-a",
            confirmedBy = {"rfc:1812-4.3.3.1-a", "kernel:6.18.44"})
    public void withoutARouteTheSourceIsTold(Ladder it) {
        it.sut().sysctl("net.ipv4.ip_forward", "1");
        it.in(now(), udp(5000, 9, 10).to(ip("192.0.2.1")));
        it.out(now(), icmp(3, 0).quoting(it.lastReceived(), 548).quotes(38)).proves("IP-2/no-route");
        counts(it, "IpExt.InNoRoutes", 1);
    }

    @Scenario(id = "ip/next-hop-unreachable", needs = Capability.SYSCTLS,
            rfc = {"1812-4.3.3.1-b", "4861-7.3.3-b"},
            confirmedBy = {"rfc:1812-4.3.3.1-b", "kernel:6.18.44"})
    public void aNextHopThatDoesNotAnswerIsReportedToTheSource(Ladder it) {
        it.sut().sysctl("net.ipv4.ip_forward", "1");
        withoutRedirects(it);
        it.arp();
        it.in(now(), through(10));
        it.out(now(), arpRequest().target(THIRD));
        it.in(after(ms(500)), arpRequest());
        it.out(now(), arpReply());
        it.out(after(ms(500)), arpRequest().target(THIRD));
        it.out(after(seconds(1)), arpRequest().target(THIRD));
        it.out(after(seconds(1)), icmp(3, 1).quotes(38)).proves("NEIGH-2/failure-icmp");
    }

    @Scenario(id = "ip/redirect", needs = {Capability.SYSCTLS, Capability.NEIGHBOURS, Capability.COUNTERS},
            rfc = {"1812-5.2.7.2-a", "1812-5.2.7.2-b", "792-d"},
            confirmedBy = {"rfc:1812-5.2.7.2-b", "kernel:6.18.44"})
    public void aSenderOnTheSameLinkIsToldOfTheNextHop(Ladder it) {
        routerWithRedirects(it);
        it.in(now(), through(10));
        it.out(now(), icmp(5, 1).mtu((int) THIRD.low()).quotes(38).tos(0xC0).to(it.sut().address())).proves("IP-4/redirect");
        forwarded(it);
        it.step("the second time only after more than 40 ms");
        it.in(after(ms(10)), through(10));
        forwarded(it);
        it.in(after(ms(100)), through(10));
        redirected(it);
        forwarded(it);
        counts(it, "Icmp.OutRedirects", 2);
        it.step("none when switched off");
        withoutRedirects(it);
        it.in(after(ms(300)), through(10));
        forwarded(it);
    }

    @Scenario(id = "ip/redirects-in-vain", needs = {Capability.SYSCTLS, Capability.NEIGHBOURS, Capability.COUNTERS, Capability.VIRTUAL_TIME},
            rfc = "1812-5.2.7.2-b",
            confirmedBy = {"formula:the n-th after a gap of more than 20 ms << n, nine at most, again after 20.48 s (facts 3.4)"})
    public void aSenderThatDoesNotListenIsToldEverMoreRarelyAndNineTimesAtMost(Ladder it) {
        routerWithRedirects(it);
        for (int n = 0; n < 9; n++) {
            it.in(after(ms(n == 0 ? 0 : 1 + (20 << n) / 2)), through(10));
            if (n == 0) {
                redirected(it);
            }
            forwarded(it);
            it.in(after(ms((20 << n) / 2)), through(10));
            if (n > 0) {
                redirected(it);
            }
            forwarded(it);
        }
        it.step("nine were in vain: no more, until the sender has been still for 20.48 s");
        it.in(after(seconds(20)), through(10));
        forwarded(it);
        it.in(after(ms(20_480)), through(10));
        forwarded(it);
        counts(it, "Icmp.OutRedirects", 9);
        it.in(after(ms(20_481)), through(10));
        redirected(it);
        forwarded(it);
    }

    private static void redirected(Ladder it) {
        it.out(now(), icmp(5, 1).mtu((int) THIRD.low()).quotes(38)).proves("IP-4/redirect");
    }

    private static void forwarded(Ladder it) {
        it.out(now(), udp(5000, 9, 10).to(it.peer()).peer(THIRD).ttl(63));
    }
}
