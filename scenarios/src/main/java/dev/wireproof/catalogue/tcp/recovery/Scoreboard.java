package dev.wireproof.catalogue.tcp.recovery;

import static dev.wireproof.catalogue.tcp.recovery.Flight.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** What a sender remembers of SACK blocks, and what it makes of odd ones (RFC 2018 section 5). */
public final class Scoreboard {
    @Scenario(id = "tcp-recovery/one-loss", rfc = {"2018-5-a", "2018-5.1-a", "8985-6.2-4a", "8985-6.2-5a", "9937-b"},
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = {"rfc:8985-6.2-4a", "kernel:6.18.44"})
    public void theThirdSackedSegmentProvesTheLossAndOnlyTheHoleIsSentAgain(Ladder it) {
        outstanding(it, 10);
        it.in(after(ms(40)), acked(0, 2, 2));
        it.info("ESTABLISHED").caState(1).sacked(1).lost(0).cwnd(10);
        it.in(now(), acked(0, 2, 3));
        it.info("ESTABLISHED").caState(1).sacked(2).lost(0).cwnd(10);
        it.in(now(), acked(0, 2, 4));
        it.out(now(), segment(1).retransmitted()).proves("TCP-12/sack-scoreboard", "TCP-12/rack");
        it.info("ESTABLISHED").caState(3).sacked(3).lost(1).retrans(1).ssthresh(5);
        for (int n = 5; n <= 10; n++) {
            it.in(now(), acked(0, 2, n));
        }
        it.in(after(ms(40)), acked(10));
        it.info("ESTABLISHED").caState(0).sacked(0).lost(0).retrans(0).cwnd(5).totalRetrans(1);
        counted(it, "TCPSackRecovery", 1);
        counted(it, "TCPFastRetrans", 1);
    }

    @Scenario(id = "tcp-recovery/two-losses", rfc = {"2018-5-a", "8985-9.3-a"},
            needs = {Capability.SYSCTLS, Capability.TCP_INFO}, confirmedBy = "kernel:6.18.44")
    public void twoHolesAreFoundTogetherAndRepairedAsTheWindowAllows(Ladder it) {
        outstanding(it, 10);
        it.in(after(ms(40)), acked(0, 2, 3));
        it.in(now(), also(acked(0, 5, 5), 2, 3));
        it.out(now(), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(3).lost(2).retrans(1).cwnd(6);
        it.in(now(), also(acked(0, 5, 6), 2, 3));
        it.step("the window falls and holds the second repair back");
        it.in(now(), also(acked(0, 5, 7), 2, 3));
        it.out(now(), segment(4).retransmitted()).proves("TCP-12/sack-scoreboard");
        it.in(now(), also(acked(0, 5, 8), 2, 3));
        it.in(now(), also(acked(0, 5, 9), 2, 3));
        it.in(now(), also(acked(0, 5, 10), 2, 3));
        it.in(after(ms(40)), acked(3, 5, 10));
        it.in(now(), acked(10));
        it.info("ESTABLISHED").caState(0).totalRetrans(2);
    }

    @Scenario(id = "tcp-recovery/sack-rides-on-data", rfc = {"2018-5-a", "6675-5-b"},
            needs = {Capability.SYSCTLS, Capability.TCP_INFO}, confirmedBy = {"rfc:6675-5-b", "kernel:6.18.44"})
    public void blocksCountOnSegmentsThatCarryDataToo(Ladder it) {
        SutSocket s = outstanding(it, 10);
        it.in(after(ms(40)), data(1, 11).ack(1).win(WINDOW).sack(1001, 2001));
        it.out(now(), ack(10_001, 11));
        it.in(now(), data(11, 21).ack(1).win(WINDOW).sack(1001, 3001));
        it.out(now(), ack(10_001, 21));
        it.info(s).caState(1).sacked(2);
        it.in(now(), data(21, 31).ack(1).win(WINDOW).sack(1001, 4001));
        it.out(now(), segment(1).ack(21).retransmitted());
        it.out(after(ms(40)), ack(10_001, 31));
        it.info(s).caState(3).lost(1);
    }

    @Scenario(id = "tcp-recovery/limited-transmit", rfc = {"3042-2-a", "6675-5-d"},
            needs = {Capability.SYSCTLS, Capability.TCP_INFO}, confirmedBy = {"rfc:3042-2-a", "kernel:6.18.44"})
    public void aSackedSegmentLeavesTheFlightAndANewOneTakesItsPlace(Ladder it) {
        outstanding(it, 20);
        it.in(after(ms(40)), acked(0, 2, 2));
        it.out(now(), segment(11));
        it.in(now(), acked(0, 2, 3));
        it.out(now(), segment(12));
        it.info("ESTABLISHED").caState(1).cwnd(10).unacked(12);
        it.in(now(), acked(0, 2, 4));
        it.out(now(), segment(1).retransmitted());
    }

    @Scenario(id = "tcp-recovery/odd-blocks", rfc = "2018-5-a",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = "kernel:6.18.44")
    public void blocksThatCannotBeAreThrownAway(Ladder it) {
        outstanding(it, 10);
        it.step("beyond what was sent; reversed; from the acknowledgement itself");
        it.in(after(ms(10)), ack(1, 1).win(WINDOW).sack(9001, 12_001));
        it.in(now(), ack(1, 1).win(WINDOW).sack(5001, 4001));
        it.in(now(), ack(1, 1).win(WINDOW).sack(1, 2001));
        counted(it, "TCPSACKDiscard", 3);
        it.info("ESTABLISHED").sacked(0).lost(0);
        it.step("half a segment is not a segment");
        it.in(now(), ack(1, 1).win(WINDOW).sack(1501, 2501));
        it.info("ESTABLISHED").sacked(0);
        it.in(now(), ack(1, 1).win(WINDOW).sack(1501, 3001));
        it.info("ESTABLISHED").sacked(1);
        it.in(now(), acked(10));
    }

    @Scenario(id = "tcp-recovery/reneging", rfc = {"2018-5-c", "2018-8-a"},
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = {"rfc:2018-8-a", "kernel:6.18.44"})
    public void whatAPeerHasThrownAwayIsSentAgainAlthoughItWasSacked(Ladder it) {
        outstanding(it, 10);
        it.in(after(ms(40)), acked(0, 2, 10));
        it.out(now(), segment(1).retransmitted());
        it.step("the hole is filled, yet the acknowledgement stops where the SACKed ones begin: the peer has dropped them");
        it.in(after(ms(40)), acked(1));
        it.info("ESTABLISHED").sacked(9);
        it.out(after(ms(20)), segment(2).retransmitted());
        it.info("ESTABLISHED").caState(4).sacked(0).lost(9);
        counted(it, "TCPSACKReneging", 1);
        counted(it, "TCPTimeouts", 1);
        it.in(after(ms(40)), acked(10));
    }

    @Scenario(id = "tcp-recovery/sacks-survive-a-timeout", rfc = {"6675-5.1-b", "6675-6-a", "8985-6.3"},
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = "kernel:6.18.44")
    public void afterATimeoutOnlyWhatIsNotSackedIsSentAgain(Ladder it) {
        outstanding(it, 10);
        it.in(after(ms(40)), also(acked(0, 2, 2), 4, 4));
        it.info("ESTABLISHED").caState(1).sacked(2);
        it.out(after(ms(12)), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(3).sacked(2);
        it.out(after(ms(240)), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(4).sacked(2).lost(8).cwnd(1);
        counted(it, "TCPSackRecoveryFail", 1);
        counted(it, "TCPLostRetransmit", 1);
        it.in(after(ms(40)), acked(2, 4, 4));
        it.out(now(), segment(3).retransmitted());
        it.out(now(), segment(5).retransmitted()).proves("TCP-12/sack-scoreboard");
        it.in(after(ms(40)), acked(10));
    }

    @Scenario(id = "tcp-recovery/small-segments-joined",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO}, confirmedBy = "kernel:6.18.44")
    public void smallSegmentsAreJoinedWhenTheyAreSentAgainUnlessOneIsSacked(Ladder it) {
        SutSocket s = opened(it).option("TCP_NODELAY", 1);
        for (int n = 0; n < 5; n++) {
            s.write(bytes(100 * n + 1, 100 * n + 101));
            it.out(now(), data(100 * n + 1, 100 * n + 101).psh().ack(1));
        }
        it.in(after(ms(40)), ack(1, 1).win(WINDOW).sack(301, 401));
        it.step("the first three together; the fourth has arrived");
        it.out(after(ms(12)), data(1, 301).psh().ack(1).retransmitted());
        it.info(s).unacked(3).sacked(1).lost(1).retrans(1);
        it.in(after(ms(40)), ack(1, 501).win(WINDOW));
    }

    @Scenario(id = "tcp-recovery/blocks-across-the-wrap", rfc = "2018-3-a",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.CHOSEN_ISN}, confirmedBy = "rfc:2018-3-a")
    public void blocksAreRightWhereSequenceNumbersWrap(Ladder it) {
        it.sut().nextIsn(-4500);
        outstanding(it, 10);
        it.in(after(ms(40)), acked(0, 4, 5));
        it.info("ESTABLISHED").caState(1).sacked(2);
        it.in(now(), also(acked(0, 8, 8), 4, 5));
        it.out(now(), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(3).sacked(3).lost(5);
        it.in(after(ms(40)), acked(10));
        it.info("ESTABLISHED").caState(0).unacked(0);
    }
}
