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

    /** The host forwards, and knows the third machine. */
    private static void router(Ladder it) {
        it.sut().sysctl("net.ipv4.ip_forward", "1");
        withoutRedirects(it);
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
}
