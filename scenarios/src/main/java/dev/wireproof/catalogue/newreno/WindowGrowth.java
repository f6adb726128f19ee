package dev.wireproof.catalogue.newreno;

import static dev.wireproof.catalogue.newreno.TenSegments.acked;
import static dev.wireproof.catalogue.newreno.TenSegments.segment;
import static dev.wireproof.rig.scenario.Words.ack;
import static dev.wireproof.rig.scenario.Words.after;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.data;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.seconds;
import static dev.wireproof.rig.scenario.Words.syn;

import dev.wireproof.catalogue.tcp.Opening;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** How the congestion window grows and restarts as RFC 5681 section 3.1 and 4.1 print it. */
public final class WindowGrowth {
    /** Segments of 1000 octets, so that the initial window is four of them. */
    private static SutSocket four(Ladder it) {
        return Opening.passive(it, Opening.listener(it), TenSegments.opens(), TenSegments.WINDOW);
    }

    private static void sent(Ladder it, int from, int to) {
        for (int n = from; n <= to; n++) {
            it.out(now(), segment(n));
        }
    }

    /** Out of a fast recovery with cwnd = ssthresh = 5000, segments 11 to 15 outstanding. */
    private static void avoidance(Ladder it) {
        it.sut().routeMetrics("initcwnd 10 rto_min 1s");
        TenSegments.outstanding(it, TenSegments.opens());
        for (int i = 0; i < 3; i++) {
            it.in(after(ms(i == 0 ? 100 : 0)), acked(0));
        }
        it.out(now(), segment(1).retransmitted());
        it.in(after(ms(100)), acked(10));
        sent(it, 11, 15);
        it.info("ESTABLISHED").cwnd(5).ssthresh(5);
    }

    @Scenario(id = "newreno/slow-start-counts-octets", profile = "textbook", needs = Capability.TCP_INFO,
            rfc = {"5681-3.1-e", "5681-3.1-f", "5681-3.1-g", "5681-3.1-b"}, confirmedBy = "rfc:5681-3.1-g")
    public void manyAcksOfOneSegmentGainOneSegmentInAll(Ladder it) {
        four(it).write(bytes(20_000));
        sent(it, 1, 4);
        it.info("ESTABLISHED").cwnd(4).ssthresh(Integer.MAX_VALUE).proves("TCP-11/initial-ssthresh");
        it.step("four ACKs of 250 octets each: 250 octets more each time");
        it.in(after(ms(50)), ack(1, 251).win(TenSegments.WINDOW));
        it.in(now(), ack(1, 501).win(TenSegments.WINDOW));
        it.out(now(), segment(5));
        it.in(now(), ack(1, 751).win(TenSegments.WINDOW));
        it.in(now(), ack(1, 1001).win(TenSegments.WINDOW));
        it.out(now(), segment(6));
        it.info("ESTABLISHED").cwnd(5).proves("TCP-11/slow-start");
        it.step("an ACK of three segments gains one as well");
        it.in(after(ms(50)), acked(4));
        sent(it, 7, 10);
        it.info("ESTABLISHED").cwnd(6);
    }

    @Scenario(id = "newreno/congestion-avoidance", profile = "textbook", needs = {Capability.TCP_INFO, Capability.ROUTE_METRICS},
            rfc = {"5681-3.1-h", "5681-3.1-j", "5681-3-a"},
            confirmedBy = "formula:5000 + 200 + 192 + 185 + 179 + 173 = 5929, the ACK of the sixth makes 6097")
    public void aRoundTripOfAcksAddsLessThanASegment(Ladder it) {
        avoidance(it);
        for (int n = 11; n <= 15; n++) {
            it.in(after(ms(n == 11 ? 100 : 0)), acked(n));
            it.out(now(), segment(n + 5));
        }
        it.info("ESTABLISHED").cwnd(5).proves("TCP-11/congestion-avoidance");
        it.in(after(ms(100)), acked(16));
        sent(it, 21, 22);
        it.info("ESTABLISHED").cwnd(6).proves("TCP-11/congestion-avoidance");
    }

    @Scenario(id = "newreno/congestion-avoidance-counts-octets", profile = "textbook",
            needs = {Capability.TCP_INFO, Capability.ROUTE_METRICS, Capability.SYSCTLS}, rfc = {"5681-3.1-i", "5681-3.1-h"},
            confirmedBy = "rfc:5681-3.1-i")
    public void aWindowOfAcknowledgedOctetsAddsASegmentHoweverFewTheAcks(Ladder it) {
        it.sut().sysctl("net.textbook.count_octets", "1");
        avoidance(it);
        it.step("delayed ACKs: two segments each, so the window is acknowledged by the third");
        it.in(after(ms(100)), acked(12));
        sent(it, 16, 17);
        it.in(now(), acked(14));
        sent(it, 18, 19);
        it.info("ESTABLISHED").cwnd(5);
        it.in(now(), acked(15));
        sent(it, 20, 21);
        it.info("ESTABLISHED").cwnd(6).proves("TCP-11/congestion-avoidance");
    }

    @Scenario(id = "newreno/second-timeout-of-a-segment", profile = "textbook", needs = {Capability.TCP_INFO, Capability.ROUTE_METRICS},
            rfc = {"5681-3.1-k", "5681-3.1-l", "5681-3.1-m", "6928-2-c"}, confirmedBy = "rfc:5681-3.1-l")
    public void aSecondTimeoutOfTheSameSegmentLeavesTheThreshold(Ladder it) {
        it.sut().routeMetrics("initcwnd 10 rto_min 1s");
        TenSegments.outstanding(it, TenSegments.opens());
        it.out(after(seconds(1)), segment(1).retransmitted());
        it.info("ESTABLISHED").cwnd(1).ssthresh(5).proves("TCP-11/rto-response");
        it.out(after(seconds(2)), segment(1).retransmitted());
        it.info("ESTABLISHED").cwnd(1).ssthresh(5).proves("TCP-11/rto-response");
        it.in(after(ms(100)), acked(1));
        it.out(now(), segment(2).retransmitted());
        it.out(now(), segment(3).retransmitted());
        it.info("ESTABLISHED").cwnd(2).proves("TCP-11/slow-start");
    }

    @Scenario(id = "newreno/idle-restart", profile = "textbook", needs = Capability.TCP_INFO, rfc = "5681-4.1-a",
            confirmedBy = "rfc:5681-4.1-a")
    public void afterIdleTimeTheFirstFlightIsTheInitialWindow(Ladder it) {
        SutSocket conn = four(it);
        conn.write(bytes(8000));
        sent(it, 1, 4);
        it.in(after(ms(50)), acked(1));
        sent(it, 5, 6);
        it.in(now(), acked(2));
        it.out(now(), segment(7));
        it.out(now(), segment(8).psh());
        it.in(after(ms(50)), acked(8));
        it.info("ESTABLISHED").cwnd(7);
        it.pass(ms(1200));
        conn.write(bytes(8001, 16_001));
        sent(it, 9, 12);
        it.info("ESTABLISHED").cwnd(4).proves("TCP-11/idle-restart");
    }

    @Scenario(id = "newreno/initial-window-of-3", profile = "textbook", needs = Capability.TCP_INFO, rfc = {"5681-3.1-a", "5681-3.1-b"},
            confirmedBy = "example:RFC 5681 arithmetic, SMSS 1460")
    public void threeSegmentsOf1460(Ladder it) {
        Opening.passive(it, Opening.listener(it), syn(0).mss(1460), 65_535).write(bytes(10_000));
        for (int n = 0; n < 3; n++) {
            it.out(now(), data(1 + 1460 * n, 1461 + 1460 * n).ack(1));
        }
        it.quiet(ms(100)).proves("TCP-11/initial-window");
        it.info("ESTABLISHED").cwnd(3);
    }

    @Scenario(id = "newreno/initial-window-of-4", profile = "textbook", needs = Capability.TCP_INFO, rfc = {"5681-3.1-a", "5681-3.1-b"},
            confirmedBy = "example:RFC 5681 arithmetic, SMSS 536")
    public void fourSegmentsOf536(Ladder it) {
        Opening.passive(it, Opening.listener(it), syn(0), 65_535).write(bytes(10_000));
        for (int n = 0; n < 4; n++) {
            it.out(now(), data(1 + 536 * n, 537 + 536 * n).ack(1));
        }
        it.quiet(ms(100)).proves("TCP-11/initial-window");
        it.info("ESTABLISHED").cwnd(4);
    }
}
