package dev.wireproof.core.ip;

import static dev.wireproof.core.ip.Packets.bytes;
import static dev.wireproof.core.ip.Packets.view;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.hook.HookPoint;
import dev.wireproof.core.hook.Verdict;
import dev.wireproof.core.ip.IpPath.PmtuDiscovery;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.route.Route;
import dev.wireproof.core.route.RouteMetrics;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.rig.report.coverage.Proves;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Headers, identification, DF, sizes and hooks of what a host sends (facts 3.5 to 3.7, 3.10). */
class Ipv4OutputTest {
    private static final Address PEER = Address.parse("10.0.0.2");
    private static final int PROTOCOL = RecordingTransport.NUMBER;

    private final EventLoop loop = new EventLoop();
    private final IpHost host = new IpHost(loop, "host");
    private final LinkDevice eth0 = host.link("eth0", 0x0200_0000_0001L, "10.0.0.1/24");
    private final Network network = host.stack.network();
    private final IpPath path = open(PEER);

    Ipv4OutputTest() {
        host.knows(eth0, "10.0.0.2", Packets.PEER);
    }

    private IpPath open(Address to) {
        return network.open(Address.ANY, to, PROTOCOL, 0).path();
    }

    private Errno send(IpPath way, int octets) {
        SkBuff skb = SkBuff.allocate(octets);
        int at = skb.put(octets);
        System.arraycopy(bytes(octets), 0, skb.head(), at, octets);
        return network.transmit(skb, way);
    }

    private Ipv4View sent(IpPath way, int octets) {
        assertEquals(Errno.OK, send(way, octets));
        assertEquals(1, eth0.sent.size());
        LinkDevice.Sent frame = eth0.take().get(0);
        assertEquals(Packets.PEER, frame.to());
        assertTrue(view(frame.packet()).checksumHolds());
        return view(frame.packet());
    }

    @Test
    void theHeaderSaysWhatThePathSays() {
        path.tos = 0x10;
        Ipv4View v = sent(path, 40);
        assertEquals(List.of(4, 20, 0x10, 60, 64, PROTOCOL), List.of(v.version(), v.headerLength(), v.tos(), v.totalLength(), v.ttl(), v.protocol()));
        assertEquals("10.0.0.1 10.0.0.2", Address.v4(v.source()) + " " + Address.v4(v.destination()));
        path.ttl = 7;
        assertEquals(7, sent(path, 40).ttl());
        assertEquals(2, host.count(Counter.IP_OUT_REQUESTS));
        assertEquals(2, host.count(Counter.IP_OUT_TRANSMITS));
        assertEquals(120, host.count(Counter.IPEXT_OUT_OCTETS));
    }

    @Test
    void theRoutesHopLimitReplacesTheDefault() {
        host.stack.fib().add(Route.to(Cidr.parse("192.0.2.0/24")).via(PEER).metrics(RouteMetrics.NONE.withHopLimit(9)));
        assertEquals(9, sent(open(Address.parse("192.0.2.1")), 4).ttl());
        host.set("net.ipv4.ip_default_ttl", 33);
        assertEquals(33, sent(path, 4).ttl());
    }

    @Test
    void aConnectedSocketCountsItsIdentificationsUp() {
        path.connected = true;
        path.nextId = 0xFFFF;
        assertEquals(0xFFFF, sent(path, 4).id());
        assertEquals(0, sent(path, 4).id());
        assertEquals(1, sent(path, 4).id());
    }

    @Test
    void identificationIsZeroForRepliesWithoutSocketAndForUnfragmentableUnconnectedOnes() {
        path.idZero = true;
        path.pmtuDiscovery = PmtuDiscovery.DONT;
        Ipv4View v = sent(path, 4);
        assertEquals(List.of(0, Ipv4View.DF), List.of(v.id(), v.flagsAndOffset()));
        IpPath other = open(PEER);
        other.pmtuDiscovery = PmtuDiscovery.DO;
        assertEquals(0, sent(other, 4).id());
    }

    @Test
    void otherIdentificationsComeFromACounterSharedByAddressesAndProtocol() {
        path.pmtuDiscovery = PmtuDiscovery.DONT;
        int first = sent(path, 4).id();
        assertEquals(first + 1 & 0xFFFF, sent(open(PEER), 4).id());
        loop.runUntil(10_000_000_000L);
        assertNotEquals(first + 2 & 0xFFFF, sent(path, 4).id());
    }

    @Test
    void dfFollowsThePolicy() {
        int[] fits = {0, Ipv4View.DF, Ipv4View.DF, Ipv4View.DF, 0, 0};
        for (PmtuDiscovery p : PmtuDiscovery.values()) {
            path.pmtuDiscovery = p;
            assertEquals(fits[p.ordinal()], sent(path, 1480).flagsAndOffset(), p.name());
        }
    }

    @Test
    void whatIsTooLargeIsCutOrRefusedByThePolicy() {
        for (PmtuDiscovery p : PmtuDiscovery.values()) {
            path.pmtuDiscovery = p;
            boolean refused = p == PmtuDiscovery.DO || p == PmtuDiscovery.PROBE || p == PmtuDiscovery.INTERFACE;
            assertEquals(refused ? Errno.EMSGSIZE : Errno.OK, send(path, 1481), p.name());
            List<LinkDevice.Sent> frames = eth0.take();
            assertEquals(refused ? 0 : 2, frames.size(), p.name());
            frames.forEach(f -> assertEquals(0, view(f.packet()).flagsAndOffset() & Ipv4View.DF));
        }
        assertEquals(Errno.EMSGSIZE, send(path, 65_516));
        assertEquals(4, host.accounts.dropped(DropReason.FRAGMENTATION_NEEDED));
        assertEquals(3, host.count(Counter.IP_FRAG_OKS));
        assertEquals(6, host.count(Counter.IP_FRAG_CREATES));
        assertEquals(3, host.count(Counter.IP_OUT_REQUESTS));
        assertEquals(6, host.count(Counter.IP_OUT_TRANSMITS));
    }

    @Test
    void fragmentsShareIdentificationAndCarryThePayloadInOrder() {
        path.pmtuDiscovery = PmtuDiscovery.DONT;
        send(path, 4000);
        List<LinkDevice.Sent> frames = eth0.take();
        assertEquals(List.of(1500, 1500, 1060), frames.stream().map(f -> f.packet().length).toList());
        assertEquals(1, frames.stream().map(f -> view(f.packet()).id()).distinct().count());
        byte[] joined = new byte[4000];
        for (LinkDevice.Sent f : frames) {
            System.arraycopy(f.packet(), 20, joined, view(f.packet()).fragmentOffset(), f.packet().length - 20);
        }
        assertArrayEquals(bytes(4000), joined);
    }

    @Test
    void aLearntPathMtuLowersWhatFits() {
        assertEquals(1500, network.mtu(path));
        network.updateMtu(path, 1000);
        assertEquals(1000, network.mtu(path));
        assertEquals(Errno.OK, send(path, 981));
        assertEquals(2, eth0.take().size());
        path.pmtuDiscovery = PmtuDiscovery.PROBE;
        assertEquals(1500, network.mtu(path));
        assertEquals(Ipv4View.DF, sent(path, 1480).flagsAndOffset());
        path.pmtuDiscovery = PmtuDiscovery.WANT;
        network.updateMtu(path, 100);
        assertEquals(552, network.mtu(path));
        assertEquals(0, sent(path, 100).flagsAndOffset());
    }

    @Test
    void thereIsNoWayWithoutRouteAndTheOneThereWasMayGo() {
        assertEquals(Errno.ENETUNREACH, network.open(Address.ANY, Address.parse("192.0.2.1"), PROTOCOL, 0).errno());
        assertNull(network.open(Address.ANY, Address.parse("192.0.2.1"), PROTOCOL, 0).path());
        eth0.down();
        assertEquals(Errno.EHOSTUNREACH, send(path, 4));
        assertEquals(3, host.count(Counter.IP_OUT_NO_ROUTES));
    }

    @Test
    @Proves({"NF-1/send-path", "IP-5/post-routing-unfragmented", "IP-5/local-out-after-routing"})
    void aSentPacketPassesLocalOutAndPostRoutingBeforeItIsCut() {
        List<String> passed = new ArrayList<>();
        for (HookPoint p : HookPoint.values()) {
            host.stack.hooks().register(p, 0, (point, skb, in, out) -> {
                passed.add(point + " " + (in == null ? "-" : in.name()) + " " + (out == null ? "-" : out.name()) + " " + skb.length());
                return Verdict.ACCEPT;
            });
        }
        send(path, 3000);
        assertEquals(List.of("LOCAL_OUT - eth0 3020", "POST_ROUTING - eth0 3020"), passed);
        assertEquals(3, eth0.sent.size());
    }

    @Test
    void aChangedDestinationAtLocalOutMakesAnotherRoute() {
        LinkDevice eth1 = host.link("eth1", 0x0200_0000_0002L, "10.0.1.1/24");
        host.knows(eth1, "10.0.1.9", Packets.PEER);
        host.stack.hooks().register(HookPoint.LOCAL_OUT, 0, (point, skb, in, out) -> {
            new Ipv4View().at(skb.head(), skb.data()).destination(Address.parse("10.0.1.9").v4()).fillChecksum();
            return Verdict.ACCEPT;
        });
        assertEquals(Errno.OK, send(path, 4));
        assertEquals(0, eth0.sent.size());
        assertEquals(1, eth1.sent.size());
    }

    @Test
    void aHookDropOfALocalPacketIsEperm() {
        host.stack.hooks().register(HookPoint.LOCAL_OUT, 0, (point, skb, in, out) -> Verdict.DROP);
        assertEquals(Errno.EPERM, send(path, 4));
        assertEquals(0, eth0.sent.size());
    }

    @Test
    void loopbackKeepsTheRouteAndRunsAtTheSameInstant() {
        RecordingTransport transport = new RecordingTransport();
        network.register(transport);
        host.set("net.ipv4.conf.all.rp_filter", 1);
        send(open(Address.LOOPBACK), 4);
        assertEquals(0, transport.received.size());
        loop.runInstant();
        assertEquals(1, transport.received.size());
        assertEquals(0, eth0.sent.size());
    }

    @Test
    void broadcastAndMulticastGoToTheirLinkAddresses() {
        send(open(Address.parse("10.0.0.255")), 4);
        send(network.open(Address.parse("10.0.0.1"), Address.parse("224.1.2.3"), PROTOCOL, 0).path(), 4);
        List<LinkDevice.Sent> frames = eth0.take();
        assertEquals(List.of(0xFFFF_FFFF_FFFFL, 0x0100_5E01_0203L), frames.stream().map(LinkDevice.Sent::to).toList());
        assertEquals(1, view(frames.get(1).packet()).ttl());
        assertEquals(List.of(1L, 24L, 1L, 24L), List.of(host.count(Counter.IPEXT_OUT_BCAST_PKTS), host.count(Counter.IPEXT_OUT_BCAST_OCTETS),
                host.count(Counter.IPEXT_OUT_MCAST_PKTS), host.count(Counter.IPEXT_OUT_MCAST_OCTETS)));
    }

    @Test
    void aConfirmationReachesTheNextHop() {
        send(path, 4);
        loop.runUntil(5_000_000_000L);
        network.confirm(path);
        assertEquals(5_000_000_000L, host.neighbour(eth0, "10.0.0.2").confirmedNanos());
    }
}
