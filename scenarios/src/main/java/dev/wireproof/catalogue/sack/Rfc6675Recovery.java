package dev.wireproof.catalogue.sack;

import static dev.wireproof.catalogue.newreno.TenSegments.WINDOW;
import static dev.wireproof.catalogue.newreno.TenSegments.acked;
import static dev.wireproof.catalogue.newreno.TenSegments.segment;
import static dev.wireproof.catalogue.sack.SackedTen.outstanding;
import static dev.wireproof.catalogue.sack.SackedTen.sacks;
import static dev.wireproof.rig.scenario.Words.ack;
import static dev.wireproof.rig.scenario.Words.after;
import static dev.wireproof.rig.scenario.Words.data;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.seconds;

import dev.wireproof.catalogue.newreno.TenSegments;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;

/** When a recovery by RFC 6675 begins and ends, what counts as a duplicate, and what a timeout leaves. */
public final class Rfc6675Recovery {
    @Scenario(id = "sack/rfc6675-duplicates", profile = "textbook", needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS, Capability.TCP_INFO},
            rfc = {"6675-5-a", "6675-5-b"}, confirmedBy = "rfc:6675-5-b")
    public void newSackInformationMakesADuplicateWhateverElseTheSegmentBrings(Ladder it) {
        outstanding(it, 25);
        it.in(after(ms(100)), sacks(0, 2, 2));
        it.in(now(), sacks(0, 2, 3));
        it.step("segment 1 was late: the count starts again, and this one is the first");
        it.in(now(), sacks(4, 6, 6));
        for (int n = 11; n <= 15; n++) {
            it.out(now(), segment(n));
        }
        it.info("ESTABLISHED").caState(1).cwnd(11);
        it.step("the second carries data");
        it.in(now(), data(1, 101).psh().ack(4001).win(WINDOW).sack(5001, 7001));
        it.out(now(), ack(15_001, 101));
        it.info("ESTABLISHED").caState(1);
        it.step("the third opens the window");
        it.in(now(), ack(101, 4001).win(65_500).sack(5001, 8001));
        it.out(now(), data(4001, 5001).ack(101).retransmitted()).proves("TCP-12/sack-scoreboard");
        it.info("ESTABLISHED").caState(3).ssthresh(5);
    }

    @Scenario(id = "sack/rfc6675-limited-transmit", profile = "textbook",
            needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS, Capability.TCP_INFO},
            rfc = {"6675-5-d", "3042-2-b", "3042-2-c", "2018-5.1-a"}, confirmedBy = {"rfc:3042-2-c", "rfc:6675-5-d"})
    public void aDuplicateWithoutNewsReleasesNothing(Ladder it) {
        it.sut().sysctl("net.textbook.limited_transmit", "1");
        outstanding(it, 25);
        it.in(after(ms(100)), sacks(0, 2, 2));
        it.out(now(), segment(11)).proves("TCP-11/limited-transmit");
        it.step("the same block twice more, and none at all: no news, nothing goes");
        it.in(now(), sacks(0, 2, 2));
        it.in(now(), sacks(0, 2, 2));
        it.in(now(), acked(0));
        it.quiet(ms(10)).proves("TCP-11/limited-transmit");
        it.info("ESTABLISHED").caState(1).cwnd(10);
        it.in(now(), sacks(0, 2, 3));
        it.out(now(), segment(12));
        it.step("what limited transmit sent does not count: ssthresh is 10000 / 2");
        it.in(now(), sacks(0, 2, 4));
        it.out(now(), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(3).ssthresh(5);
    }

    @Scenario(id = "sack/rfc6675-keeps-what-lies-above", profile = "textbook",
            needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS, Capability.TCP_INFO},
            rfc = {"6675-5-g", "5681-4.3-b", "6675-5-c"}, confirmedBy = "rfc:6675-5-g")
    public void theEndOfARecoveryKeepsWhatWasSackedAbove(Ladder it) {
        outstanding(it, 25);
        it.in(after(ms(100)), sacks(0, 2, 4));
        it.out(now(), segment(1).retransmitted());
        for (int n = 5; n <= 10; n++) {
            it.in(now(), sacks(0, 2, n));
            if (n >= 7) {
                it.out(now(), segment(n + 4));
            }
        }
        it.step("segment 12 overtakes the repair of segment 1; 11 is lost");
        it.in(after(ms(90)), sacks(0, 12, 12, 2, 10));
        it.out(now(), segment(15));
        it.in(after(ms(10)), sacks(10, 12, 12));
        it.info("ESTABLISHED").caState(0).cwnd(5);
        it.in(now(), sacks(10, 12, 13));
        it.step("the second duplicate; with the SACK of 12 three segments lie above 11: a second reduction");
        it.in(now(), sacks(10, 12, 14));
        it.out(now(), segment(11).retransmitted()).proves("TCP-12/sack-scoreboard");
        it.info("ESTABLISHED").caState(3).ssthresh(2);
    }

    @Scenario(id = "sack/rfc6675-timeout", profile = "textbook", needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS, Capability.TCP_INFO},
            rfc = {"6675-5.1-a", "6675-5.1-b", "2018-5-b", "2018-5-c", "2018-8-a"}, confirmedBy = {"rfc:6675-5.1-a", "rfc:2018-5-b"})
    public void aTimeoutForgetsTheSacksAndUsesThoseThatComeAfter(Ladder it) {
        outstanding(it, 25);
        it.in(after(ms(100)), sacks(0, 2, 4));
        it.out(now(), segment(1).retransmitted());
        it.step("the repair is lost too");
        it.out(after(ms(900)), segment(1).retransmitted()).proves("TCP-11/rto-response");
        it.info("ESTABLISHED").caState(4).cwnd(1).ssthresh(5);
        it.step("the receiver has thrown 2 to 4 away: the sender still has them");
        it.in(after(ms(100)), acked(1));
        it.out(now(), segment(2).retransmitted());
        it.out(now(), segment(3).retransmitted()).proves("TCP-12/sack-scoreboard");
        it.step("three duplicates below the recovery point start no recovery");
        it.in(now(), sacks(1, 5, 5));
        it.in(now(), sacks(1, 5, 6));
        it.in(now(), sacks(1, 5, 7));
        it.quiet(ms(50)).proves("TCP-12/rfc6675-next-seg");
        it.info("ESTABLISHED").caState(4).cwnd(2);
        it.step("what was SACKed since is left out");
        it.in(now(), sacks(3, 5, 7));
        it.out(now(), segment(4).retransmitted());
        it.out(now(), segment(8).retransmitted()).proves("TCP-12/sack-scoreboard");
        it.out(now(), segment(9).retransmitted());
    }

    @Scenario(id = "sack/dsack-is-no-news", profile = "textbook", needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS, Capability.TCP_INFO},
            rfc = {"2883-5-b", "2883-5.1-a"}, confirmedBy = {"rfc:2883-5-b", "rfc:2883-5.1-a"})
    public void reportsOfDuplicatesStartNothing(Ladder it) {
        outstanding(it, 25);
        it.step("segment 1 was replicated on the way: a block below the acknowledgement");
        for (int i = 0; i < 3; i++) {
            it.in(after(ms(i == 0 ? 100 : 1)), TenSegments.acked(2).sack(1, 1001));
            for (int n = 11; i == 0 && n <= 13; n++) {
                it.out(now(), segment(n));
            }
        }
        it.info("ESTABLISHED").caState(0);
        it.step("segment 4 as well, above a gap: a block inside the second one");
        it.in(now(), sacks(2, 4, 5));
        for (int i = 0; i < 3; i++) {
            it.in(after(ms(1)), sacks(2, 4, 4, 4, 5));
        }
        it.quiet(ms(50)).proves("TCP-12/sack-scoreboard");
        it.info("ESTABLISHED").caState(1).totalRetrans(0);
        it.in(now(), acked(5));
        for (int n = 14; n <= 17; n++) {
            it.out(now(), segment(n));
        }
    }
}
