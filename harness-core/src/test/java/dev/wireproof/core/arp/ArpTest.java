package dev.wireproof.core.arp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.ip.IpHost;
import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.ip.LinkDevice;
import dev.wireproof.core.neigh.Neighbour;
import dev.wireproof.core.neigh.NudState;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.ArpView;
import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.EthernetView;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ARP on a host with one link: order of checks, merge rules and requests (facts 2.10 and 2.11). */
class ArpTest {
    private static final long ME = 0x0200_0000_0001L;
    private static final long PEER = 0x0200_0000_00FFL;
    private static final long OTHER = 0x0200_0000_00EEL;
    private static final long ALL = 0xFFFF_FFFF_FFFFL;
    private static final long SECOND = 1_000_000_000L;

    private final EventLoop loop = new EventLoop();
    private final IpHost host = new IpHost(loop, "host");
    private final LinkDevice eth0 = host.link("eth0", ME, "10.0.0.1/24");

    private static int ip(String text) {
        return Address.parse(text).v4();
    }

    private void arrive(long to, int operation, long senderMac, String sender, long targetMac, String target) {
        eth0.receive(frame(to, operation, senderMac, sender, targetMac, target));
    }

    private static byte[] frame(long to, int operation, long senderMac, String sender, long targetMac, String target) {
        byte[] f = new byte[60];
        new EthernetView().at(f, 0).destination(to).source(senderMac).type(EtherType.ARP);
        new ArpView().at(f, 14).ethernetIpv4(operation).sender(senderMac, ip(sender)).target(targetMac, ip(target));
        return f;
    }

    private void request(String sender, String target) {
        arrive(ALL, ArpView.REQUEST, PEER, sender, 0, target);
    }

    /** What left since the last look, such as {@code request 10.0.0.1 > 10.0.0.2 to ff:ff:ff:ff:ff:ff}. */
    private List<String> told() {
        return eth0.take().stream().map(s -> {
            if (s.type() != EtherType.ARP) {
                return "packet to " + new Mac(s.to());
            }
            ArpView v = new ArpView().at(s.packet(), 0);
            assertEquals(28, s.packet().length);
            assertEquals(ME, v.senderMac());
            assertEquals(List.of(1, 0x0800, 6, 4), List.of(v.hardwareType(), v.protocolType(), v.hardwareLength(), v.protocolLength()));
            boolean asks = v.operation() == ArpView.REQUEST;
            assertEquals(asks ? 0 : s.to(), v.targetMac());
            return (asks ? "request " : "reply ") + Address.v4(v.senderIp()) + " > " + Address.v4(v.targetIp()) + " to " + new Mac(s.to());
        }).toList();
    }

    private Neighbour entry(String address) {
        return host.neighbour(eth0, address);
    }

    private void isEntry(String address, NudState state, long mac) {
        assertEquals(state, entry(address).state());
        assertEquals(mac, entry(address).macBits());
    }

    private void send(String from, String to) {
        IpPath path = host.stack.network().open(Address.parse(from), Address.parse(to), 200, 0).path();
        SkBuff skb = SkBuff.allocate(4);
        skb.put(4);
        host.stack.network().transmit(skb, path);
    }

    private void learn(NudState state) {
        host.stack.neighbours().resolve(0, Address.parse("10.0.0.2").low(), eth0).update(PEER, state, 0);
    }

    @Test
    void aRequestForUsIsAnsweredByUnicastAndTeachesUsTheAsker() {
        request("10.0.0.2", "10.0.0.1");
        assertEquals(List.of("reply 10.0.0.1 > 10.0.0.2 to 02:00:00:00:00:ff"), told());
        isEntry("10.0.0.2", NudState.STALE, PEER);
    }

    @Test
    void aProbeForOurAddressIsAnsweredAndTeachesNothing() {
        request("0.0.0.0", "10.0.0.1");
        assertEquals(List.of("reply 10.0.0.1 > 0.0.0.0 to 02:00:00:00:00:ff"), told());
        assertNull(entry("0.0.0.0"));
    }

    @Test
    void requestsForOthersAreNeitherAnsweredNorLearnt() {
        request("10.0.0.2", "10.0.0.3");
        request("10.0.0.2", "224.0.0.1");
        request("10.0.0.2", "127.0.0.1");
        assertEquals(List.of(), told());
        assertEquals(0, host.stack.neighbours().size());
    }

    @Test
    void malformedPacketsAreDropped() {
        byte[] wrong = frame(ALL, ArpView.REQUEST, PEER, "10.0.0.2", 0, "10.0.0.1");
        for (int field = 0; field < 5; field++) {
            byte[] f = wrong.clone();
            ArpView v = new ArpView().at(f, 14);
            switch (field) {
                case 0 -> v.hardwareType(2);
                case 1 -> v.protocolType(0x86DD);
                case 2 -> v.hardwareLength(8);
                case 3 -> v.protocolLength(16);
                default -> v.ethernetIpv4(3);
            }
            eth0.receive(f);
        }
        eth0.receive(Arrays.copyOf(wrong, 41));
        assertEquals(6, host.accounts.dropped(DropReason.ARP_BAD));
        assertEquals(List.of(), told());
        assertEquals(0, host.stack.neighbours().size());
    }

    @Test
    void aMartianOrFilteredAskerIsNotAnswered() {
        request("127.0.0.9", "10.0.0.1");
        host.set("net.ipv4.conf.eth0.rp_filter", 1);
        request("192.0.2.1", "10.0.0.1");
        assertEquals(List.of(), told());
    }

    @Test
    void anUnknownNextHopIsAskedForByBroadcastAndTheAnswerLetsThePacketGo() {
        send("0.0.0.0", "10.0.0.2");
        assertEquals(List.of("request 10.0.0.1 > 10.0.0.2 to ff:ff:ff:ff:ff:ff"), told());
        arrive(ME, ArpView.REPLY, PEER, "10.0.0.2", ME, "10.0.0.1");
        assertEquals(List.of("packet to 02:00:00:00:00:ff"), told());
        isEntry("10.0.0.2", NudState.REACHABLE, PEER);
    }

    @Test
    void repliesCreateNoEntry() {
        arrive(ME, ArpView.REPLY, PEER, "10.0.0.2", ME, "10.0.0.1");
        arrive(ALL, ArpView.REQUEST, PEER, "10.0.0.2", 0, "10.0.0.2");
        assertNull(entry("10.0.0.2"));
    }

    @Test
    void arpAcceptLetsGratuitousArpAndRepliesCreateEntries() {
        host.set("net.ipv4.conf.all.arp_accept", 1);
        arrive(ALL, ArpView.REQUEST, PEER, "10.0.0.2", 0, "10.0.0.2");
        isEntry("10.0.0.2", NudState.STALE, PEER);
        arrive(ME, ArpView.REPLY, PEER, "192.0.2.3", ME, "10.0.0.1");
        isEntry("192.0.2.3", NudState.REACHABLE, PEER);
        host.set("net.ipv4.conf.all.arp_accept", 2);
        arrive(ME, ArpView.REPLY, PEER, "192.0.2.4", ME, "10.0.0.1");
        assertNull(entry("192.0.2.4"));
        request("10.0.0.5", "10.0.0.6");
        assertNull(entry("10.0.0.5"));
    }

    @Test
    void aReplyWithAnotherMacWaitsOutTheLocktime() {
        learn(NudState.STALE);
        loop.runUntil(SECOND);
        arrive(ME, ArpView.REPLY, OTHER, "10.0.0.2", ME, "10.0.0.1");
        isEntry("10.0.0.2", NudState.STALE, PEER);
        loop.runUntil(SECOND + 1);
        arrive(ME, ArpView.REPLY, OTHER, "10.0.0.2", ME, "10.0.0.1");
        isEntry("10.0.0.2", NudState.REACHABLE, OTHER);
    }

    @Test
    void aRequestForUsWithAnotherMacCountsAtOnce() {
        learn(NudState.REACHABLE);
        arrive(ALL, ArpView.REQUEST, OTHER, "10.0.0.2", 0, "10.0.0.1");
        isEntry("10.0.0.2", NudState.STALE, OTHER);
    }

    @Test
    void gratuitousArpMovesAnExistingEntryAtOnce() {
        learn(NudState.REACHABLE);
        arrive(ALL, ArpView.REQUEST, OTHER, "10.0.0.2", 0, "10.0.0.2");
        isEntry("10.0.0.2", NudState.STALE, OTHER);
        arrive(ALL, ArpView.REPLY, PEER, "10.0.0.2", PEER, "10.0.0.2");
        isEntry("10.0.0.2", NudState.STALE, PEER);
        learn(NudState.REACHABLE);
        arrive(ALL, ArpView.REQUEST, PEER, "10.0.0.2", 0, "10.0.0.2");
        isEntry("10.0.0.2", NudState.REACHABLE, PEER);
    }

    @Test
    void aBroadcastReplyDoesNotProveReachability() {
        learn(NudState.STALE);
        arrive(ALL, ArpView.REPLY, PEER, "10.0.0.2", 0, "10.0.0.1");
        isEntry("10.0.0.2", NudState.STALE, PEER);
    }

    @Test
    void aPermanentEntryIsNotMovedByAnybody() {
        host.knows(eth0, "10.0.0.2", PEER);
        arrive(ALL, ArpView.REQUEST, OTHER, "10.0.0.2", 0, "10.0.0.2");
        arrive(ALL, ArpView.REQUEST, OTHER, "10.0.0.2", 0, "10.0.0.1");
        isEntry("10.0.0.2", NudState.PERMANENT, PEER);
    }

    @Test
    void aStaleEntryInUseIsAskedByUnicastAfterFiveSeconds() {
        learn(NudState.STALE);
        send("0.0.0.0", "10.0.0.2");
        assertEquals(List.of("packet to 02:00:00:00:00:ff"), told());
        loop.runUntil(5 * SECOND);
        assertEquals(List.of("request 10.0.0.1 > 10.0.0.2 to 02:00:00:00:00:ff"), told());
        arrive(ME, ArpView.REPLY, PEER, "10.0.0.2", ME, "10.0.0.1");
        isEntry("10.0.0.2", NudState.REACHABLE, PEER);
    }

    @Test
    void arpIgnoreDecidesWhichRequestsAreAnswered() {
        LinkDevice eth1 = host.link("eth1", 0x0200_0000_0002L, "10.0.1.1/24");
        int[][] expected = {{0, 1, 1, 1}, {1, 1, 0, 1}, {2, 1, 0, 0}, {3, 1, 1, 1}, {8, 0, 0, 0}};
        for (int[] row : expected) {
            host.set("net.ipv4.conf.eth0.arp_ignore", row[0]);
            request("10.0.0.2", "10.0.0.1");
            assertEquals(row[1], told().size(), "own address, level " + row[0]);
            request("10.0.0.2", "10.0.1.1");
            assertEquals(row[2], told().size(), "address of " + eth1 + ", level " + row[0]);
            request("192.0.2.7", "10.0.0.1");
            assertEquals(row[3], told().size(), "asker of another subnet, level " + row[0]);
        }
    }

    @Test
    void aSuppressedReplyTeachesNothing() {
        host.set("net.ipv4.conf.all.arp_ignore", 8);
        request("10.0.0.2", "10.0.0.1");
        assertNull(entry("10.0.0.2"));
    }

    @Test
    void arpAnnounceDecidesTheSourceOfRequests() {
        host.link("eth1", 0x0200_0000_0002L, "10.0.1.1/24");
        host.stack.interfaces().of(eth0).add(Cidr.parse("10.0.0.9/24"));
        String[][] expected = {{"0", "10.0.1.1", "10.0.0.9"}, {"1", "10.0.0.1", "10.0.0.9"}, {"2", "10.0.0.1", "10.0.0.1"}};
        int next = 20;
        for (String[] row : expected) {
            host.set("net.ipv4.conf.all.arp_announce", Integer.parseInt(row[0]));
            String target = "10.0.0." + next++;
            send("10.0.1.1", target);
            assertEquals(List.of("request " + row[1] + " > " + target + " to ff:ff:ff:ff:ff:ff"), told());
            target = "10.0.0." + next++;
            send("10.0.0.9", target);
            assertEquals(List.of("request " + row[2] + " > " + target + " to ff:ff:ff:ff:ff:ff"), told());
        }
    }

    @Test
    void aProxyAnswersForWhatItRoutesElsewhereAfterARandomDelay() {
        host.link("eth1", 0x0200_0000_0002L, "10.0.1.1/24");
        request("10.0.0.2", "10.0.1.7");
        loop.runUntil(SECOND);
        assertEquals(List.of(), told());
        host.set("net.ipv4.ip_forward", 1);
        host.set("net.ipv4.conf.eth0.proxy_arp", 1);
        request("10.0.0.2", "10.0.1.7");
        assertEquals(List.of(), told());
        loop.runUntil(2 * SECOND);
        assertEquals(List.of("reply 10.0.1.7 > 10.0.0.2 to 02:00:00:00:00:ff"), told());
        request("10.0.0.2", "10.0.0.7");
        loop.runUntil(3 * SECOND);
        assertEquals(List.of(), told());
        isEntry("10.0.0.2", NudState.STALE, PEER);
    }

    @Test
    void arpFilterWantsTheWayBackThroughTheSameDevice() {
        host.link("eth1", 0x0200_0000_0002L, "10.0.1.1/24");
        host.set("net.ipv4.conf.all.arp_filter", 1);
        request("10.0.1.9", "10.0.0.1");
        assertEquals(List.of(), told());
        request("10.0.0.2", "10.0.0.1");
        assertEquals(1, told().size());
    }

    @Test
    void anAnnouncementAsksForItself() {
        host.arp.announce(eth0, Address.parse("10.0.0.1"));
        assertEquals(List.of("request 10.0.0.1 > 10.0.0.1 to ff:ff:ff:ff:ff:ff"), told());
    }
}
