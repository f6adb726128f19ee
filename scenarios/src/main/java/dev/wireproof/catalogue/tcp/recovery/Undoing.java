package dev.wireproof.catalogue.tcp.recovery;

import static dev.wireproof.catalogue.tcp.recovery.Flight.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Reductions that were needless, and what shows it: D-SACK (RFC 2883), timestamps (RFC 3522), SACK after a timeout (RFC 5682). */
public final class Undoing {
    @Scenario(id = "tcp-recovery/undo-by-dsack", rfc = "2883-5-a",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = {"rfc:2883-5-a", "kernel:6.18.44"})
    public void whenAllThatWasSentAgainArrivedTwiceTheWindowIsTakenBack(Ladder it) {
        outstanding(it, 10);
        it.in(after(ms(40)), acked(0, 2, 4));
        it.out(now(), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(3).ssthresh(5).lost(1);
        it.step("the first transmission arrives after all");
        it.in(after(ms(1)), acked(4));
        it.info("ESTABLISHED").caState(3).cwnd(7);
        it.step("and then the second: a block below the acknowledgement tells of it");
        it.in(after(ms(39)), acked(4, 1, 1));
        it.info("ESTABLISHED").caState(0).cwnd(10).proves("TCP-12/undo-dsack");
        counted(it, "TCPDSACKRecv", 1);
        counted(it, "TCPDSACKRecvSegs", 1);
        counted(it, "TCPDSACKUndo", 1);
        it.in(now(), acked(10));
        it.step("the network repeats it once more: there were never so many retransmissions");
        it.in(after(ms(1)), acked(10, 1, 1));
        counted(it, "TCPDSACKIgnoredDubious", 1);
    }

    @Scenario(id = "tcp-recovery/dsack-of-the-network", rfc = "2883-5.1-a",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = {"rfc:2883-5.1-a", "kernel:6.18.44"})
    public void aDuplicateThatTheNetworkMadeChangesNothing(Ladder it) {
        outstanding(it, 10);
        it.in(after(ms(40)), acked(2));
        for (int n = 0; n < 3; n++) {
            it.in(now(), acked(2, 1, 1));
        }
        counted(it, "TCPDSACKRecv", 3);
        counted(it, "TCPDSACKIgnoredDubious", 3);
        it.info("ESTABLISHED").totalRetrans(0).sacked(0).cwnd(12);
        it.in(after(ms(1)), acked(10));
    }

    @Scenario(id = "tcp-recovery/dsack-above-the-hole", rfc = "2883-5-b",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = {"rfc:2883-5-b", "kernel:6.18.44"})
    public void aBlockInsideTheSecondOneIsADsackToo(Ladder it) {
        outstanding(it, 10);
        it.in(after(ms(40)), acked(0, 3, 5));
        it.out(now(), segment(1).retransmitted());
        it.in(now(), acked(0, 3, 7));
        it.out(now(), segment(2).retransmitted());
        it.step("2 was only late; what repaired it arrives behind the hole that 1 left");
        it.in(after(ms(1)), acked(0, 2, 7));
        it.in(after(ms(39)), also(acked(0, 2, 2), 2, 7));
        counted(it, "TCPDSACKOfoRecv", 1);
        it.info("ESTABLISHED").caState(3).sacked(6).lost(1);
        it.in(now(), acked(10));
        it.info("ESTABLISHED").caState(0);
    }

    @Scenario(id = "tcp-recovery/old-dsacks", rfc = "2883-5-a",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = "kernel:6.18.44")
    public void dsacksWithoutARecoveryOrFromBeforeItAreCountedAndIgnored(Ladder it) {
        SutSocket s = outstanding(it, 3);
        it.out(after(ms(82)), segment(3).psh().retransmitted());
        it.in(after(ms(1)), acked(2));
        it.step("a probe is no recovery");
        it.in(now(), acked(2, 2, 2));
        counted(it, "TCPDSACKIgnoredNoUndo", 1);
        it.in(after(ms(39)), acked(3));
        s.write(bytes(3001, 13_001));
        sent(it, 4, 13, 13);
        it.in(after(ms(40)), acked(3, 5, 7));
        it.out(now(), segment(4).retransmitted());
        it.info(s).caState(3);
        it.step("a duplicate from before the recovery");
        it.in(now(), also(acked(3, 3, 3), 5, 7));
        counted(it, "TCPDSACKIgnoredOld", 1);
        it.info(s).caState(3);
        it.in(after(ms(40)), acked(13));
    }

    @Scenario(id = "tcp-recovery/full-undo-by-timestamps",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = "kernel:6.18.44")
    public void anAckOfEverythingThatEchoesBeforeTheRepairTakesTheRecoveryBack(Ladder it) {
        openedWithTimestamps(it).write(bytes(10_000));
        sent(it, 1, 10, 10);
        int sentAt = it.lastTimestamp();
        it.in(after(ms(40)), acked(0, 2, 4).ts(1080, sentAt));
        it.out(now(), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(3).ssthresh(5);
        it.in(after(ms(5)), acked(10).ts(1085, sentAt));
        it.info("ESTABLISHED").caState(0).cwnd(17).proves("TCP-12/undo-timestamps");
        counted(it, "TCPFullUndo", 1);
    }

    @Scenario(id = "tcp-recovery/partial-undo-by-timestamps",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = "kernel:6.18.44")
    public void aPartialAckThatEchoesBeforeTheRepairIsReordering(Ladder it) {
        openedWithTimestamps(it).write(bytes(10_000));
        sent(it, 1, 10, 10);
        int sentAt = it.lastTimestamp();
        it.in(after(ms(40)), acked(0, 2, 4).ts(1080, sentAt));
        it.out(now(), segment(1).retransmitted());
        it.in(after(ms(5)), acked(4).ts(1085, sentAt));
        it.info("ESTABLISHED").caState(0).cwnd(11).lost(0).proves("TCP-12/undo-timestamps");
        counted(it, "TCPPartialUndo", 1);
        it.in(after(ms(5)), acked(10).ts(1090, sentAt));
    }

    @Scenario(id = "tcp-recovery/reordering-by-timestamps", rfc = "8985-6.2-3",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = "kernel:6.18.44")
    public void whileRepairsAreUnderWayAnEarlyEchoIsNotedAsReorderingOnly(Ladder it) {
        openedWithTimestamps(it).write(bytes(10_000));
        sent(it, 1, 10, 10);
        int sentAt = it.lastTimestamp();
        it.in(after(ms(40)), acked(0, 3, 6).ts(1080, sentAt));
        it.out(now(), segment(1).retransmitted());
        it.in(now(), acked(0, 3, 8).ts(1080, sentAt));
        it.out(now(), segment(2).retransmitted());
        it.in(after(ms(2)), acked(1, 3, 8).ts(1082, sentAt));
        counted(it, "TCPTSReorder", 1);
        it.info("ESTABLISHED").caState(3).retrans(1);
        it.in(after(ms(1)), acked(8).ts(1083, sentAt));
        counted(it, "TCPPartialUndo", 1);
        it.info("ESTABLISHED").caState(0).cwnd(11);
        it.in(after(ms(1)), acked(10).ts(1084, sentAt));
    }

    @Scenario(id = "tcp-recovery/timeout-undone-by-timestamps",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = "kernel:6.18.44")
    public void aTimeoutIsTakenBackWhenAnAckEchoesBeforeIt(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_early_retrans", "0");
        openedWithTimestamps(it).write(bytes(10_000));
        sent(it, 1, 10, 10);
        int sentAt = it.lastTimestamp();
        it.out(after(ms(240)), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(4).cwnd(1).ssthresh(5).lost(10);
        it.in(after(ms(5)), acked(1).ts(1285, sentAt));
        it.info("ESTABLISHED").caState(0).lost(0).proves("TCP-12/undo-timestamps");
        counted(it, "TCPLossUndo", 1);
        counted(it, "TCPSpuriousRTOs", 0);
        it.in(after(ms(1)), acked(10).ts(1286, sentAt));
    }

    @Scenario(id = "tcp-recovery/f-rto-by-sack",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = "kernel:6.18.44")
    public void aTimeoutIsTakenBackWhenSomethingSentOnceIsSacked(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_early_retrans", "0");
        outstanding(it, 10);
        it.out(after(ms(240)), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(4).cwnd(1);
        it.in(after(ms(5)), acked(0, 2, 2));
        it.info("ESTABLISHED").caState(1).sacked(1).proves("TCP-12/f-rto");
        counted(it, "TCPSpuriousRTOs", 1);
        counted(it, "TCPLossUndo", 1);
        it.in(after(ms(1)), acked(10));
    }

    @Scenario(id = "tcp-recovery/timeout-in-disorder",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = "kernel:6.18.44")
    public void aTimeoutWhileSegmentsAreSackedIsCountedAsFailure(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_early_retrans", "0");
        outstanding(it, 10);
        it.out(after(ms(240)), segment(1).retransmitted());
        it.in(after(ms(5)), acked(0, 2, 2));
        it.info("ESTABLISHED").caState(1);
        it.step("the timeout was taken back, yet the next one comes");
        it.out(between(ms(200), ms(700)), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(4);
        counted(it, "TCPSackFailures", 1);
        it.in(after(ms(40)), acked(10));
    }
}
