package dev.wireproof.core.route;

import static dev.wireproof.core.route.TestNet.ip;
import static dev.wireproof.core.route.TestNet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.rig.report.coverage.Proves;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FibTest {
    private final TestNet net = new TestNet();

    private static Errno errno(Runnable call) {
        return assertThrows(ErrnoException.class, call::run).errno();
    }

    @Test
    @Proves("IP-2/address-adds-routes")
    void anAddressOfAnUpDeviceMakesTheRoutesThatLinuxPrints() {
        assertEquals(List.of("10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.1", "10.0.1.0/24 dev eth1 proto kernel scope link src 10.0.1.1"),
                net.table(Fib.Table.MAIN));
        assertEquals(List.of(
                "local 10.0.0.1 dev eth0 proto kernel scope host src 10.0.0.1",
                "broadcast 10.0.0.255 dev eth0 proto kernel scope link src 10.0.0.1",
                "local 10.0.1.1 dev eth1 proto kernel scope host src 10.0.1.1",
                "broadcast 10.0.1.255 dev eth1 proto kernel scope link src 10.0.1.1",
                "local 127.0.0.0/8 dev lo proto kernel scope host src 127.0.0.1",
                "local 127.0.0.1 dev lo proto kernel scope host src 127.0.0.1",
                "broadcast 127.255.255.255 dev lo proto kernel scope link src 127.0.0.1"), net.table(Fib.Table.LOCAL));
    }

    @Test
    void aSecondAddressOfASubnetIsSecondaryAndMakesOnlyItsLocalRoute() {
        net.address(net.eth0, "10.0.0.2/24");
        assertEquals(2, net.table(Fib.Table.MAIN).size());
        assertTrue(net.table(Fib.Table.LOCAL).contains("local 10.0.0.2 dev eth0 proto kernel scope host src 10.0.0.2"));
        assertTrue(net.interfaces.of(net.eth0).addresses().get(1).secondary());
        net.interfaces.of(net.eth0).remove(Address.parse("10.0.0.1"));
        assertTrue(net.interfaces.of(net.eth0).addresses().isEmpty());
        assertEquals(1, net.table(Fib.Table.MAIN).size());
    }

    @Test
    void hostAndPointToPointPrefixesHaveNoBroadcast() {
        net.address(net.eth1, "192.0.2.1/32");
        net.address(net.eth1, "192.0.2.4/31");
        assertFalse(String.join("\n", net.table(Fib.Table.LOCAL)).contains("broadcast 192."));
        assertTrue(net.table(Fib.Table.MAIN).contains("192.0.2.4/31 dev eth1 proto kernel scope link src 192.0.2.4"));
        assertFalse(String.join("\n", net.table(Fib.Table.MAIN)).contains("192.0.2.1 "));
    }

    @Test
    @Proves({"IP-2/removal-takes-routes", "IP-2/static-does-not-return"})
    void aDeviceThatGoesDownTakesItsRoutesAlongAndStaticOnesDoNotReturn() {
        net.route("172.16.0.0/12", "10.0.0.254");
        net.eth0.down();
        assertEquals(List.of("10.0.1.0/24 dev eth1 proto kernel scope link src 10.0.1.1"), net.table(Fib.Table.MAIN));
        net.eth0.up();
        assertEquals(2, net.table(Fib.Table.MAIN).size());
        assertEquals(Errno.ENETUNREACH, net.to("172.16.0.1").errno());
        assertEquals(Errno.OK, net.to("10.0.0.9").errno());
    }

    @Test
    void theLongestPrefixWins() {
        net.route("0.0.0.0/0", "10.0.0.254");
        net.route("10.0.0.0/8", "10.0.0.253");
        net.route("10.2.0.0/16", "10.0.0.252");
        net.route("10.2.3.4/32", "10.0.1.254");
        assertEquals("10.0.0.254", text(net.to("192.0.2.1").nextHop()));
        assertEquals("10.0.0.253", text(net.to("10.9.9.9").nextHop()));
        assertEquals("10.0.0.252", text(net.to("10.2.3.5").nextHop()));
        assertEquals("10.0.1.254", text(net.to("10.2.3.4").nextHop()));
        assertEquals("10.0.0.9", text(net.to("10.0.0.9").nextHop()));
    }

    @Test
    void theLowestMetricWinsAmongRoutesOfOnePrefix() {
        net.fib.add(Route.to(Route.EVERYWHERE).via(Address.parse("10.0.0.254")).metric(100));
        net.fib.add(Route.to(Route.EVERYWHERE).via(Address.parse("10.0.1.254")).metric(50));
        assertEquals("10.0.1.254", text(net.to("192.0.2.1").nextHop()));
        net.eth1.down();
        assertEquals("10.0.0.254", text(net.to("192.0.2.1").nextHop()));
    }

    @Test
    void typesThatCarryNothingTellTheSenderWhy() {
        net.route("0.0.0.0/0", "10.0.0.254");
        net.fib.add(Route.refusing(RouteType.BLACKHOLE, Cidr.parse("10.1.0.0/16")));
        net.fib.add(Route.refusing(RouteType.UNREACHABLE, Cidr.parse("10.2.0.0/16")));
        net.fib.add(Route.refusing(RouteType.PROHIBIT, Cidr.parse("10.3.0.0/16")));
        net.fib.add(Route.refusing(RouteType.THROW, Cidr.parse("10.4.0.0/16")));
        assertEquals(Errno.EINVAL, net.to("10.1.0.1").errno());
        assertEquals(Errno.EHOSTUNREACH, net.to("10.2.0.1").errno());
        assertEquals(Errno.EACCES, net.to("10.3.0.1").errno());
        assertEquals(Errno.ENETUNREACH, net.to("10.4.0.1").errno());
    }

    @Test
    @Proves("IP-2/tables-and-rules")
    void tableLocalIsAskedBeforeMain() {
        net.fib.add(Route.refusing(RouteType.BLACKHOLE, Cidr.parse("10.0.0.1/32")));
        assertEquals(RouteType.LOCAL, net.to("10.0.0.1").type());
        net.fib.add(Fib.Table.DEFAULT, Route.to(Route.EVERYWHERE).via(Address.parse("10.0.0.254")).dev(net.eth0));
        assertEquals("10.0.0.254", text(net.to("192.0.2.1").nextHop()));
        assertEquals(List.of(Fib.Table.LOCAL, Fib.Table.MAIN, Fib.Table.DEFAULT), Fib.rules());
    }

    @Test
    void aGatewayMustBeAnotherHostOnALinkThatIsUp() {
        Route far = Route.to(Cidr.parse("172.16.0.0/12"));
        assertEquals(Errno.ENETUNREACH, errno(() -> net.fib.add(far.via(Address.parse("192.0.2.1")))));
        assertEquals(Errno.EINVAL, errno(() -> net.fib.add(far.via(Address.parse("10.0.0.1")))));
        net.route("0.0.0.0/0", "10.0.0.254");
        assertEquals(Errno.ENETUNREACH, errno(() -> net.fib.add(far.via(Address.parse("192.0.2.1")))));
        assertEquals(Errno.EEXIST, errno(() -> net.route("0.0.0.0/0", "10.0.0.253")));
        assertEquals(Errno.EINVAL, errno(() -> net.fib.add(far)));
    }

    @Test
    void aRemovedRouteIsNotUsedAnyMore() {
        net.route("172.16.0.0/12", "10.0.0.254");
        Dst cached = net.to("172.16.0.1");
        assertTrue(cached.isCurrent());
        net.fib.remove(Cidr.parse("172.16.0.0/12"), null);
        assertFalse(cached.isCurrent());
        assertEquals(Errno.ENETUNREACH, net.to("172.16.0.1").errno());
        assertEquals(Errno.ESRCH, errno(() -> net.fib.remove(Cidr.parse("172.16.0.0/12"), null)));
    }

    @Test
    void manyRoutesAnswerLikeALinearSearch() {
        Rng rng = Rng.ofSeed(42);
        List<Route> model = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int length = 8 + rng.below(25);
            Cidr prefix = new Cidr(Address.v4(0x2000_0000 | rng.nextInt() & 0x00FF_FFFF), length).network();
            if (model.stream().noneMatch(r -> r.prefix().equals(prefix))) {
                Route r = Route.to(prefix).via(Address.v4(ip("10.0.0.2") + i % 200));
                net.fib.add(r);
                model.add(r);
            }
        }
        for (int i = 0; i < 2000; i++) {
            Address to = Address.v4(0x2000_0000 | rng.nextInt() & 0x00FF_FFFF);
            Route best = model.stream().filter(r -> r.prefix().contains(to))
                    .max((x, y) -> Integer.compare(x.prefix().length(), y.prefix().length())).orElse(null);
            Dst d = net.out.route(0, to.v4(), 0);
            assertEquals(best == null ? Errno.ENETUNREACH : Errno.OK, d.errno());
            if (best != null) {
                assertEquals(best.gateway().v4(), d.nextHop());
            }
        }
    }
}
