package dev.wireproof.catalogue.tcp.path;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Packetization layer path MTU discovery: data as probes, and black holes (RFC 4821; Linux {@code tcp_mtu_probe}). */
public class MtuProbes {
    private static final int OPEN = 0;

    /** A connection whose segments are 600 octets of text although 1460 may pass, with a window of 11 segments. */
    private static SutSocket small(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_mtu_probing", "2");
        it.sut().sysctl("net.ipv4.tcp_base_mss", "512");
        it.sut().routeMetrics("mtu lock 640 initcwnd 11");
        SutSocket conn = passive(it, listener(it), syn(0).mss(1460), 65_535);
        it.sut().routeMetrics("mtu lock 1500 initcwnd 11");
        return conn;
    }

    /** Octets wait for the window, so that they are all there when it opens. */
    private static void writeAndOpen(Ladder it, SutSocket conn, int octets) {
        it.in(after(ms(10)), ack(1, 1).win(0));
        conn.write(bytes(octets));
        it.in(after(ms(10)), ack(1, 1));
    }

    private static void probeAndFive(Ladder it) {
        it.out(now(), segment(1, 987).ack(1));
        for (int at = 987; at < 3387; at += 600) {
            it.out(now(), segment(at, at + 600).ack(1));
        }
        it.out(now(), segment(3387, 3987).ack(1));
        it.out(now(), data(3987, 4001).psh().ack(1));
    }

    @Scenario(id = "tcp-path/probe-passes", needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS, Capability.COUNTERS},
            rfc = {"4821-7.6.1-a", "4821-7.4-a", "4821-10.1-a"},
            confirmedBy = {"packetdrill:mtu_probe/basic-v4.pkt", "kernel:6.18.44"})
    public void aProbeThatArrivesRaisesTheSegmentSize(Ladder it) {
        SutSocket conn = small(it);
        writeAndOpen(it, conn, 4000);
        probeAndFive(it);
        it.in(after(ms(10)), ack(1, 4001));
        it.equal("probes that passed", 1L, it.sut().counter("TcpExt.TCPMTUPSuccess"));
        it.step("what is too little for a probe goes in segments of the size that passed");
        conn.write(bytes(4000, 6000));
        it.out(now(), segment(4001, 4987).ack(1));
        it.out(now(), segment(4987, 5973).ack(1));
        it.out(now(), data(5973, 6001).psh().ack(1));
        it.in(after(ms(10)), ack(1, 6001));
    }

    @Scenario(id = "tcp-path/probe-is-lost", needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS, Capability.COUNTERS, Capability.TCP_INFO},
            rfc = {"4821-4-a", "4821-7.6.2-a"},
            confirmedBy = {"rfc:4821-7.6.2-a", "kernel:6.18.44"})
    public void aLostProbeLeavesTheWindowAndItsTextGoesAgainInOldSegments(Ladder it) {
        SutSocket conn = small(it);
        writeAndOpen(it, conn, 4000);
        probeAndFive(it);
        it.in(after(ms(10)), ack(1, 1));
        it.in(now(), ack(1, 1));
        it.in(now(), ack(1, 1));
        it.out(now(), segment(1, 513).ack(1).retransmitted());
        it.out(now(), segment(513, 987).ack(1).retransmitted());
        it.step("the segments behind it are larger than the base size too, which counts since the route has changed");
        for (int at = 987; at < 3387; at += 600) {
            it.out(now(), segment(at, at + 512).ack(1).retransmitted());
            it.out(now(), segment(at + 512, at + 600).ack(1).retransmitted());
        }
        it.out(now(), segment(3387, 3899).ack(1).retransmitted());
        it.equal("probes that failed", 1L, it.sut().counter("TcpExt.TCPMTUPFail"));
        it.info(conn).cwnd(11);
        it.in(after(ms(10)), ack(1, 4001));
        it.info(conn).mss(512);
    }

    @Scenario(id = "tcp-path/black-hole", needs = {Capability.SYSCTLS, Capability.VIRTUAL_TIME},
            rfc = "4821-7.7-a",
            confirmedBy = "formula:net/ipv4/tcp_timer.c tcp_mtu_probing after tcp_retries1 = 3, that is 3 s of timeouts")
    public void timeoutsWithoutAMessageMakeSegmentsSmaller(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_mtu_probing", "1");
        SutSocket conn = passive(it, listener(it), syn(0).mss(1460), 65_535);
        conn.write(bytes(1460));
        it.out(now(), data(1, 1461).psh().ack(1));
        it.out(after(ms(210)), data(1, 1461).psh().ack(1).retransmitted());
        it.out(after(ms(420)), data(1, 1461).psh().ack(1).retransmitted());
        it.out(after(ms(840)), data(1, 1461).psh().ack(1).retransmitted());
        it.out(after(ms(1680)), data(1, 1461).psh().ack(1).retransmitted());
        it.step("more than 3 s since the first repetition: the base size is tried");
        it.out(after(ms(3360)), segment(1, 1025).ack(1).retransmitted()).proves("IP-10/black-hole");
        it.step("then half of it, and half of that");
        it.out(after(ms(6720)), segment(1, 513).ack(1).retransmitted()).proves("IP-10/black-hole");
        it.out(after(ms(13_440)), segment(1, 257).ack(1).retransmitted());
        it.in(after(ms(10)), ack(1, 257));
        it.out(now(), segment(257, 513).ack(1).retransmitted());
        it.out(now(), segment(513, 769).ack(1).retransmitted());
        it.in(after(ms(10)), ack(1, 1461));
    }

    @Scenario(id = "tcp-path/search-begins-again", needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS, Capability.VIRTUAL_TIME},
            rfc = "4821-7.3-a",
            confirmedBy = "formula:tcp_probe_interval = 600 s from the start of a search")
    public void aSearchThatHasEndedBeginsAgainAfterTenMinutes(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_mtu_probing", "2");
        it.sut().sysctl("net.ipv4.tcp_probe_threshold", "50");
        it.sut().sysctl("net.ipv4.tcp_slow_start_after_idle", "0");
        it.sut().routeMetrics("initcwnd 11");
        SutSocket conn = passive(it, listener(it), syn(0).mss(1460), 65_535);
        conn.write(bytes(1460));
        it.out(now(), data(1, 1461).psh().ack(1));
        it.in(after(ms(10)), icmp(3, 4).mtu(1100).quoting(it.lastSent(), 28));
        it.out(now(), segment(1, 1025).ack(1).retransmitted());
        it.out(now(), data(1025, 1461).psh().ack(1).retransmitted());
        it.in(after(ms(10)), ack(1, 1461));
        it.step("1064 passes, 1100 is known: close enough, no probe");
        eight(it, conn, 1461);
        it.pass(seconds(590));
        eight(it, conn, 9653);
        it.pass(seconds(10));
        it.step("ten minutes after the beginning larger packets may pass again");
        it.in(after(ms(10)), ack(1, 17_845).win(0));
        conn.write(bytes(17_844, 24_008));
        it.in(after(ms(10)), ack(1, 17_845));
        it.out(now(), segment(17_845, 19_087).ack(1));
        for (int at = 19_087; at < 23_183; at += 1024) {
            it.out(now(), segment(at, at + 1024).ack(1));
        }
        it.out(now(), data(23_183, 24_009).psh().ack(1));
        it.in(after(ms(10)), ack(1, 24_009));
    }

    /** Eight segments of 1024 octets that wait for the window. */
    private static void eight(Ladder it, SutSocket conn, int from) {
        it.in(after(ms(10)), ack(1, from).win(0));
        conn.write(bytes(from - 1, from + 8191));
        it.in(after(ms(10)), ack(1, from));
        for (int at = from; at < from + 7 * 1024; at += 1024) {
            it.out(now(), segment(at, at + 1024).ack(1));
        }
        it.out(now(), data(from + 7 * 1024, from + 8192).psh().ack(1));
        it.in(after(ms(10)), ack(1, from + 8192));
    }
}
