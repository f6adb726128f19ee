package dev.wireproof.catalogue.newreno;

import static dev.wireproof.catalogue.newreno.TenSegments.acked;
import static dev.wireproof.catalogue.newreno.TenSegments.segment;
import static dev.wireproof.rig.scenario.Words.after;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.seconds;
import static dev.wireproof.rig.scenario.Words.synAck;

import dev.wireproof.catalogue.tcp.Opening;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;

/** What RFC 6582 and RFC 3042 leave to the implementer: the impatient timer, the ACK heuristic, limited transmit. */
public final class NewRenoVariants {
    private static void duplicates(Ladder it, int count, int upTo) {
        for (int i = 0; i < count; i++) {
            it.in(after(ms(i == 0 ? 100 : 0)), acked(upTo));
        }
    }

    /** Segments 1, 4 and 6 of ten are lost; the first two partial acknowledgements arrive 100 ms and 700 ms after the repair of 1. */
    private static void twoPartialAcks(Ladder it) {
        it.sut().routeMetrics("initcwnd 10 rto_min 1s");
        TenSegments.outstanding(it, TenSegments.opens());
        duplicates(it, 3, 0);
        it.out(now(), segment(1).retransmitted());
        it.in(after(ms(100)), acked(3));
        it.out(now(), segment(4).retransmitted());
        it.in(after(ms(600)), acked(5));
        it.out(now(), segment(6).retransmitted());
    }

    @Scenario(id = "newreno/impatient-timer", profile = "textbook", needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS, Capability.TCP_INFO},
            rfc = "6582-3.2-3d", confirmedBy = "rfc:6582-3.2-3d")
    public void theTimerRunsFromTheFirstPartialAck(Ladder it) {
        it.sut().sysctl("net.textbook.impatient", "1");
        twoPartialAcks(it);
        it.out(after(ms(400)), segment(6).retransmitted()).proves("TCP-11/newreno");
        it.info("ESTABLISHED").caState(4).cwnd(1);
    }

    @Scenario(id = "newreno/patient-timer", profile = "textbook", needs = {Capability.ROUTE_METRICS, Capability.TCP_INFO},
            rfc = "6298-5.3", confirmedBy = "rfc:6298-5.3")
    public void withoutImpatienceEachPartialAckRestartsTheTimer(Ladder it) {
        twoPartialAcks(it);
        it.out(after(seconds(1)), segment(6).retransmitted()).proves("TCP-11/newreno");
        it.info("ESTABLISHED").caState(4).cwnd(1);
    }

    /** Segment 1 of ten is repaired by a timeout, which leaves 2 and 3 outstanding again. */
    private static void afterATimeout(Ladder it) {
        it.sut().routeMetrics("initcwnd 10 rto_min 1s");
        TenSegments.outstanding(it, TenSegments.opens());
        it.out(after(seconds(1)), segment(1).retransmitted());
        it.in(after(ms(100)), acked(1));
        it.out(now(), segment(2).retransmitted());
        it.out(now(), segment(3).retransmitted());
        it.info("ESTABLISHED").cwnd(2).ssthresh(5);
        duplicates(it, 3, 1);
    }

    @Scenario(id = "newreno/no-fast-retransmit-after-a-timeout", profile = "textbook",
            needs = {Capability.ROUTE_METRICS, Capability.TCP_INFO}, rfc = {"6582-3.2-4", "6582-3.2-2b"}, confirmedBy = "rfc:6582-3.2-4")
    public void duplicatesOfWhatATimeoutCoversStartNoFastRetransmit(Ladder it) {
        afterATimeout(it);
        it.quiet(ms(100)).proves("TCP-11/newreno");
        it.info("ESTABLISHED").cwnd(2).ssthresh(5);
    }

    @Scenario(id = "newreno/ack-heuristic", profile = "textbook", needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS, Capability.TCP_INFO},
            rfc = "6582-4.1", confirmedBy = "rfc:6582-4.1")
    public void duplicatesBehindASmallAdvanceMayStartOne(Ladder it) {
        it.sut().sysctl("net.textbook.ack_heuristic", "1");
        afterATimeout(it);
        it.out(now(), segment(2).retransmitted()).proves("TCP-11/newreno");
        it.step("cwnd 4500 + 3000, and 2000 of it are out: what the timeout left to send again follows");
        for (int n = 4; n <= 8; n++) {
            it.out(now(), segment(n).retransmitted());
        }
        it.info("ESTABLISHED").ssthresh(4);
    }

    private static void threeOutstanding(Ladder it, String limitedTransmit) {
        it.sut().sysctl("net.textbook.limited_transmit", limitedTransmit);
        it.sut().routeMetrics("initcwnd 3 rto_min 1s");
        Opening.passive(it, Opening.listener(it), TenSegments.opens(), TenSegments.WINDOW).write(bytes(25_000));
        for (int n = 1; n <= 3; n++) {
            it.out(now(), segment(n));
        }
    }

    @Scenario(id = "newreno/limited-transmit", profile = "textbook", needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS, Capability.TCP_INFO},
            rfc = {"3042-2-a", "3042-2-b", "3042-2-d", "5681-3.2-d"}, confirmedBy = "example:RFC 3042, cwnd 3")
    public void twoDuplicatesReleaseSegmentsWhoseArrivalMakesTheThird(Ladder it) {
        threeOutstanding(it, "1");
        it.in(after(ms(100)), acked(0));
        it.out(now(), segment(4)).proves("TCP-11/limited-transmit");
        it.info("ESTABLISHED").cwnd(3);
        it.in(now(), acked(0));
        it.out(now(), segment(5)).proves("TCP-11/limited-transmit");
        it.info("ESTABLISHED").cwnd(3);
        it.step("segment 4 has arrived; what limited transmit sent does not count: ssthresh is max(3000 / 2, 2000)");
        it.in(after(ms(100)), acked(0));
        it.out(now(), segment(1).retransmitted()).proves("TCP-11/limited-transmit");
        it.info("ESTABLISHED").ssthresh(2);
        it.in(after(ms(100)), acked(5));
        it.out(now(), segment(6));
        it.out(now(), segment(7));
        it.info("ESTABLISHED").cwnd(2);
    }

    @Scenario(id = "newreno/no-limited-transmit", profile = "textbook", needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS},
            rfc = "5681-3.2-g", confirmedBy = "example:RFC 3042, cwnd 3")
    public void withoutItTheThirdDuplicateNeverComes(Ladder it) {
        threeOutstanding(it, "0");
        it.in(after(ms(100)), acked(0));
        it.in(now(), acked(0));
        it.out(after(ms(900)), segment(1).retransmitted()).proves("TCP-11/rto-response");
    }

    @Scenario(id = "newreno/one-segment-after-a-repeated-syn", profile = "textbook", needs = Capability.TCP_INFO, rfc = "5681-3.1-c",
            confirmedBy = "rfc:5681-3.1-c")
    public void aRepeatedSynAckMakesTheFirstFlightOneSegment(Ladder it) {
        repeatedSynAck(it, 1);
        it.out(now(), segment(1)).proves("TCP-11/initial-window");
        it.info("ESTABLISHED").cwnd(1);
    }

    @Scenario(id = "newreno/initial-window-survives-one-repetition", needs = Capability.TCP_INFO, rfc = {"6928-2-a", "6928-2-b"},
            confirmedBy = {"rfc:6928-2-b", "formula:total_retrans above 1 makes the first window one segment (net/ipv4/tcp_input.c tcp_init_transfer)"})
    public void oneRepetitionOfTheSynAckLeavesTheInitialWindowOfTen(Ladder it) {
        repeatedSynAck(it, 1);
        for (int n = 1; n <= 10; n++) {
            it.out(now(), segment(n)).proves("TCP-11/initial-window");
        }
        it.info("ESTABLISHED").cwnd(10);
    }

    @Scenario(id = "newreno/initial-window-after-two-repetitions", needs = Capability.TCP_INFO, rfc = "6928-2-b",
            confirmedBy = {"rfc:6928-2-b", "formula:total_retrans above 1 makes the first window one segment (net/ipv4/tcp_input.c tcp_init_transfer)"})
    public void twoRepetitionsOfTheSynAckMakeItOne(Ladder it) {
        repeatedSynAck(it, 2);
        it.out(now(), segment(1)).proves("TCP-11/initial-window");
        it.info("ESTABLISHED").cwnd(1);
    }

    private static void repeatedSynAck(Ladder it, int times) {
        var listener = Opening.listener(it);
        it.in(now(), TenSegments.opens());
        it.out(now(), synAck(0, 1));
        for (int i = 0; i < times; i++) {
            it.out(after(seconds(1 << i)), synAck(0, 1));
        }
        it.in(after(ms(100)), acked(0));
        listener.accept().write(bytes(25_000));
    }
}
