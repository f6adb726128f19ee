package dev.wireproof.catalogue.tcp.path;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Path MTU discovery by "fragmentation needed" (RFC 1191; Linux {@code tcp_v4_mtu_reduced}). */
public class PathMtu {
    private static final int QUOTED = 28;
    private static final int OPEN = 0;

    private static SutSocket open(Ladder it) {
        return passive(it, listener(it), syn(0).mss(1460), 65_535);
    }

    @Scenario(id = "tcp-path/fragmentation-needed", needs = Capability.TCP_INFO,
            rfc = {"1191-3-a", "1191-3-b", "1191-3-d", "1191-6.4-a", "1191-6.4-b", "1191-6.4-c", "5681-3.1-d", "7323-5.7-a"},
            confirmedBy = {"rfc:1191-6.4-a", "kernel:6.18.44"})
    public void whatWasTooLargeGoesAgainAtOnceInSmallerSegmentsWithTheSameWindow(Ladder it) {
        SutSocket conn = open(it);
        conn.option("TCP_NODELAY", 1);
        conn.write(bytes(1460));
        it.out(now(), data(1, 1461).psh().ack(1).dontFragment(true)).proves("IP-10/df-set");
        byte[] first = it.lastSent();
        conn.write(bytes(1460, 2920));
        it.out(now(), data(1461, 2921).psh().ack(1));
        byte[] second = it.lastSent();
        it.in(after(ms(10)), icmp(3, 4).mtu(1000).quoting(first, QUOTED));
        it.out(now(), segment(1, 961).ack(1).retransmitted().dontFragment(true)).proves("IP-10/frag-needed-lowers", "IP-10/retransmit-smaller");
        it.out(now(), data(961, 1461).psh().ack(1).retransmitted());
        it.out(now(), segment(1461, 2421).ack(1).retransmitted());
        it.out(now(), data(2421, 2921).psh().ack(1).retransmitted()).proves("IP-10/retransmit-smaller");
        it.info(conn).cwnd(10).mss(960);
        it.equal("IP_MTU", 1000, conn.option("IP_MTU"));
        it.step("the message about the other segment starts nothing, one that tells more raises nothing");
        it.in(after(ms(1)), icmp(3, 4).mtu(1000).quoting(second, QUOTED));
        it.in(after(ms(1)), icmp(3, 4).mtu(1400).quoting(second, QUOTED));
        it.quiet(ms(1));
        it.in(after(ms(10)), ack(1, 2921));
        conn.write(bytes(2920, 4880));
        it.out(now(), segment(2921, 3881).ack(1).dontFragment(true));
        it.out(now(), segment(3881, 4841).ack(1));
        it.out(now(), data(4841, 4881).psh().ack(1));
        it.in(after(ms(10)), ack(1, 4881));
        it.info(conn).caState(OPEN);
    }

    @Scenario(id = "tcp-path/mtu-expires", needs = Capability.VIRTUAL_TIME,
            rfc = {"1191-3-f", "1191-3-g"},
            confirmedBy = "rfc:1191-3-g")
    public void whatWasLearntIsForgottenAfterTenMinutes(Ladder it) {
        SutSocket conn = open(it);
        conn.option("TCP_NODELAY", 1);
        conn.write(bytes(1460));
        it.out(now(), data(1, 1461).psh().ack(1));
        it.in(after(ms(10)), icmp(3, 4).mtu(1000).quoting(it.lastSent(), QUOTED));
        it.out(now(), segment(1, 961).ack(1).retransmitted());
        it.out(now(), data(961, 1461).psh().ack(1).retransmitted());
        it.in(after(ms(10)), ack(1, 1461));
        it.quiet(seconds(599));
        conn.write(bytes(1460, 2420));
        it.out(now(), data(1461, 2421).psh().ack(1)).proves("IP-10/cached-with-expiry");
        it.in(after(ms(10)), ack(1, 2421));
        it.quiet(seconds(1));
        conn.write(bytes(2420, 3880));
        it.out(now(), data(2421, 3881).psh().ack(1).dontFragment(true)).proves("IP-10/cached-with-expiry");
        it.in(after(ms(10)), ack(1, 3881));
    }

    @Scenario(id = "tcp-path/mtu-below-the-floor",
            rfc = "1191-3-c",
            confirmedBy = {"rfc:1191-3-c", "kernel:6.18.44"})
    public void anUnbelievableMtuMeansTheFloorAndNoMoreDf(Ladder it) {
        floor(it, 68);
    }

    @Scenario(id = "tcp-path/mtu-not-told",
            rfc = {"1191-3-c", "1191-3-e"},
            confirmedBy = {"rfc:1191-3-e", "kernel:6.18.44"})
    public void anOldRouterThatTellsNoMtuMeansTheFloorToo(Ladder it) {
        floor(it, 0);
    }

    private static void floor(Ladder it, int told) {
        SutSocket conn = open(it);
        conn.write(bytes(600));
        it.out(now(), data(1, 601).psh().ack(1).dontFragment(true));
        byte[] sent = it.lastSent();
        it.in(after(ms(10)), icmp(3, 4).mtu(told).quoting(sent, QUOTED));
        it.out(now(), segment(1, 513).ack(1).retransmitted().dontFragment(false)).proves("IP-10/floor");
        it.out(now(), data(513, 601).psh().ack(1).retransmitted().dontFragment(false));
        it.equal("IP_MTU", 552, conn.option("IP_MTU"));
        it.step("nothing makes it smaller from now on");
        it.in(after(ms(1)), icmp(3, 4).mtu(296).quoting(sent, QUOTED));
        it.quiet(ms(1));
        it.equal("IP_MTU", 552, conn.option("IP_MTU"));
        it.in(after(ms(10)), ack(1, 601));
    }

    @Scenario(id = "tcp-path/mtu-out-of-window", needs = Capability.COUNTERS,
            rfc = "9293-MUST-54",
            confirmedBy = "kernel:6.18.44")
    public void aMessageAboutWhatWasNotSentLowersNothing(Ladder it) {
        SutSocket conn = open(it);
        conn.write(bytes(1460));
        it.out(now(), data(1, 1461).psh().ack(1));
        byte[] other = it.lastSent();
        other[24] ^= 0x40;
        it.in(after(ms(10)), icmp(3, 4).mtu(600).quoting(other, QUOTED));
        it.quiet(ms(1));
        it.equal("outside the window", 1L, it.sut().counter("TcpExt.OutOfWindowIcmps"));
        it.equal("IP_MTU", 1500, conn.option("IP_MTU"));
        it.in(after(ms(10)), ack(1, 1461));
    }

    @Scenario(id = "tcp-path/mtu-serves-the-next-connection",
            rfc = {"1191-3-a", "1191-3-b"},
            confirmedBy = "kernel:6.18.44")
    public void aNewConnectionToTheHostUsesWhatWasLearnt(Ladder it) {
        SutSocket listener = listener(it);
        SutSocket conn = passive(it, listener, syn(0).mss(1460), 65_535);
        conn.write(bytes(1460));
        it.out(now(), data(1, 1461).psh().ack(1));
        it.in(after(ms(10)), icmp(3, 4).mtu(1000).quoting(it.lastSent(), QUOTED));
        it.out(now(), segment(1, 961).ack(1).retransmitted());
        it.out(now(), data(961, 1461).psh().ack(1).retransmitted());
        it.in(after(ms(10)), ack(1, 1461));
        it.in(after(ms(10)), syn(0).mss(1460).peerPort(40_001));
        it.out(now(), synAck(0, 1).mss(960));
        it.in(after(ms(10)), ack(1, 1).peerPort(40_001));
        SutSocket other = listener.accept();
        other.write(bytes(960));
        it.out(now(), data(1, 961).psh().ack(1).dontFragment(true)).proves("IP-10/frag-needed-lowers");
        it.in(after(ms(10)), ack(1, 961).peerPort(40_001));
    }

    @Scenario(id = "tcp-path/discovery-off",
            rfc = "1191-3-b",
            confirmedBy = "kernel:6.18.44")
    public void withoutDiscoveryNoSegmentHasDf(Ladder it) {
        SutSocket conn = open(it);
        conn.option("IP_MTU_DISCOVER", 0);
        conn.write(bytes(1460));
        it.out(now(), data(1, 1461).psh().ack(1).dontFragment(false));
        it.in(after(ms(10)), ack(1, 1461));
        conn.option("IP_MTU_DISCOVER", 2);
        conn.write(bytes(1460, 2920));
        it.out(now(), data(1461, 2921).psh().ack(1).dontFragment(true));
        it.in(after(ms(10)), ack(1, 2921));
    }
}
