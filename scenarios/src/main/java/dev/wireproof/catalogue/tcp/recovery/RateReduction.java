package dev.wireproof.catalogue.tcp.recovery;

import static dev.wireproof.catalogue.tcp.recovery.Flight.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;

/** Proportional rate reduction with the numbers of RFC 6937 section 3.1: window and flight of 20 segments, threshold 10. */
public final class RateReduction {
    private static void twenty(Ladder it, int written) {
        it.sut().routeMetrics("initcwnd 20");
        opened(it).write(bytes(1000 * written));
        sent(it, 1, 20, written);
    }

    @Scenario(id = "tcp-recovery/one-loss-of-twenty",
            rfc = {"6937-3.1-a", "6937-3-a", "6937-4-a", "9937-b"},
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.ROUTE_METRICS},
            confirmedBy = {"example:RFC 6937 section 3.1, one loss", "kernel:6.18.44"})
    public void newDataLeavesAtEverySecondAckInsteadOfAfterHalfARoundTrip(Ladder it) {
        twenty(it, 29);
        it.in(after(ms(40)), acked(0, 2, 2));
        it.out(now(), segment(21));
        it.in(now(), acked(0, 2, 3));
        it.out(now(), segment(22));
        it.in(now(), acked(0, 2, 4));
        it.out(now(), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(3).ssthresh(10);
        int next = 23;
        for (int ack = 4; ack <= 19; ack++) {
            it.in(now(), acked(0, 2, ack + 1));
            if (ack % 2 == 1 && ack < 19) {
                it.out(now(), next < 29 ? segment(next) : segment(29).psh()).proves("TCP-12/prr");
                next++;
            }
        }
        it.info("ESTABLISHED").cwnd(10);
        it.in(after(ms(40)), acked(22));
        it.info("ESTABLISHED").caState(0).cwnd(10).unacked(7);
        it.in(now(), acked(29));
    }

    @Scenario(id = "tcp-recovery/fifteen-losses-of-twenty",
            rfc = {"6937-3-b", "6937-3-c", "9937-a", "8985-9.3-a"},
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.ROUTE_METRICS},
            confirmedBy = {"example:RFC 6937 section 3.1, first fifteen lost", "kernel:6.18.44"})
    public void afterManyLossesNoMoreIsSentThanArrives(Ladder it) {
        twenty(it, 50);
        it.in(after(ms(40)), acked(0, 16, 16));
        it.out(now(), segment(21));
        it.in(now(), acked(0, 16, 17));
        it.out(now(), segment(22));
        it.in(now(), acked(0, 16, 18));
        it.out(now(), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(3).lost(15).ssthresh(10);
        it.step("SND.UNA stands, so the conservative bound holds: one for one");
        it.in(now(), acked(0, 16, 19));
        it.out(now(), segment(2).retransmitted());
        it.in(now(), acked(0, 16, 20));
        it.out(now(), segment(3).retransmitted());
        it.step("SND.UNA moves and nothing new is lost: what arrived, and one more");
        it.in(after(ms(40)), acked(1, 16, 22));
        for (int n = 4; n <= 7; n++) {
            it.out(now(), segment(n).retransmitted()).proves("TCP-12/prr");
        }
        it.in(after(ms(40)), acked(3, 16, 22));
        for (int n = 8; n <= 10; n++) {
            it.out(now(), segment(n).retransmitted());
        }
    }
}
