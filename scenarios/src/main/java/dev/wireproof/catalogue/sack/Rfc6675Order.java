package dev.wireproof.catalogue.sack;

import static dev.wireproof.catalogue.newreno.TenSegments.acked;
import static dev.wireproof.catalogue.newreno.TenSegments.segment;
import static dev.wireproof.catalogue.sack.SackedTen.outstanding;
import static dev.wireproof.catalogue.sack.SackedTen.sacks;
import static dev.wireproof.rig.scenario.Words.ack;
import static dev.wireproof.rig.scenario.Words.after;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.data;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.now;

import dev.wireproof.catalogue.newreno.TenSegments;
import dev.wireproof.catalogue.tcp.Opening;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** What a recovery by RFC 6675 sends, and in which order: the rules of NextSeg with the pipe in octets. */
public final class Rfc6675Order {
    /** Segments 2 to 4 have arrived: the recovery has begun, and segment 1 was sent again. */
    private static void begun(Ladder it) {
        it.in(after(ms(100)), sacks(0, 2, 2));
        it.in(now(), sacks(0, 2, 3));
        it.in(now(), sacks(0, 2, 4));
        it.out(now(), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(3).cwnd(5).ssthresh(5);
    }

    @Scenario(id = "sack/rfc6675-three-losses", profile = "textbook", needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS, Capability.TCP_INFO},
            rfc = {"6675-4-b", "6675-4-c", "6675-4-d", "6675-4-e", "6675-5-c", "6675-5-e", "6675-5-f", "2018-5-a"},
            confirmedBy = {"rfc:6675-4-d", "formula:pipe = not SACKed and not lost + sent again, next when cwnd 5000 - pipe is at least 1000"})
    public void lostOnesGoFirstThenNewData(Ladder it) {
        outstanding(it, 25);
        it.in(after(ms(100)), sacks(0, 2, 2));
        it.in(now(), sacks(0, 2, 3));
        it.step("the third duplicate; segment 1 has 3000 SACKed octets above it; pipe 7000");
        it.in(now(), sacks(0, 5, 5, 2, 3));
        it.out(now(), segment(1).retransmitted()).proves("TCP-12/rfc6675-next-seg");
        it.info("ESTABLISHED").caState(3).cwnd(5).ssthresh(5);
        it.step("above segment 4 are 5 and 7: not lost yet, pipe 6000");
        it.in(now(), sacks(0, 7, 7, 5, 5, 2, 3));
        it.step("and 8: lost, so the pipe falls by two to 4000");
        it.in(now(), sacks(0, 7, 8, 5, 5, 2, 3));
        it.out(now(), segment(4).retransmitted()).proves("TCP-12/rfc6675-next-seg", "TCP-12/sack-scoreboard");
        it.step("segment 6 is lost now; pipe 3000 has room for it and for new data");
        it.in(now(), sacks(0, 7, 9, 5, 5, 2, 3));
        it.out(now(), segment(6).retransmitted());
        it.out(now(), segment(11)).proves("TCP-12/rfc6675-next-seg");
        it.in(now(), sacks(0, 7, 10, 5, 5, 2, 3));
        it.out(now(), segment(12));
        it.step("partial acknowledgements go on with new data: what is lost was sent again already");
        it.in(after(ms(100)), sacks(3, 7, 10, 5, 5));
        it.out(now(), segment(13));
        it.in(now(), sacks(5, 7, 10));
        it.out(now(), segment(14));
        it.step("the recovery point: cwnd 5000, 4000 outstanding");
        it.in(now(), acked(10));
        it.out(now(), segment(15)).proves("TCP-12/sack-scoreboard");
        it.info("ESTABLISHED").caState(0).cwnd(5);
    }

    @Scenario(id = "sack/rfc6675-no-new-data", profile = "textbook", needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS, Capability.TCP_INFO},
            rfc = {"6675-4-f", "6675-4-h"}, confirmedBy = {"rfc:6675-4-f", "rfc:6675-4-h"})
    public void withoutNewDataAHoleIsRepairedBeforeItIsLost(Ladder it) {
        outstanding(it, 10);
        begun(it);
        for (int n = 5; n <= 6; n++) {
            it.in(now(), sacks(0, 2, n));
        }
        it.step("pipe 4000: room, but no hole below the highest SACK, and no new data");
        it.in(now(), sacks(0, 2, 7));
        it.quiet(ms(10)).proves("TCP-12/rfc6675-next-seg");
        it.step("segment 8 is a hole with one SACKed segment above it: not lost, and yet repaired");
        it.in(now(), sacks(0, 9, 9, 2, 7));
        it.out(now(), segment(8).retransmitted()).proves("TCP-12/rfc6675-next-seg");
        it.in(now(), sacks(0, 9, 10, 2, 7));
        it.quiet(ms(10));
        it.in(after(ms(100)), acked(10));
    }

    @Scenario(id = "sack/rfc6675-rescue", profile = "textbook", needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS, Capability.TCP_INFO},
            rfc = "6675-4-g", confirmedBy = "rfc:6675-4-g")
    public void theTailIsRescuedOnceTheFirstRepairHasArrived(Ladder it) {
        outstanding(it, 10);
        begun(it);
        for (int n = 5; n <= 9; n++) {
            it.in(now(), sacks(0, 2, n));
        }
        it.quiet(ms(50));
        it.step("segment 1 has arrived, segment 10 has not and nothing above it can tell");
        it.in(after(ms(50)), acked(9));
        it.out(now(), segment(10).psh().retransmitted()).proves("TCP-12/rfc6675-next-seg");
        it.quiet(ms(100));
        it.in(now(), acked(10));
        it.info("ESTABLISHED").caState(0);
    }

    @Scenario(id = "sack/rfc6675-lost-at-once", profile = "textbook", needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS, Capability.TCP_INFO},
            rfc = {"6675-5-c", "6675-4-b"}, confirmedBy = "rfc:6675-5-c")
    public void oneAckThatShowsEnoughStartsARecovery(Ladder it) {
        outstanding(it, 25);
        it.step("two acknowledgements were lost on the way");
        it.in(after(ms(100)), sacks(0, 2, 4));
        it.out(now(), segment(1).retransmitted()).proves("TCP-12/rfc6675-next-seg");
        it.info("ESTABLISHED").caState(3).ssthresh(5);
    }

    @Scenario(id = "sack/rfc6675-three-runs", profile = "textbook", needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS, Capability.TCP_INFO},
            rfc = "6675-4-b", confirmedBy = "rfc:6675-4-b")
    public void threeSmallRunsMeanLossAsWell(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_congestion_control", "sack");
        SutSocket conn = Opening.passive(it, Opening.listener(it),
                TenSegments.opens().sackPermitted(), 65_000).option("TCP_NODELAY", 1);
        for (int i = 0; i < 6; i++) {
            conn.write(bytes(100 * i + 1, 100 * i + 101));
            it.out(now(), data(100 * i + 1, 100 * i + 101).psh().ack(1));
        }
        it.step("300 octets are SACKed above the first segment: few, but in three runs");
        it.in(after(ms(100)), ack(1, 1).win(65_000).sack(501, 601).sack(301, 401).sack(101, 201));
        it.out(now(), data(1, 101).psh().ack(1).retransmitted()).proves("TCP-12/rfc6675-next-seg");
        it.step("no new data: the other holes follow");
        it.out(now(), data(201, 301).psh().ack(1).retransmitted());
        it.out(now(), data(401, 501).psh().ack(1).retransmitted());
        it.info("ESTABLISHED").caState(3).ssthresh(2);
    }
}
