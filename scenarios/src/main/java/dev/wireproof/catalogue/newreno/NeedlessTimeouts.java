package dev.wireproof.catalogue.newreno;

import static dev.wireproof.catalogue.newreno.TenSegments.acked;
import static dev.wireproof.catalogue.newreno.TenSegments.segment;
import static dev.wireproof.rig.scenario.Words.after;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.syn;

import dev.wireproof.catalogue.tcp.Opening;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;

/** Timeouts that were not needed and are taken back, and timeouts that end a recovery which came to nothing (facts 9.15). */
public final class NeedlessTimeouts {
    private static void tenOutstanding(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_congestion_control", "reno");
        TenSegments.outstanding(it, TenSegments.opens().win(TenSegments.WINDOW));
    }

    private static void counted(Ladder it, String name) {
        it.equal(name, 1L, it.sut().counter("TcpExt." + name));
    }

    @Scenario(id = "newreno/f-rto",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = "kernel:6.18.44")
    public void aTimeoutIsTakenBackWhenAnOriginalIsAcknowledgedAfterIt(Ladder it) {
        tenOutstanding(it);
        it.out(after(ms(210)), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(4).cwnd(1).ssthresh(5);
        it.step("the first ACK that advances releases new segments instead of old ones");
        it.in(after(ms(20)), acked(1));
        it.out(now(), segment(11));
        it.out(now(), segment(12));
        it.info("ESTABLISHED").caState(4);
        it.step("the second one acknowledges what was sent once: the path was slow, nothing was lost");
        it.in(after(ms(1)), acked(2));
        it.out(now(), segment(13));
        counted(it, "TCPSpuriousRTOs");
        counted(it, "TCPLossUndo");
        it.info("ESTABLISHED").caState(0).cwnd(11).proves("TCP-12/f-rto");
    }

    @Scenario(id = "newreno/timeout-in-disorder", rfc = {"3042-2-a", "6298-5.4"},
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = "kernel:6.18.44")
    public void aTimeoutAfterOneDuplicateIsCountedAsDisorder(Ladder it) {
        tenOutstanding(it);
        it.in(after(ms(20)), acked(0));
        it.out(now(), segment(11));
        it.info("ESTABLISHED").caState(1);
        it.out(after(ms(190)), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(4);
        counted(it, "TCPRenoFailures");
    }

    @Scenario(id = "newreno/timeout-in-recovery", rfc = {"5681-3.2-d", "6298-5.4"},
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = "kernel:6.18.44")
    public void aTimeoutEndsARecoveryWhoseRepairIsLost(Ladder it) {
        tenOutstanding(it);
        it.in(after(ms(20)), acked(0));
        it.out(now(), segment(11));
        it.in(now(), acked(0));
        it.out(now(), segment(12));
        it.in(now(), acked(0));
        it.out(now(), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(3);
        it.out(after(ms(210)), segment(1).retransmitted());
        it.info("ESTABLISHED").caState(4).cwnd(1);
        counted(it, "TCPRenoRecoveryFail");
    }

    @Scenario(id = "newreno/more-duplicates-than-segments",
            needs = {Capability.SYSCTLS, Capability.TCP_INFO, Capability.COUNTERS}, confirmedBy = "kernel:6.18.44")
    public void moreDuplicatesThanSegmentsRaiseTheToleranceForReordering(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_congestion_control", "reno");
        Opening.passive(it, Opening.listener(it), syn(0).mss(1000).win(65_000), 65_000).write(bytes(3000));
        it.out(now(), segment(1));
        it.out(now(), segment(2));
        it.out(now(), segment(3).psh());
        for (int n = 1; n <= 3; n++) {
            it.in(after(ms(1)), acked(0));
        }
        counted(it, "TCPRenoReorder");
        it.in(after(ms(1)), acked(3));
    }
}
