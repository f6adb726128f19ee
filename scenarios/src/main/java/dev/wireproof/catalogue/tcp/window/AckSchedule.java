package dev.wireproof.catalogue.tcp.window;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.When;

/** When the receiver acknowledges: at once, with every second segment, or with what it has to send itself. */
public class AckSchedule {
    /** The delayed-ACK time, to which a kernel adds up to one of its ticks. */
    private static final When DELAYED = between(ms(40), ms(45));

    private static SutSocket scaled(Ladder it) {
        return passive(it, listener(it), syn(0).mss(1460).wscale(7), 256);
    }

    /** Segment number n of 1000 octets, read as soon as it is there. */
    private static void segment(Ladder it, SutSocket conn, int n, int gapMillis) {
        it.in(after(ms(gapMillis)), data(1000 * n - 999, 1000 * n + 1).ack(1));
        conn.readFully(1000);
    }

    private static void twentyQuickAcks(Ladder it, SutSocket conn, int gapMillis) {
        for (int n = 1; n <= 20; n++) {
            segment(it, conn, n, n == 1 ? 10 : gapMillis);
            it.out(now(), ack(1, 1000 * n + 1)).proves("TCP-8/quick-ack");
        }
    }

    @Scenario(id = "tcp-window/quick-acks-then-every-second",
            rfc = {"9293-SHLD-18", "9293-SHLD-19", "9293-MUST-58", "9293-MUST-40", "5681-4.2-c"},
            confirmedBy = {"kernel:6.18.44", "rfc:9293-SHLD-19"})
    public void aNewConnectionAcksTwentySegmentsThenEverySecond(Ladder it) {
        SutSocket conn = scaled(it);
        twentyQuickAcks(it, conn, 1);
        for (int n = 21; n <= 25; n += 2) {
            segment(it, conn, n, 1);
            it.quiet(us(500));
            segment(it, conn, n + 1, 1);
            it.out(now(), ack(1, 1000 * n + 1001)).proves("TCP-8/ack-every-second");
        }
        segment(it, conn, 27, 1);
        it.out(DELAYED, ack(1, 27_001)).proves("TCP-8/delayed-ack");
    }

    @Scenario(id = "tcp-window/delayed-ack",
            rfc = {"9293-SHLD-18", "9293-MUST-40"},
            confirmedBy = {"kernel:6.18.44", "rfc:9293-MUST-40"})
    public void aLoneSegmentIsAckedAfter40Milliseconds(Ladder it) {
        SutSocket conn = scaled(it);
        twentyQuickAcks(it, conn, 1);
        for (int n = 21; n <= 24; n++) {
            segment(it, conn, n, n == 21 ? 1 : 10);
            it.out(DELAYED, ack(1, 1000 * n + 1)).proves("TCP-8/delayed-ack");
        }
    }

    @Scenario(id = "tcp-window/idle-returns-to-quick-acks",
            rfc = "9293-SHLD-18",
            confirmedBy = {"kernel:6.18.44", "formula:idle longer than the RTO enters quick-ack mode (facts 9.5)"})
    public void afterAnIdleTimeoutAcksAreQuickAgain(Ladder it) {
        SutSocket conn = scaled(it);
        twentyQuickAcks(it, conn, 1);
        segment(it, conn, 21, 1);
        it.out(DELAYED, ack(1, 21_001)).proves("TCP-8/delayed-ack");
        for (int n = 22; n <= 24; n++) {
            segment(it, conn, n, 250);
            it.out(now(), ack(1, 1000 * n + 1)).proves("TCP-8/quick-ack");
        }
    }

    @Scenario(id = "tcp-window/ack-rides-on-the-answer",
            rfc = {"9293-MUST-58", "9293-3.10.7.4-7a", "9293-3.10.2-c"},
            confirmedBy = "kernel:6.18.44")
    public void aRequestIsAcknowledgedByItsAnswer(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), data(1, 11).psh().ack(1));
        it.out(now(), ack(1, 11));
        conn.read(100);
        conn.write(bytes(20));
        it.out(now(), data(1, 21).psh().ack(11));
        it.step("data sent soon after data received makes the connection interactive");
        it.in(after(ms(10)), data(11, 21).psh().ack(21));
        it.quiet(ms(10));
        conn.read(100);
        conn.write(bytes(21, 41));
        it.out(now(), data(21, 41).psh().ack(21)).proves("TCP-8/delayed-ack");
        it.step("a request that nobody answers is acknowledged after the delayed-ACK time, and quick ACKs are back");
        it.in(after(ms(10)), data(21, 31).psh().ack(41));
        it.out(DELAYED, ack(41, 31)).proves("TCP-8/delayed-ack");
        it.in(after(ms(10)), data(31, 41).psh().ack(41));
        it.out(now(), ack(41, 41)).proves("TCP-8/quick-ack");
    }

    @Scenario(id = "tcp-window/quickack-option",
            rfc = "9293-SHLD-18",
            confirmedBy = {"formula:TCP_QUICKACK 0 enters interactive mode, 1 leaves it and flushes (facts 9.5)", "kernel:6.18.44"})
    public void theQuickackOptionSwitches(Ladder it) {
        SutSocket conn = passive(it).option("TCP_QUICKACK", 0);
        it.in(after(ms(10)), data(1, 11).psh().ack(1));
        it.equal("octets", bytes(10), conn.read(100));
        it.quiet(ms(5)).proves("TCP-8/delayed-ack");
        conn.option("TCP_QUICKACK", 1);
        it.out(now(), ack(1, 11)).proves("TCP-8/quick-ack", "SOCK-5/quickack");
        it.in(after(ms(10)), data(11, 21).psh().ack(1));
        it.out(now(), ack(1, 21)).proves("TCP-8/quick-ack");
    }

    @Scenario(id = "tcp-window/receive-window-growth",
            rfc = {"9293-SHLD-14", "7323-2.3-c"},
            confirmedBy = "kernel:6.18.44")
    public void theOfferGrowsWithTheFirstSegments(Ladder it) {
        SutSocket conn = scaled(it);
        int[] offers = {66, 69, 72, 72, 72, 72, 72, 72, 72, 72};
        for (int n = 1; n <= offers.length; n++) {
            it.in(after(ms(1)), data(1000 * n - 999, 1000 * n + 1).ack(1));
            it.out(now(), ack(1, 1000 * n + 1).win(offers[n - 1])).proves("TCP-9/linux-window", "TCP-9/scaling");
        }
        it.step("reading everything sends no update while less than twice the offer is free");
        it.equal("octets", bytes(10_000), conn.readFully(10_000));
        it.quiet(ms(20)).proves("TCP-9/linux-window");
    }
}
