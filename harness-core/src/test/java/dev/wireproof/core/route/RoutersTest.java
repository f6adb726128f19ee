package dev.wireproof.core.route;

import static dev.wireproof.core.route.TestNet.ip;
import static dev.wireproof.core.route.TestNet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.rig.report.coverage.Proves;
import org.junit.jupiter.api.Test;

/** Routing of departing and arriving packets (facts 3.3, 3.6 and 3.10). */
class RoutersTest {
    private static final long SECOND = 1_000_000_000L;

    private final TestNet net = new TestNet();

    @Test
    void theSourceIsThePreferredOneOrAnAddressOnTheNextHopsSubnet() {
        net.address(net.eth0, "10.9.0.1/16");
        net.fib.add(Route.to(Cidr.parse("172.16.0.0/16")).via(Address.parse("10.9.0.2")));
        net.fib.add(Route.to(Cidr.parse("172.17.0.0/16")).via(Address.parse("10.9.0.2")).source(Address.parse("10.0.1.1")));
        assertEquals("10.0.0.1", text(net.to("10.0.0.9").source()));
        assertEquals("10.9.0.1", text(net.to("172.16.0.1").source()));
        assertEquals("10.0.1.1", text(net.to("172.17.0.1").source()));
    }

    @Test
    void ownAddressesGoOverLoopback() {
        Dst d = net.to("10.0.1.1");
        assertEquals(RouteType.LOCAL, d.type());
        assertSame(net.lo, d.device());
        assertEquals("10.0.1.1", text(d.source()));
        assertEquals("127.0.0.1", text(net.to("127.0.0.7").source()));
        assertEquals(65_535, d.mtu());
        assertEquals("127.0.0.1", text(net.to("0.0.0.0").nextHop()));
    }

    @Test
    void aForeignOrImpossibleSourceIsRefused() {
        assertEquals(Errno.ENETUNREACH, net.out.route(ip("192.0.2.1"), ip("10.0.0.9"), 0).errno());
        assertEquals(Errno.EINVAL, net.out.route(ip("224.0.0.1"), ip("10.0.0.9"), 0).errno());
        assertEquals(Errno.EINVAL, net.out.route(ip("127.0.0.1"), ip("10.0.0.9"), 0).errno());
        assertEquals(Errno.OK, net.out.route(ip("10.0.1.1"), ip("10.0.0.9"), 0).errno());
    }

    @Test
    void aBoundDeviceMakesEverythingOnLink() {
        Dst d = net.out.route(0, ip("192.0.2.1"), net.eth1.ifindex());
        assertSame(net.eth1, d.device());
        assertEquals("192.0.2.1", text(d.nextHop()));
        assertEquals("10.0.1.1", text(d.source()));
        assertEquals(Errno.ENODEV, net.out.route(0, ip("192.0.2.1"), 99).errno());
        net.eth1.down();
        assertEquals(Errno.ENETUNREACH, net.out.route(0, ip("192.0.2.1"), net.eth1.ifindex()).errno());
    }

    @Test
    @Proves("IP-2/socket-cache")
    void resultsAreSharedUntilATableChanges() {
        Dst d = net.to("10.0.0.9");
        assertSame(d, net.to("10.0.0.9"));
        net.route("172.16.0.0/12", "10.0.0.254");
        assertFalse(d.isCurrent());
        assertTrue(net.to("10.0.0.9").isCurrent());
    }

    @Test
    void aLearntPathMtuCountsForTenMinutes() {
        net.route("0.0.0.0/0", "10.0.0.254");
        net.out.learnMtu(ip("192.0.2.1"), 1300);
        assertEquals(1300, net.to("192.0.2.1").mtu());
        assertEquals(1500, net.to("192.0.2.1").linkMtu());
        assertEquals(1500, net.to("192.0.2.2").mtu());
        net.out.learnMtu(ip("192.0.2.1"), 1400);
        assertEquals(1300, net.to("192.0.2.1").mtu());
        net.loop.runUntil(600 * SECOND - 1);
        assertEquals(1300, net.to("192.0.2.1").mtu());
        net.loop.runUntil(600 * SECOND);
        assertEquals(1500, net.to("192.0.2.1").mtu());
    }

    @Test
    void anUnbelievablePathMtuBecomesTheSmallestAllowedAndLocks() {
        net.route("0.0.0.0/0", "10.0.0.254");
        net.out.learnMtu(ip("192.0.2.1"), 0);
        assertEquals(552, net.to("192.0.2.1").mtu());
        assertTrue(net.to("192.0.2.1").mtuLocked());
        net.out.forget();
        assertEquals(1500, net.to("192.0.2.1").mtu());
    }

    @Test
    void aRoutesOwnMtuReplacesTheDevices() {
        net.fib.add(Route.to(Route.EVERYWHERE).via(Address.parse("10.0.0.254")).metrics(RouteMetrics.NONE.withMtu(1280, true)));
        assertEquals(1280, net.to("192.0.2.1").mtu());
        net.out.learnMtu(ip("192.0.2.1"), 1000);
        assertEquals(1280, net.to("192.0.2.1").mtu());
    }

    @Test
    void packetsForThisHostAreLocal() {
        assertEquals(RouteType.LOCAL, net.arriving("10.0.0.9", "10.0.0.1", net.eth0).type());
        assertEquals(RouteType.LOCAL, net.arriving("10.0.0.9", "10.0.1.1", net.eth0).type());
        assertEquals(RouteType.BROADCAST, net.arriving("10.0.0.9", "10.0.0.255", net.eth0).type());
        assertEquals(RouteType.BROADCAST, net.arriving("0.0.0.0", "255.255.255.255", net.eth0).type());
        assertEquals(RouteType.MULTICAST, net.arriving("10.0.0.9", "224.0.0.1", net.eth0).type());
        assertSame(net.arriving("10.0.0.9", "10.0.0.1", net.eth0), net.arriving("10.0.0.8", "10.0.0.1", net.eth0));
    }

    @Test
    void impossibleAddressesAreMartians() {
        for (String source : new String[] {"224.0.0.5", "255.255.255.255", "0.0.0.7", "127.0.0.1", "10.0.0.1"}) {
            assertEquals(DropReason.MARTIAN, net.arriving(source, "10.0.0.1", net.eth0).dropReason(), source);
        }
        assertEquals(DropReason.MARTIAN, net.arriving("10.0.0.9", "0.0.0.7", net.eth0).dropReason());
        assertEquals(DropReason.MARTIAN, net.arriving("10.0.0.9", "127.0.0.1", net.eth0).dropReason());
        net.set("net.ipv4.conf.eth0.accept_local", 1);
        assertEquals(RouteType.LOCAL, net.arriving("10.0.0.1", "10.0.0.1", net.eth0).type());
        net.set("net.ipv4.conf.all.route_localnet", 1);
        assertEquals(RouteType.LOCAL, net.arriving("10.0.0.9", "127.0.0.1", net.eth0).type());
    }

    @Test
    void packetsForOthersAreForwardedOnlyWhereAllowed() {
        Dst no = net.arriving("10.0.0.9", "10.0.1.9", net.eth0);
        assertEquals(Errno.EHOSTUNREACH, no.errno());
        assertEquals(DropReason.NO_ROUTE, no.dropReason());
        net.set("net.ipv4.ip_forward", 1);
        assertEquals(1, net.sysctls.get("net.ipv4.conf.eth1.forwarding").value());
        Dst yes = net.arriving("10.0.0.9", "10.0.1.9", net.eth0);
        assertEquals(RouteType.UNICAST, yes.type());
        assertSame(net.eth1, yes.device());
        assertEquals(Errno.ENETUNREACH, net.arriving("10.0.0.9", "192.0.2.1", net.eth0).errno());
        net.set("net.ipv4.conf.all.forwarding", 0);
        assertEquals(0, net.sysctls.get("net.ipv4.ip_forward").value());
    }

    @Test
    void theStrictFilterWantsTheWayBackThroughTheSameDevice() {
        net.set("net.ipv4.conf.eth1.rp_filter", 1);
        assertEquals(DropReason.RP_FILTER, net.arriving("10.0.0.9", "10.0.1.1", net.eth1).dropReason());
        assertEquals(RouteType.LOCAL, net.arriving("10.0.1.9", "10.0.1.1", net.eth1).type());
        assertEquals(DropReason.RP_FILTER, net.arriving("192.0.2.1", "10.0.1.1", net.eth1).dropReason());
    }

    @Test
    void theLooseFilterWantsAnyWayBack() {
        net.set("net.ipv4.conf.all.rp_filter", 2);
        assertEquals(RouteType.LOCAL, net.arriving("10.0.0.9", "10.0.1.1", net.eth1).type());
        assertEquals(DropReason.RP_FILTER, net.arriving("192.0.2.1", "10.0.1.1", net.eth1).dropReason());
        net.route("0.0.0.0/0", "10.0.0.254");
        assertEquals(RouteType.LOCAL, net.arriving("192.0.2.1", "10.0.1.1", net.eth1).type());
    }

    @Test
    void withoutFilterAnySourceButOurOwnIsAccepted() {
        assertEquals(RouteType.LOCAL, net.arriving("192.0.2.1", "10.0.1.1", net.eth1).type());
    }
}
