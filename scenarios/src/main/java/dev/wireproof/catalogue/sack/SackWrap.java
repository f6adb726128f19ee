package dev.wireproof.catalogue.sack;

import static dev.wireproof.catalogue.newreno.TenSegments.acked;
import static dev.wireproof.catalogue.newreno.TenSegments.segment;
import static dev.wireproof.catalogue.sack.SackedTen.outstanding;
import static dev.wireproof.catalogue.sack.SackedTen.sacks;
import static dev.wireproof.rig.scenario.Words.ack;
import static dev.wireproof.rig.scenario.Words.after;
import static dev.wireproof.rig.scenario.Words.data;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.syn;

import dev.wireproof.catalogue.tcp.Opening;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;

/** SACK blocks on both sides of sequence number 0. */
public final class SackWrap {
    @Scenario(id = "sack/wrap-sending", profile = "textbook",
            needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS, Capability.TCP_INFO, Capability.CHOSEN_ISN},
            rfc = {"6675-4-d", "2018-5-a"}, confirmedBy = "rfc:6675-4-d")
    public void aRecoveryAcrossTheWrap(Ladder it) {
        it.step("segment 5 holds the last number and number 0");
        it.sut().nextIsn(-4501);
        outstanding(it, 25);
        it.in(after(ms(100)), sacks(0, 2, 2));
        it.in(now(), sacks(0, 4, 4, 2, 2));
        it.in(now(), sacks(0, 4, 5, 2, 2));
        it.out(now(), segment(1).retransmitted()).proves("TCP-12/sack-scoreboard");
        it.in(now(), sacks(0, 4, 6, 2, 2));
        it.in(now(), sacks(0, 4, 7, 2, 2));
        it.out(now(), segment(3).retransmitted());
        it.in(now(), sacks(0, 4, 8, 2, 2));
        it.out(now(), segment(11)).proves("TCP-12/rfc6675-next-seg");
        it.in(after(ms(100)), acked(10));
        for (int n = 12; n <= 15; n++) {
            it.out(now(), segment(n));
        }
        it.info("ESTABLISHED").caState(0);
    }

    @Scenario(id = "sack/wrap-receiving", rfc = {"2018-4-d", "2018-3-a", "2883-4-1"},
            confirmedBy = {"rfc:2018-3-a", "kernel:6.18.44"})
    public void blocksAcrossTheWrapAreReported(Ladder it) {
        it.peerIsn(-1501);
        Opening.passive(it, Opening.listener(it), syn(0).mss(1000).sackPermitted(), 65_535);
        it.step("octet 1501 has number 0");
        it.in(after(ms(10)), data(1001, 1401).ack(1));
        it.out(now(), ack(1, 1).sack(1001, 1401));
        it.in(after(ms(10)), data(1601, 2001).ack(1));
        it.out(now(), ack(1, 1).sack(1601, 2001).sack(1001, 1401));
        it.in(after(ms(10)), data(1401, 1601).ack(1));
        it.out(now(), ack(1, 1).sack(1001, 2001)).proves("TCP-7/sack-blocks");
        it.in(after(ms(10)), data(1, 1001).psh().ack(1));
        it.out(now(), ack(1, 2001).noOptions());
        it.in(after(ms(10)), data(1301, 1701).ack(1));
        it.out(now(), ack(1, 2001).sack(1301, 1701)).proves("TCP-7/dsack");
    }
}
