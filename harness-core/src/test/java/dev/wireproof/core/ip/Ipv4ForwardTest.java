package dev.wireproof.core.ip;

import static dev.wireproof.core.ip.Packets.bytes;
import static dev.wireproof.core.ip.Packets.frame;
import static dev.wireproof.core.ip.Packets.ip;
import static dev.wireproof.core.ip.Packets.view;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.hook.HookPoint;
import dev.wireproof.core.hook.Verdict;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.route.Route;
import dev.wireproof.core.route.RouteType;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.rig.report.coverage.Proves;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A router between 10.0.0.0/24 and 10.0.1.0/24 (facts 3.4). */
class Ipv4ForwardTest {
    private static final String FROM = "10.0.0.2";
    private static final String TO = "10.0.1.2";
    private static final int PROTOCOL = 200;
    private static final long MS = 1_000_000L;

    private final EventLoop loop = new EventLoop();
    private final IpHost router = new IpHost(loop, "router");
    private final LinkDevice eth0 = router.link("eth0", 0x0200_0000_0001L, "10.0.0.1/24");
    private final LinkDevice eth1 = router.link("eth1", 0x0200_0000_0002L, 600);

    Ipv4ForwardTest() {
        router.stack.interfaces().of(eth1).add(Cidr.parse("10.0.1.1/24"));
        router.set("net.ipv4.ip_forward", 1);
        router.knows(eth0, FROM, Packets.PEER);
        router.knows(eth1, TO, 0x0200_0000_00EEL);
    }

    private void receive(byte[] packet) {
        eth0.receive(frame(eth0, packet));
    }

    private void errorIs(int type, int code, int info, byte[] about) {
        assertEquals(0, eth1.sent.size());
        assertEquals(1, eth0.sent.size());
        byte[] error = eth0.take().get(0).packet();
        assertEquals("10.0.0.1 " + FROM, Address.v4(view(error).source()) + " " + Address.v4(view(error).destination()));
        assertEquals(List.of(type, code, info), List.of((int) error[20], (int) error[21], (error[26] & 255) << 8 | error[27] & 255));
        assertArrayEquals(Arrays.copyOf(about, Math.min(548, about.length)), Arrays.copyOfRange(error, 28, error.length));
    }

    @Test
    void aPacketForAnotherNetworkLosesOneTtlAndNothingElse() {
        byte[] packet = ip(FROM, TO, PROTOCOL, bytes(100));
        receive(packet);
        LinkDevice.Sent out = eth1.take().get(0);
        assertEquals(0x0200_0000_00EEL, out.to());
        assertTrue(view(out.packet()).checksumHolds());
        assertEquals(63, view(out.packet()).ttl());
        byte[] expected = packet.clone();
        view(expected).ttl(63).fillChecksum();
        assertArrayEquals(expected, out.packet());
        assertEquals(1, router.count(Counter.IP_FORW_DATAGRAMS));
        assertEquals(0, router.count(Counter.IP_OUT_REQUESTS));
        assertEquals(1, router.count(Counter.IP_OUT_TRANSMITS));
    }

    @Test
    void anExhaustedTtlIsToldToTheSource() {
        for (int ttl = 0; ttl <= 1; ttl++) {
            byte[] packet = ip(FROM, TO, PROTOCOL, bytes(1000));
            view(packet).ttl(ttl).fillChecksum();
            receive(packet);
            errorIs(11, 0, 0, packet);
        }
        assertEquals(2, router.count(Counter.IP_IN_HDR_ERRORS));
        assertEquals(2, router.accounts.dropped(DropReason.TTL_EXCEEDED));
        assertEquals(0, router.count(Counter.IP_FORW_DATAGRAMS));
    }

    @Test
    void whatMustNotBeCutIsToldTheNextMtu() {
        byte[] packet = ip(FROM, TO, PROTOCOL, bytes(581));
        view(packet).flagsAndOffset(Ipv4View.DF).fillChecksum();
        receive(packet);
        errorIs(3, 4, 600, packet);
        assertEquals(1, router.count(Counter.IP_FRAG_FAILS));
        assertEquals(1, router.count(Counter.IP_FORW_DATAGRAMS));
    }

    @Test
    void otherPacketsAreCutForASmallerLink() {
        receive(ip(FROM, TO, PROTOCOL, bytes(1000)));
        List<LinkDevice.Sent> out = eth1.take();
        assertEquals(List.of(596, 444), out.stream().map(s -> s.packet().length).toList());
        out.forEach(s -> assertEquals(63, view(s.packet()).ttl()));
    }

    @Test
    void eachKindOfMissingRouteHasItsAnswer() {
        router.stack.fib().add(Route.refusing(RouteType.UNREACHABLE, Cidr.parse("172.16.0.0/16")));
        router.stack.fib().add(Route.refusing(RouteType.PROHIBIT, Cidr.parse("172.17.0.0/16")));
        router.stack.fib().add(Route.refusing(RouteType.BLACKHOLE, Cidr.parse("172.18.0.0/16")));
        int[][] cases = {{0xC000_0201, 0}, {0xAC10_0001, 1}, {0xAC11_0001, 13}};
        for (int[] c : cases) {
            byte[] packet = ip(FROM, Address.v4(c[0]).toString(), PROTOCOL, bytes(8));
            receive(packet);
            errorIs(3, c[1], 0, packet);
        }
        receive(ip(FROM, "172.18.0.1", PROTOCOL, bytes(8)));
        assertEquals(0, eth0.sent.size());
        assertEquals(1, router.count(Counter.IPEXT_IN_NO_ROUTES));
        assertEquals(0, router.count(Counter.IP_IN_ADDR_ERRORS));
    }

    @Test
    void noRouteIsToldFiveTimesAtOnceAndThenOnceASecond() {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            loop.runUntil(i * 10 * MS);
            receive(ip(FROM, "192.0.2.1", PROTOCOL, bytes(8)));
            eth0.take().forEach(s -> times.add(s.atNanos() / MS));
        }
        assertEquals(List.of(0L, 10L, 20L, 30L, 40L, 1000L, 2000L), times);
    }

    @Test
    void aLastHopThatDoesNotResolveIsToldHostUnreachable() {
        byte[] packet = ip(FROM, "10.0.1.77", PROTOCOL, bytes(8));
        receive(packet);
        assertEquals(1, eth1.take().size());
        loop.runUntil(3000 * MS);
        eth1.take();
        view(packet).ttl(63).fillChecksum();
        errorIs(3, 1, 0, packet);
        assertEquals(1, router.accounts.dropped(DropReason.NEIGHBOUR_FAILED));
    }

    @Test
    void linkBroadcastsAreNotForwarded() {
        eth0.receive(frame(-1L >>> 16, ip(FROM, TO, PROTOCOL, bytes(8))));
        assertEquals(0, eth1.sent.size());
        assertEquals(0, eth0.sent.size());
    }

    @Test
    @Proves({"NF-1/forward-path", "NF-1/forward-place"})
    void aForwardedPacketPassesThreeHooks() {
        List<String> passed = new ArrayList<>();
        for (HookPoint p : HookPoint.values()) {
            router.stack.hooks().register(p, 0, (point, skb, in, out) -> {
                passed.add(point + " " + (in == null ? "-" : in.name()) + " " + (out == null ? "-" : out.name()));
                return Verdict.ACCEPT;
            });
        }
        receive(ip(FROM, TO, PROTOCOL, bytes(8)));
        assertEquals(List.of("PRE_ROUTING eth0 -", "FORWARD eth0 eth1", "POST_ROUTING eth0 eth1"), passed);
    }

    @Test
    void withoutForwardingThePacketEndsHere() {
        router.set("net.ipv4.conf.eth0.forwarding", 0);
        receive(ip(FROM, TO, PROTOCOL, bytes(8)));
        assertEquals(0, eth1.sent.size());
        assertEquals(1, router.count(Counter.IP_IN_ADDR_ERRORS));
    }
}
