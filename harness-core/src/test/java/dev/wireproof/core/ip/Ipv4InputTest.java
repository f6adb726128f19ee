package dev.wireproof.core.ip;

import static dev.wireproof.core.ip.Packets.bytes;
import static dev.wireproof.core.ip.Packets.frame;
import static dev.wireproof.core.ip.Packets.ip;
import static dev.wireproof.core.ip.Packets.view;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.hook.HookPoint;
import dev.wireproof.core.hook.Verdict;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.rig.report.coverage.Proves;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checks of {@code ip_rcv} in their order with their counters (facts 3.1). */
class Ipv4InputTest {
    private static final int TRANSPORT = RecordingTransport.NUMBER;

    private final IpHost host = new IpHost(new EventLoop(), "host");
    private final LinkDevice eth0 = host.link("eth0", 0x0200_0000_0001L, "10.0.0.1/24");
    private final RecordingTransport transport = new RecordingTransport();
    private final byte[] good = ip("10.0.0.2", "10.0.0.1", TRANSPORT, bytes(40));

    Ipv4InputTest() {
        host.stack.network().register(transport);
    }

    private void receive(byte[] packet) {
        eth0.receive(frame(eth0, packet));
    }

    private void isDropped(DropReason reason, Counter... counted) {
        assertEquals(0, transport.received.size());
        assertEquals(1, host.accounts.dropped(reason), reason.name());
        List<Counter> errors = new ArrayList<>(List.of(Counter.IP_IN_HDR_ERRORS, Counter.IP_IN_ADDR_ERRORS, Counter.IPEXT_IN_CSUM_ERRORS,
                Counter.IPEXT_IN_TRUNCATED_PKTS, Counter.IPEXT_IN_NO_ROUTES, Counter.TCPEXT_IP_REVERSE_PATH_FILTER));
        for (Counter c : errors) {
            assertEquals(Arrays.asList(counted).contains(c) ? 1 : 0, host.count(c), c.name());
        }
    }

    @Test
    void aGoodPacketReachesItsTransport() {
        receive(good);
        assertArrayEquals(bytes(40), transport.received.get(0));
        assertEquals(Address.parse("10.0.0.2"), new Address(transport.last.sourceHigh, transport.last.sourceLow));
        assertEquals(Address.parse("10.0.0.1"), new Address(transport.last.destinationHigh, transport.last.destinationLow));
        assertEquals(64, transport.last.hopLimit);
        assertEquals(eth0.ifindex(), transport.last.inputIfindex);
        assertEquals(1, host.count(Counter.IP_IN_RECEIVES));
        assertEquals(60, host.count(Counter.IPEXT_IN_OCTETS));
        assertEquals(1, host.count(Counter.IP_IN_DELIVERS));
        assertEquals(1, host.count(Counter.IPEXT_IN_NO_ECT_PKTS));
        assertEquals(0, host.accounts.dropped());
    }

    @Test
    void framesForOthersAreNotCountedByIp() {
        eth0.receive(frame(0x0200_0000_0099L, good));
        isDropped(DropReason.OTHERHOST);
        assertEquals(0, host.count(Counter.IP_IN_RECEIVES));
    }

    @Test
    void lessThanTwentyOctetsIsAHeaderError() {
        receive(Arrays.copyOf(good, 19));
        isDropped(DropReason.IP_HEADER, Counter.IP_IN_HDR_ERRORS);
        assertEquals(0, host.count(Counter.IPEXT_IN_NO_ECT_PKTS));
    }

    @Test
    void anotherVersionIsAHeaderError() {
        view(good).versionAndLength(6, 20).fillChecksum();
        receive(good);
        isDropped(DropReason.IP_HEADER, Counter.IP_IN_HDR_ERRORS);
    }

    @Test
    void aHeaderLengthBelowFiveWordsIsAHeaderError() {
        view(good).versionAndLength(4, 16);
        receive(good);
        isDropped(DropReason.IP_HEADER, Counter.IP_IN_HDR_ERRORS);
    }

    @Test
    void aHeaderBeyondTheFrameIsAHeaderError() {
        byte[] shortFrame = Arrays.copyOf(good, 24);
        view(shortFrame).versionAndLength(4, 60).totalLength(24);
        receive(shortFrame);
        isDropped(DropReason.IP_HEADER, Counter.IP_IN_HDR_ERRORS);
    }

    @Test
    void everyWrongBitOfTheHeaderIsFoundByTheChecksum() {
        for (int bit = 8; bit < 160; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            receive(bad);
        }
        assertEquals(0, transport.received.size());
        assertEquals(152, host.count(Counter.IPEXT_IN_CSUM_ERRORS));
        assertEquals(152, host.count(Counter.IP_IN_HDR_ERRORS));
    }

    @Test
    void aFrameShorterThanTheTotalLengthIsTruncated() {
        receive(Arrays.copyOf(good, 59));
        isDropped(DropReason.IP_TRUNCATED, Counter.IPEXT_IN_TRUNCATED_PKTS);
    }

    @Test
    void aTotalLengthBelowTheHeaderLengthIsAHeaderError() {
        view(good).totalLength(19).fillChecksum();
        receive(good);
        isDropped(DropReason.IP_HEADER, Counter.IP_IN_HDR_ERRORS);
    }

    @Test
    void paddingIsCutOff() {
        byte[] small = ip("10.0.0.2", "10.0.0.1", TRANSPORT, bytes(3));
        receive(Arrays.copyOf(small, 46));
        assertArrayEquals(bytes(3), transport.received.get(0));
        assertEquals(46, host.count(Counter.IPEXT_IN_OCTETS));
    }

    @Test
    void theTtlDoesNotMatterForThisHost() {
        view(good).ttl(0).fillChecksum();
        receive(good);
        assertEquals(1, transport.received.size());
    }

    @Test
    void theEcnFieldIsCounted() {
        for (int ecn = 0; ecn < 4; ecn++) {
            view(good).tos(ecn).fillChecksum();
            receive(good);
        }
        assertEquals(List.of(1L, 1L, 1L, 1L), List.of(host.count(Counter.IPEXT_IN_NO_ECT_PKTS), host.count(Counter.IPEXT_IN_ECT1_PKTS),
                host.count(Counter.IPEXT_IN_ECT0_PKTS), host.count(Counter.IPEXT_IN_CE_PKTS)));
        assertEquals(3, transport.last.trafficClass);
    }

    @Test
    void packetsForOthersAreAddressErrorsOnAHostThatDoesNotForward() {
        receive(ip("10.0.0.2", "10.0.0.77", TRANSPORT, bytes(4)));
        isDropped(DropReason.NO_ROUTE, Counter.IP_IN_ADDR_ERRORS);
        assertEquals(0, eth0.sent.size());
    }

    @Test
    void martiansAreDroppedWithoutCounterAndAnswer() {
        receive(ip("127.0.0.1", "10.0.0.1", TRANSPORT, bytes(4)));
        isDropped(DropReason.MARTIAN);
        assertEquals(0, eth0.sent.size());
    }

    @Test
    void theReversePathFilterCounts() {
        host.set("net.ipv4.conf.all.rp_filter", 1);
        receive(ip("192.0.2.1", "10.0.0.1", TRANSPORT, bytes(4)));
        isDropped(DropReason.RP_FILTER, Counter.TCPEXT_IP_REVERSE_PATH_FILTER);
    }

    @Test
    void broadcastsAreDeliveredAndCounted() {
        eth0.receive(frame(-1L >>> 16, ip("10.0.0.2", "10.0.0.255", TRANSPORT, bytes(4))));
        assertEquals(1, transport.received.size());
        assertEquals(1, host.count(Counter.IPEXT_IN_BCAST_PKTS));
        assertEquals(24, host.count(Counter.IPEXT_IN_BCAST_OCTETS));
    }

    @Test
    @Proves({"NF-1/receive-path", "NF-1/local-in-place"})
    void aReceivedPacketPassesPreRoutingAndLocalInAndNoOtherHook() {
        List<String> passed = new ArrayList<>();
        for (HookPoint p : HookPoint.values()) {
            host.stack.hooks().register(p, 0, (point, skb, in, out) -> {
                passed.add(point + " " + (in == null ? "-" : in.name()) + " " + (out == null ? "-" : out.name()) + " " + skb.length());
                return Verdict.ACCEPT;
            });
        }
        receive(good);
        assertEquals(List.of("PRE_ROUTING eth0 - 60", "LOCAL_IN eth0 - 60"), passed);
    }

    @Test
    void aHookDropIsNamed() {
        host.stack.hooks().register(HookPoint.LOCAL_IN, 0, (point, skb, in, out) -> Verdict.DROP);
        receive(good);
        isDropped(DropReason.HOOK_DROP);
    }
}
