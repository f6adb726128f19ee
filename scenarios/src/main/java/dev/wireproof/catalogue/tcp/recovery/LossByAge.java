package dev.wireproof.catalogue.tcp.recovery;

import static dev.wireproof.catalogue.tcp.recovery.Flight.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;

/** A segment is lost when one sent later has arrived and enough time has passed (RFC 8985 section 6). */
public final class LossByAge {
    @Scenario(id = "tcp-recovery/reordering-timer", rfc = {"8985-6.2-5b", "8985-6.2-5a", "2018-5.1-a", "9937-b"},
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS},
            confirmedBy = {"rfc:8985-6.2-5b", "formula:RACK.rtt + min_RTT/4 + 2 ms", "kernel:6.18.44"})
    public void oneSackedSegmentProvesNothingButAQuarterOfARoundTripLaterTheOthersCountAsLost(Ladder it) {
        outstanding(it, 4);
        it.in(after(ms(40)), acked(0, 4, 4));
        it.info("ESTABLISHED").caState(1).sacked(1).lost(0);
        it.out(after(ms(12)), segment(1).retransmitted()).proves("TCP-12/rack");
        it.info("ESTABLISHED").caState(3).lost(3);
        it.step("the reduction lets the others follow as segments arrive");
        it.in(after(ms(40)), acked(1, 4, 4));
        it.out(now(), segment(2).retransmitted());
        it.out(now(), segment(3).retransmitted());
        it.in(after(ms(40)), acked(4));
        counted(it, "TCPTimeouts", 0);
    }

    @Scenario(id = "tcp-recovery/reordering-is-tolerated", rfc = {"8985-6.2-3", "8985-6.2-4b", "8985-6.2-4a"},
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS},
            confirmedBy = {"rfc:8985-6.2-4b", "kernel:6.18.44"})
    public void onceSegmentsWereSeenToOvertakeEachOtherThreeSacksStartNothing(Ladder it) {
        outstanding(it, 20);
        it.in(after(ms(40)), acked(0, 2, 3));
        sent(it, 11, 12, 20);
        it.step("the first segment comes late: it was overtaken by two others");
        it.in(after(ms(1)), acked(3));
        sent(it, 13, 14, 20);
        counted(it, "TCPSACKReorder", 1);
        it.info("ESTABLISHED").caState(0).reordering(3);
        it.step("three SACKs for later ones, and the missing one 9 ms after: nothing is sent again");
        it.in(now(), acked(3, 5, 7));
        sent(it, 15, 17, 20);
        it.info("ESTABLISHED").caState(1).sacked(3).lost(0);
        it.in(after(ms(9)), acked(7));
        sent(it, 18, 19, 20);
        counted(it, "TCPSACKReorder", 2);
        it.info("ESTABLISHED").caState(0).totalRetrans(0).proves("TCP-12/reordering-tolerance");
    }

    @Scenario(id = "tcp-recovery/far-overtaken", rfc = "8985-6.2-3",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = "kernel:6.18.44")
    public void aSegmentFarOvertakenRaisesTheDegreeOfReordering(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_recovery", "5");
        outstanding(it, 10);
        it.step("without loss by counting, eight SACKed segments prove nothing for 10 ms");
        it.in(after(ms(40)), acked(0, 2, 9));
        it.info("ESTABLISHED").caState(1).lost(0).reordering(3);
        it.in(after(ms(8)), acked(9));
        it.info("ESTABLISHED").caState(0).reordering(9).totalRetrans(0).proves("TCP-12/reordering-tolerance");
        counted(it, "TCPSACKReorder", 1);
        it.in(after(ms(1)), acked(10));
    }

    @Scenario(id = "tcp-recovery/lost-retransmission", rfc = {"8985-6.2-5c", "8985-9.3-b"},
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS},
            confirmedBy = {"rfc:8985-6.2-5c", "kernel:6.18.44"})
    public void aRepairIsLostWhenOneSentAfterItArrives(Ladder it) {
        outstanding(it, 10);
        it.in(after(ms(40)), acked(0, 3, 5));
        it.out(now(), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(3).lost(2).ssthresh(5);
        it.in(now(), acked(0, 3, 8));
        it.out(now(), segment(2).retransmitted());
        it.in(now(), acked(0, 3, 10));
        it.info("ESTABLISHED").lost(2).retrans(2);
        it.step("what repaired 1 is lost, what repaired 2 and left after it arrives");
        it.in(after(ms(40)), acked(0, 2, 10));
        it.out(now(), segment(1).retransmitted()).proves("TCP-12/rack");
        it.info("ESTABLISHED").caState(3).lost(1).retrans(1).ssthresh(5);
        it.in(after(ms(40)), acked(10));
        counted(it, "TCPLostRetransmit", 1);
        counted(it, "TCPTimeouts", 0);
        it.info("ESTABLISHED").caState(0).totalRetrans(3).cwnd(5);
    }

    @Scenario(id = "tcp-recovery/lost-tail", rfc = {"8985-6.2-5a", "8985-7.3-b", "8985-9.3-a"},
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS},
            confirmedBy = {"example:RFC 8985 section 3.4", "kernel:6.18.44"})
    public void aProbeRepairsATailAsInTheExampleOfSection34(Ladder it) {
        outstanding(it, 4);
        it.step("P1 to P3 are lost; the probe repeats P3");
        it.in(after(ms(40)), acked(1));
        it.out(after(ms(82)), segment(4).psh().retransmitted()).proves("TCP-12/tlp");
        it.step("P3 is SACKed: P1 and P2 were sent before it; the reduction holds P2 back");
        it.in(after(ms(40)), acked(1, 4, 4));
        it.out(now(), segment(2).retransmitted());
        it.info("ESTABLISHED").caState(3).lost(2).retrans(1);
        it.in(after(ms(40)), acked(2, 4, 4));
        it.out(now(), segment(3).retransmitted());
        it.in(after(ms(40)), acked(4));
        counted(it, "TCPTimeouts", 0);
        it.info("ESTABLISHED").caState(0).totalRetrans(3);
    }

    @Scenario(id = "tcp-recovery/timeout-spares-the-young", rfc = "8985-6.3",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO},
            confirmedBy = {"example:RFC 8985 section 3.5", "kernel:6.18.44"})
    public void aTimeoutMarksOnlyWhatIsOlderThanARoundTrip(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_early_retrans", "0");
        var s = outstanding(it, 2);
        it.in(after(ms(40)), acked(1));
        it.step("two more are written shortly before the timeout");
        it.pass(ms(230));
        s.write(bytes(2001, 4001));
        sent(it, 3, 4, 4);
        it.out(after(ms(10)), segment(2).psh().retransmitted());
        it.info("ESTABLISHED").caState(4).lost(1).unacked(3);
        it.in(after(ms(40)), acked(4));
        it.info("ESTABLISHED").totalRetrans(1);
    }

    @Scenario(id = "tcp-recovery/too-soon-to-be-the-repair", rfc = "8985-6.2-2",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = {"rfc:8985-6.2-2", "kernel:6.18.44"})
    public void anAckSoonerThanARoundTripIsAboutTheFirstTransmission(Ladder it) {
        outstanding(it, 6);
        it.in(after(ms(40)), acked(0, 4, 4));
        it.out(after(ms(12)), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(3).lost(3);
        it.in(after(ms(1)), acked(0, 4, 5));
        it.out(now(), segment(2).retransmitted());
        it.step("1 is acknowledged 3 ms after it was sent again, so nothing follows for what was sent before the repair");
        it.in(after(ms(2)), acked(1, 4, 5));
        it.out(now(), segment(3).retransmitted());
        it.info("ESTABLISHED").caState(3).lost(2).retrans(2);
        it.in(after(ms(40)), acked(6));
        counted(it, "TCPLostRetransmit", 0);
    }

    @Scenario(id = "tcp-recovery/duplicates-widen-the-window", rfc = "8985-6.2-4c",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = {"rfc:8985-6.2-4c", "kernel:6.18.44"})
    public void aNeedlessRepairWidensTheTimeForReordering(Ladder it) {
        var s = outstanding(it, 10);
        it.step("the first segment was overtaken, so reordering is reckoned with");
        it.in(after(ms(40)), acked(0, 2, 2));
        it.in(after(ms(1)), acked(2));
        it.step("the third is late for more than a quarter of a round trip: it is sent again, for nothing");
        it.in(now(), acked(2, 4, 4));
        it.out(after(ms(12)), segment(3).retransmitted());
        it.in(after(ms(2)), acked(10));
        it.in(after(ms(38)), acked(10, 3, 3));
        counted(it, "TCPDSACKRecv", 1);
        it.step("from the next round on two quarters are granted");
        s.write(bytes(10_001, 14_001));
        sent(it, 11, 14, 14);
        it.in(after(ms(40)), acked(10, 12, 12));
        it.out(after(ms(22)), segment(11).retransmitted());
        it.in(after(ms(40)), acked(14));
    }
}
