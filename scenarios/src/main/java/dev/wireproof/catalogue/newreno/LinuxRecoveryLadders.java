package dev.wireproof.catalogue.newreno;

import static dev.wireproof.catalogue.newreno.TenSegments.acked;
import static dev.wireproof.catalogue.newreno.TenSegments.segment;
import static dev.wireproof.rig.scenario.Words.ack;
import static dev.wireproof.rig.scenario.Words.after;
import static dev.wireproof.rig.scenario.Words.between;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.data;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.syn;

import dev.wireproof.catalogue.tcp.Opening;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Linux's recovery for a peer without SACK: duplicates counted as delivered segments, proportional rate reduction (facts 9.15). */
public final class LinuxRecoveryLadders {
    private static void tenOutstanding(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_congestion_control", "reno");
        TenSegments.outstanding(it, TenSegments.opens().win(TenSegments.WINDOW));
    }

    @Scenario(id = "newreno/linux-three-duplicates", rfc = {"5681-3.2-d", "3042-2-a"}, needs = {Capability.SYSCTLS, Capability.TCP_INFO},
            confirmedBy = "kernel:6.18.44")
    public void twoDuplicatesReleaseNewSegmentsAndTheThirdRetransmits(Ladder it) {
        tenOutstanding(it);
        it.in(after(ms(20)), acked(0));
        it.out(now(), segment(11)).proves("TCP-11/limited-transmit");
        it.in(now(), acked(0));
        it.out(now(), segment(12));
        it.info("ESTABLISHED").caState(1);
        it.in(now(), acked(0));
        it.out(now(), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(3).ssthresh(5);
        it.step("proportional rate reduction: every second duplicate releases a segment");
        it.in(now(), acked(0));
        it.in(now(), acked(0));
        it.out(now(), segment(13)).proves("TCP-12/prr");
        it.in(now(), acked(0));
        it.in(now(), acked(0));
        it.out(now(), segment(14));
        it.in(after(ms(20)), acked(14));
        for (int n = 15; n <= 20; n++) {
            it.out(now(), segment(n));
        }
        it.info("ESTABLISHED").caState(0).cwnd(6);
    }

    @Scenario(id = "newreno/linux-threshold-of-two", rfc = "5681-3.1-k", needs = {Capability.SYSCTLS, Capability.TCP_INFO},
            confirmedBy = {"rfc:5681-3.1-k", "kernel:6.18.44"})
    public void theThresholdIsNeverBelowTwoSegments(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_congestion_control", "reno");
        it.sut().routeMetrics("initcwnd 2");
        SutSocket conn = Opening.passive(it);
        conn.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(1));
        it.out(between(ms(200), ms(450)), data(1, 101).psh().ack(1).retransmitted());
        it.info("ESTABLISHED").caState(4).cwnd(1).ssthresh(2);
        it.in(after(ms(20)), ack(1, 101));
        conn.write(bytes(100));
        it.out(now(), data(101, 201).psh().ack(1));
        it.out(between(ms(200), ms(450)), data(101, 201).psh().ack(1).retransmitted());
        it.info("ESTABLISHED").ssthresh(2);
    }

    @Scenario(id = "newreno/linux-partial-ack", rfc = {"6582-3.2-3b", "5681-4.3-a"}, needs = {Capability.SYSCTLS, Capability.TCP_INFO},
            confirmedBy = "kernel:6.18.44")
    public void aPartialAckRetransmitsTheNextHole(Ladder it) {
        tenOutstanding(it);
        for (int n = 11; n <= 12; n++) {
            it.in(after(ms(n == 11 ? 20 : 0)), acked(0));
            it.out(now(), segment(n));
        }
        it.in(now(), acked(0));
        it.out(now(), segment(1).retransmitted());
        it.step("the reduction holds the repair back until one more segment is delivered");
        it.in(after(ms(20)), acked(3));
        it.info("ESTABLISHED").caState(3);
        it.in(now(), acked(3));
        it.out(now(), segment(4).retransmitted()).proves("TCP-11/newreno");
        it.info("ESTABLISHED").caState(3);
    }

    @Scenario(id = "newreno/linux-rto", rfc = {"5681-3.1-k", "5681-3.1-m", "6298-5.4"}, needs = {Capability.SYSCTLS, Capability.TCP_INFO},
            confirmedBy = "kernel:6.18.44")
    public void aTimeoutStartsAgainFromOneSegment(Ladder it) {
        tenOutstanding(it);
        it.out(after(ms(210)), segment(1).retransmitted()).proves("TCP-11/rto-response");
        it.info("ESTABLISHED").caState(4).cwnd(1).ssthresh(5);
    }

    @Scenario(id = "newreno/linux-sack-with-window", rfc = {"5681-3.2-d"}, needs = {Capability.SYSCTLS, Capability.TCP_INFO},
            confirmedBy = "kernel:6.18.44")
    public void aNewSackBlockIsADuplicateEvenWhenItOpensTheWindow(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_congestion_control", "reno");
        SutSocket s = Opening.passive(it, Opening.listener(it), syn(0).mss(1000).sackPermitted().win(60_000), 60_000);
        s.write(bytes(5000));
        for (int n = 1; n <= 4; n++) {
            it.out(now(), segment(n));
        }
        it.out(now(), segment(5).psh());
        it.in(after(ms(10)), ack(1, 1).win(61_000).sack(1001, 2001));
        it.in(now(), ack(1, 1).win(62_000).sack(1001, 3001));
        it.info("ESTABLISHED").caState(1);
        it.in(now(), ack(1, 1).win(63_000).sack(1001, 4001));
        it.out(now(), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(3);
        it.in(now(), ack(1, 5001).win(64_000));
    }

    @Scenario(id = "sack/overtaken-ack-is-no-dsack", needs = {Capability.SYSCTLS, Capability.COUNTERS}, rfc = {"2883-5-a", "2883-5.1-a"},
            confirmedBy = {"rfc:2883-5-a", "kernel:6.18.44"})
    public void aBlockIsHeldAgainstTheAckNumberOfItsOwnSegment(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_congestion_control", "reno");
        TenSegments.outstanding(it, TenSegments.opens().sackPermitted());
        it.in(after(ms(20)), acked(4));
        for (int n = 11; n <= 18; n++) {
            it.out(now(), segment(n));
        }
        it.step("an older acknowledgement comes late: its block lies above its own number, though below SND.UNA");
        it.in(after(ms(1)), acked(2).sack(3001, 4001));
        it.equal("not a D-SACK", 0L, it.sut().counter("TcpExt.TCPDSACKRecv"));
        it.step("a block below the number beside it is one, and nothing is sent for it");
        it.in(after(ms(1)), acked(4).sack(3001, 4001));
        it.equal("a D-SACK", 1L, it.sut().counter("TcpExt.TCPDSACKRecv"));
        it.equal("no retransmission", 0L, it.sut().counter("Tcp.RetransSegs"));
        it.in(after(ms(1)), acked(18));
        for (int n = 19; n <= 25; n++) {
            it.out(now(), n == 25 ? segment(n).psh() : segment(n));
        }
        it.in(after(ms(20)), acked(25));
    }
}
