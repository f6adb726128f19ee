package dev.wireproof.catalogue.tcp.recovery;

import static dev.wireproof.catalogue.tcp.recovery.Flight.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.catalogue.tcp.Opening;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Tail loss probes (RFC 8985 section 7): when they go, what they carry, and what their answers mean. */
public final class Probes {
    @Scenario(id = "tcp-recovery/probe-of-the-last", rfc = {"8985-7.2-a", "8985-7.3-b", "8985-7.3-c", "8985-7.3-a"},
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS},
            confirmedBy = {"rfc:8985-7.3-c", "formula:2 SRTT + 2 ms", "kernel:6.18.44"})
    public void twoRoundTripsOfSilenceBringTheLastSegmentAgainAndThenTheTimeoutRuns(Ladder it) {
        outstanding(it, 3);
        it.out(after(ms(82)), segment(3).psh().retransmitted()).proves("TCP-12/tlp");
        it.info("ESTABLISHED").caState(0).retrans(0).totalRetrans(1).backoff(0);
        it.step("one probe only: the timeout counts from it");
        it.out(after(ms(240)), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(4);
        counted(it, "TCPLossProbes", 1);
        counted(it, "TCPTimeouts", 1);
        it.in(after(ms(40)), acked(3));
    }

    @Scenario(id = "tcp-recovery/probe-of-a-lone-segment", rfc = {"8985-7.2-a", "8985-7.3-b"},
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS},
            confirmedBy = {"formula:min(2 SRTT + 200 ms, RTO)", "kernel:6.18.44"})
    public void aLoneSegmentMayBeAcknowledgedLateSoItsProbeComesWithTheTimeout(Ladder it) {
        SutSocket s = outstanding(it, 1);
        it.out(after(ms(240)), segment(1).psh().retransmitted()).proves("TCP-12/tlp");
        counted(it, "TCPLossProbes", 1);
        counted(it, "TCPTimeouts", 0);
        it.info(s).caState(0).cwnd(10);
        it.out(after(ms(240)), segment(1).psh().retransmitted());
        counted(it, "TCPTimeouts", 1);
        it.info(s).caState(4).cwnd(1);
        it.in(after(ms(40)), acked(1));
    }

    @Scenario(id = "tcp-recovery/probe-of-new-data", rfc = "8985-7.3-b",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = {"rfc:8985-7.3-b", "kernel:6.18.44"})
    public void aProbeCarriesNewDataAlthoughTheCongestionWindowIsFull(Ladder it) {
        outstanding(it, 20);
        it.out(after(ms(82)), segment(11)).proves("TCP-12/tlp");
        it.info("ESTABLISHED").cwnd(10).unacked(11).totalRetrans(0);
        it.step("its SACK shows that the first was lost");
        it.in(after(ms(40)), acked(9, 11, 11));
        it.out(now(), segment(12));
        it.out(now(), segment(13));
        it.out(now(), segment(14));
        it.out(now(), segment(15));
        it.out(now(), segment(16));
        it.out(now(), segment(17));
        it.out(now(), segment(18));
        it.out(now(), segment(19));
        it.out(now(), segment(20).psh());
        it.out(between(ms(10), ms(13)), segment(10).retransmitted());
        it.in(after(ms(40)), acked(20));
        counted(it, "TCPLossProbes", 1);
    }

    @Scenario(id = "tcp-recovery/probe-repairs", rfc = "8985-7.4.2",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = {"rfc:8985-7.4.2", "kernel:6.18.44"})
    public void aProbeThatRepairsALossLowersTheWindow(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_slow_start_after_idle", "0");
        SutSocket s = outstanding(it, 10);
        it.in(after(ms(40)), acked(9));
        it.info(s).cwnd(19);
        it.out(after(ms(240)), segment(10).psh().retransmitted());
        it.step("the acknowledgement may be the original's");
        it.in(after(ms(40)), acked(10));
        it.info(s).caState(0).cwnd(20);
        it.step("no D-SACK came with it, and now something behind is acknowledged: the original was lost");
        s.write(bytes(10_001, 11_001));
        it.out(now(), segment(11).psh());
        it.in(after(ms(40)), acked(11));
        it.info(s).caState(0).cwnd(10).ssthresh(10);
        counted(it, "TCPLossProbeRecovery", 1);
    }

    @Scenario(id = "tcp-recovery/needless-probe", rfc = "8985-7.4.2",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = {"rfc:8985-7.4.2", "kernel:6.18.44"})
    public void aDsackOfTheProbeLeavesTheWindowAsItIs(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_slow_start_after_idle", "0");
        SutSocket s = outstanding(it, 10);
        it.in(after(ms(40)), acked(9));
        it.out(after(ms(240)), segment(10).psh().retransmitted());
        it.in(after(ms(1)), acked(10));
        it.in(after(ms(39)), acked(10, 10, 10));
        counted(it, "TCPDSACKRecv", 1);
        s.write(bytes(10_001, 11_001));
        it.out(now(), segment(11).psh());
        it.in(after(ms(40)), acked(11));
        it.info(s).caState(0).cwnd(20);
        counted(it, "TCPLossProbeRecovery", 0);
    }

    @Scenario(id = "tcp-recovery/new-data-puts-the-probe-off", rfc = "8985-7.2-b",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = {"rfc:8985-7.2-b", "kernel:6.18.44"})
    public void newDataAndNewAcksStartTheProbeTimeAnewAndSacksEndIt(Ladder it) {
        SutSocket s = outstanding(it, 4);
        it.pass(ms(30));
        s.write(bytes(4001, 5001));
        it.out(now(), segment(5).psh());
        it.in(after(ms(10)), acked(2));
        it.out(after(ms(82)), segment(5).psh().retransmitted());
        it.in(after(ms(40)), acked(5, 5, 5));
        s.write(bytes(5001, 9001));
        sent(it, 6, 9, 9);
        it.step("a SACKed segment: the reordering timer takes the probe's place");
        it.in(after(ms(40)), acked(5, 9, 9));
        it.out(after(ms(12)), segment(6).retransmitted());
        it.info(s).caState(3);
        it.step("in recovery it is the timeout that runs");
        it.out(after(ms(240)), segment(6).retransmitted());
        counted(it, "TCPLossProbes", 1);
        it.in(after(ms(40)), acked(9));
    }

    @Scenario(id = "tcp-recovery/no-probe-without-sack", rfc = "8985-4-1",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = {"rfc:8985-4-1", "kernel:6.18.44"})
    public void withoutSackThereIsNoProbe(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_congestion_control", "reno");
        SutSocket s = Opening.passive(it, Opening.listener(it), syn(0).mss(1000).win(WINDOW), WINDOW);
        s.write(bytes(3000));
        sent(it, 1, 3, 3);
        it.out(after(ms(210)), segment(1).retransmitted());
        it.info(s).caState(4);
        counted(it, "TCPLossProbes", 0);
        it.in(after(ms(10)), acked(3));
    }

    @Scenario(id = "tcp-recovery/probes-switched-off",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = "kernel:6.18.44")
    public void withoutTcpEarlyRetransThereIsNoProbe(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_early_retrans", "0");
        SutSocket s = outstanding(it, 3);
        it.out(after(ms(240)), segment(1).retransmitted());
        it.info(s).caState(4).lost(3);
        counted(it, "TCPLossProbes", 0);
        it.in(after(ms(40)), acked(3));
    }
}
