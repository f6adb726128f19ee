package dev.wireproof.catalogue.newreno;

import static dev.wireproof.catalogue.newreno.TenSegments.acked;
import static dev.wireproof.catalogue.newreno.TenSegments.segment;
import static dev.wireproof.rig.scenario.Words.ack;
import static dev.wireproof.rig.scenario.Words.after;
import static dev.wireproof.rig.scenario.Words.data;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.seconds;

import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;

/** The numbers of RFC 6582 and RFC 5681 for segments of 1000 octets, with the windows that decide what is sent. */
public final class Rfc6582Arithmetic {
    private static void tenOutstanding(Ladder it, String control) {
        it.sut().sysctl("net.ipv4.tcp_congestion_control", control);
        it.sut().routeMetrics("initcwnd 10 rto_min 1s");
        TenSegments.outstanding(it, TenSegments.opens());
    }

    @Scenario(id = "newreno/rfc6582-arithmetic", profile = "textbook", rfc = {"6582-3.2-2a", "6582-3.2-3a", "6582-3.2-3b", "6582-3.2-3c"},
            confirmedBy = "example:b-rfc6582")
    public void segmentsOneFourAndSixOfTenAreLost(Ladder it) {
        tenOutstanding(it, "newreno");
        it.in(after(ms(100)), acked(0));
        it.in(now(), acked(0));
        it.in(now(), acked(0));
        it.out(now(), segment(1).retransmitted()).proves("TCP-11/newreno");
        it.in(now(), acked(0));
        it.in(now(), acked(0));
        it.in(now(), acked(0));
        it.out(now(), segment(11));
        it.in(now(), acked(0));
        it.out(now(), segment(12));
        it.step("partial: cwnd 12000 - 3000 + 1000 = 10000, 9000 outstanding");
        it.in(after(ms(100)), acked(3));
        it.out(now(), segment(4).retransmitted());
        it.out(now(), segment(13));
        it.step("segments 11 and 12 make two more duplicates: cwnd 12000");
        it.in(now(), acked(3));
        it.out(now(), segment(14));
        it.in(now(), acked(3));
        it.out(now(), segment(15));
        it.step("partial: cwnd 12000 - 2000 + 1000 = 11000, 10000 outstanding");
        it.in(after(ms(100)), acked(5));
        it.out(now(), segment(6).retransmitted());
        it.out(now(), segment(16)).proves("TCP-11/newreno");
        it.step("all that was outstanding at the start is acknowledged: cwnd = ssthresh = 5000");
        it.in(after(ms(100)), acked(13));
        it.out(now(), segment(17));
        it.out(now(), segment(18));
        it.in(after(ms(100)), acked(18));
        for (int n = 19; n <= 23; n++) {
            it.out(now(), segment(n));
        }
    }

    @Scenario(id = "newreno/two-duplicates-are-reordering", profile = "textbook", rfc = "5681-3.2-g", confirmedBy = "rfc:5681-3.2-g")
    public void twoDuplicatesRetransmitNothing(Ladder it) {
        tenOutstanding(it, "newreno");
        it.in(after(ms(100)), acked(0));
        it.in(now(), acked(0));
        it.quiet(ms(100));
        it.in(now(), acked(10));
        for (int n = 11; n <= 21; n++) {
            it.out(now(), segment(n)).proves("TCP-11/slow-start");
        }
    }

    @Scenario(id = "newreno/window-update-is-no-duplicate", profile = "textbook", rfc = "5681-2-b", confirmedBy = "rfc:5681-2-b")
    public void anAckThatChangesTheWindowIsNoDuplicate(Ladder it) {
        tenOutstanding(it, "newreno");
        for (int i = 1; i <= 4; i++) {
            it.in(after(ms(10)), acked(0).win(60_000 + i));
        }
        it.quiet(ms(100)).proves("TCP-11/newreno");
        it.in(now(), acked(10).win(60_000));
        for (int n = 11; n <= 21; n++) {
            it.out(now(), segment(n));
        }
    }

    @Scenario(id = "newreno/data-is-no-duplicate", profile = "textbook", rfc = "5681-2-b", confirmedBy = "rfc:5681-2-b")
    public void segmentsWithDataAreNoDuplicates(Ladder it) {
        tenOutstanding(it, "newreno");
        for (int i = 0; i < 4; i++) {
            it.in(after(ms(10)), data(1 + 100 * i, 101 + 100 * i).ack(1).win(65_000));
            it.out(now(), ack(10_001, 101 + 100 * i));
        }
        it.quiet(ms(100)).proves("TCP-11/newreno");
        it.in(now(), ack(401, 10_001).win(65_000));
        for (int n = 11; n <= 21; n++) {
            it.out(now(), data(1000 * n - 999, 1000 * n + 1).ack(401));
        }
    }

    @Scenario(id = "newreno/reno-fast-retransmit-after-a-timeout", profile = "textbook", rfc = {"5681-3.1-m", "5681-3.2-e"},
            confirmedBy = "formula:4 segments are outstanding again, cwnd = 7000 / 2 + 3000, and what is not sent again yet precedes new data")
    public void whatATimeoutLeftToSendAgainPrecedesNewDataInAFastRecovery(Ladder it) {
        tenOutstanding(it, "reno");
        it.out(after(seconds(1)), segment(1).retransmitted());
        it.in(after(ms(100)), acked(1));
        it.out(now(), segment(2).retransmitted());
        it.out(now(), segment(3).retransmitted());
        it.in(after(ms(100)), acked(3));
        it.out(now(), segment(4).retransmitted());
        it.out(now(), segment(5).retransmitted());
        it.out(now(), segment(6).retransmitted());
        it.in(after(ms(100)), acked(3));
        it.in(now(), acked(3));
        it.in(now(), acked(3));
        it.out(now(), segment(4).retransmitted());
        it.out(now(), segment(7).retransmitted());
        it.out(now(), segment(8).retransmitted());
        it.out(now(), segment(9).retransmitted());
        it.in(now(), acked(3));
        it.out(now(), segment(10).retransmitted());
        it.in(now(), acked(3));
        it.out(now(), segment(11));
    }

    @Scenario(id = "newreno/duplicates-up-to-recover", profile = "textbook", rfc = {"6582-3.2-2a", "6582-3.2-2b"},
            confirmedBy = "rfc:6582-3.2-2b")
    public void duplicatesOfTheLastAckOfARecoveryStartNoSecondOne(Ladder it) {
        tenOutstanding(it, "newreno");
        it.in(after(ms(100)), acked(0));
        it.in(now(), acked(0));
        it.in(now(), acked(0));
        it.out(now(), segment(1).retransmitted());
        it.step("all of the ten is acknowledged: the recovery ends with cwnd = ssthresh = 5000");
        it.in(after(ms(100)), acked(10));
        for (int n = 11; n <= 15; n++) {
            it.out(now(), segment(n));
        }
        it.step("late duplicates of what the recovery covered");
        for (int i = 0; i < 4; i++) {
            it.in(after(ms(10)), acked(10));
        }
        it.quiet(ms(100)).proves("TCP-11/newreno");
        it.step("one octet above: three duplicates start a new one");
        it.in(now(), acked(11));
        it.out(now(), segment(16));
        for (int i = 0; i < 3; i++) {
            it.in(after(ms(10)), acked(11));
        }
        it.out(now(), segment(12).retransmitted()).proves("TCP-11/newreno");
    }
}
