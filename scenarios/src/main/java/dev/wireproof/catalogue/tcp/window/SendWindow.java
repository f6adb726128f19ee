package dev.wireproof.catalogue.tcp.window;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.When;

/** The sender and the window that the peer offers. */
public class SendWindow {
    /** One retransmission timeout after a handshake of 10 ms, with the slack of a kernel's timers. */
    private static final When ONE_TIMEOUT = between(ms(200), ms(232));

    /** The host has sent ten octets and is then offered this window. */
    private static SutSocket offered(Ladder it, int window) {
        SutSocket conn = passive(it);
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1));
        it.in(after(ms(10)), ack(1, 11).win(window));
        return conn;
    }

    @Scenario(id = "tcp-window/sender-stays-inside",
            rfc = {"5681-2-a", "9293-SHLD-28", "9293-3.10.7.4-5d", "9293-3.10.7.4-5g"},
            confirmedBy = {"rfc:5681-2-a", "kernel:6.18.44"})
    public void onlyWhatFitsTheWindowIsSent(Ladder it) {
        SutSocket conn = offered(it, 2500);
        conn.write(bytes(11, 4011));
        it.out(now(), data(11, 1011).ack(1));
        it.out(now(), data(1011, 2011).ack(1)).proves("TCP-9/sender-stays-inside");
        it.quiet(ms(100)).proves("TCP-9/sender-stays-inside", "TCP-20/waits");
        it.step("the ACK of the first moves the window by 1000");
        it.in(now(), ack(1, 1011).win(2500));
        it.out(now(), data(2011, 3011).ack(1)).proves("TCP-9/sender-stays-inside");
        it.in(after(ms(10)), ack(1, 3011).win(2500));
        it.out(now(), data(3011, 4011).psh().ack(1));
        it.in(after(ms(10)), ack(1, 4011));
    }

    @Scenario(id = "tcp-window/window-taken-from-the-newest-segment",
            rfc = {"9293-3.10.7.4-5g"},
            confirmedBy = {"rfc:9293-3.10.7.4-5g", "kernel:6.18.44"})
    public void anOlderSegmentDoesNotSetTheWindow(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), data(1, 101).ack(1).win(0));
        it.out(now(), ack(1, 101));
        it.step("an ACK with an older sequence number, still inside the window, offers more than there is");
        it.in(after(ms(600)), ack(51, 1).win(5000));
        it.out(now(), ack(1, 101));
        conn.write(bytes(2000));
        it.quiet(ms(150)).proves("TCP-9/zero-window");
        it.in(now(), ack(101, 1).win(5000));
        it.out(now(), data(1, 1001).ack(101));
        it.out(now(), data(1001, 2001).psh().ack(101));
        it.in(after(ms(10)), ack(101, 2001));
    }

    @Scenario(id = "tcp-window/window-of-an-overtaken-ack",
            rfc = {"9293-3.10.7.4-5g"},
            confirmedBy = {"rfc:9293-3.10.7.4-5g", "kernel:6.18.44"})
    public void anAckThatNewerDataHasOvertakenDoesNotSetTheWindow(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), data(101, 201).psh().ack(1).win(0));
        it.out(now(), ack(1, 1));
        it.in(after(ms(10)), ack(1, 1).win(5000));
        conn.write(bytes(1000));
        it.quiet(ms(150)).proves("TCP-9/zero-window");
        it.in(now(), data(1, 101).ack(1).win(0));
        it.out(now(), ack(1, 201));
        it.in(now(), ack(201, 1).win(5000));
        it.out(now(), data(1, 1001).psh().ack(201));
        it.in(after(ms(10)), ack(201, 1001));
    }

    @Scenario(id = "tcp-window/fin-counts-in-the-window",
            rfc = {"9293-3.4-b", "5681-2-a"},
            confirmedBy = {"formula:the FIN of the last segment would be number 3001 of 3000", "kernel:6.18.44"})
    public void aFinThatDoesNotFitIsHeldBack(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000), 2000);
        conn.write(bytes(2000));
        it.out(now(), data(1, 1001).ack(1));
        it.out(now(), data(1001, 2001).psh().ack(1));
        conn.write(bytes(2001, 3001));
        conn.shutdownWrite();
        it.in(after(ms(10)), ack(1, 2001).win(1000));
        it.quiet(ms(150)).proves("TCP-9/sender-stays-inside");
        it.step("the timer sends what fits, and a wider window lets the FIN go");
        it.out(between(ms(10), ms(200)), data(2001, 3001).psh().ack(1));
        it.in(after(ms(10)), ack(1, 3001).win(1000));
        it.out(now(), fin(3001, 1).psh()).proves("TCP-9/sender-stays-inside");
        it.in(after(ms(10)), rst(1));
    }

    @Scenario(id = "tcp-window/window-of-65535", needs = Capability.ROUTE_METRICS,
            rfc = {"9293-MUST-1", "9293-REC-1", "9293-SHLD-28"},
            confirmedBy = {"rfc:9293-MUST-1", "formula:65 whole segments of 1000 octets fit 65,535", "kernel:6.18.44"})
    public void theTopBitOfAWindowIsNoSign(Ladder it) {
        it.sut().routeMetrics("initcwnd 100");
        SutSocket conn = passive(it);
        it.call("write", () -> conn.write(bytes(80_000)));
        for (int i = 0; i < 65; i++) {
            int from = 1 + 1000 * i;
            it.step("PSH stands wherever half the largest window was sent since the last one");
            it.out(now(), i == 32 ? data(from, from + 1000).psh().ack(1) : data(from, from + 1000).ack(1))
                    .proves("TCP-9/sender-stays-inside");
        }
        it.quiet(ms(100));
        it.in(now(), ack(1, 65_001));
        for (int i = 65; i < 80; i++) {
            int from = 1 + 1000 * i;
            it.out(now(), i == 65 || i == 79 ? data(from, from + 1000).psh().ack(1) : data(from, from + 1000).ack(1));
        }
        it.in(after(ms(10)), ack(1, 80_001));
    }

    @Scenario(id = "tcp-window/shrunk-window",
            rfc = {"9293-MUST-34", "9293-SHLD-15", "9293-SHLD-16"},
            confirmedBy = {"rfc:9293-MUST-34", "kernel:6.18.44"})
    public void aWindowPulledBackBelowWhatWasSentIsSurvived(Ladder it) {
        SutSocket conn = passive(it);
        conn.write(bytes(4000));
        it.out(now(), data(1, 1001).ack(1));
        it.out(now(), data(1001, 2001).ack(1));
        it.out(now(), data(2001, 3001).ack(1));
        it.out(now(), data(3001, 4001).psh().ack(1));
        it.in(after(ms(10)), ack(1, 1001).win(500));
        conn.write(bytes(4001, 5001));
        it.step("nothing new; the timeout sends what the window still holds");
        it.out(ONE_TIMEOUT, data(1001, 1501).ack(1).retransmitted()).proves("TCP-9/sender-stays-inside");
        it.in(after(ms(10)), ack(1, 4001).win(5000));
        it.out(now(), data(4001, 5001).psh().ack(1));
        it.in(after(ms(10)), ack(1, 5001));
    }

    @Scenario(id = "tcp-window/tiny-window",
            rfc = {"9293-MUST-38", "9293-3.8.6.2.1-a"},
            confirmedBy = {"rfc:9293-MUST-38", "rfc:9293-3.8.6.2.1-a", "kernel:6.18.44"})
    public void aTinyWindowIsUsedOnlyWhenTheTimerSaysSo(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), ack(1, 1).win(0));
        conn.write(bytes(2000));
        it.in(after(ms(50)), ack(1, 1).win(100));
        it.out(ONE_TIMEOUT, data(1, 101).psh().ack(1)).proves("TCP-9/sws-sender", "TCP-9/sender-stays-inside");
        it.in(after(ms(10)), ack(1, 101).win(1500));
        it.out(now(), data(101, 1101).psh().ack(1)).proves("TCP-9/sws-sender");
        it.in(after(ms(10)), ack(1, 1101).win(1500));
        it.out(now(), data(1101, 2001).psh().ack(1));
        it.in(after(ms(10)), ack(1, 2001));
    }

    @Scenario(id = "tcp-window/scaled-offer",
            rfc = {"7323-2.3-b", "7323-2.3-c", "7323-2.2-d", "7323-2.4-b"},
            confirmedBy = {"rfc:7323-2.3-b", "rfc:7323-2.3-c", "kernel:6.18.44"})
    public void bothWindowsAreScaledAfterTheSyns(Ladder it) {
        SutSocket listener = listener(it);
        SutSocket conn = passive(it, listener, syn(0).win(20).mss(1000).wscale(7), 20);
        it.step("20 << 7 = 2560 octets");
        conn.write(bytes(4000));
        it.out(now(), data(1, 1001).ack(1).win(63)).proves("TCP-7/window-scale");
        it.out(now(), data(1001, 2001).psh().ack(1));
        it.quiet(ms(50)).proves("TCP-9/sender-stays-inside", "TCP-9/scaling");
        it.in(now(), ack(1, 2001).win(40));
        it.out(now(), data(2001, 3001).ack(1));
        it.out(now(), data(3001, 4001).psh().ack(1));
        it.in(after(ms(10)), data(1, 1001).psh().ack(4001).win(40));
        it.out(now(), ack(4001, 1001).win(66)).proves("TCP-9/scaling");
    }

    @Scenario(id = "tcp-window/scale-above-14", malformed = true,
            rfc = "7323-2.3-d", needs = Capability.ROUTE_METRICS,
            confirmedBy = {"rfc:7323-2.3-d", "kernel:6.18.44"})
    public void aShiftOf15CountsAs14(Ladder it) {
        it.sut().routeMetrics("initcwnd 40");
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000).wscale(15), 1);
        it.step("1 << 14 = 16,384 octets");
        it.call("write", () -> conn.write(bytes(30_000)));
        for (int i = 0; i < 16; i++) {
            int from = 1 + 1000 * i;
            it.out(now(), i == 8 ? data(from, from + 1000).psh().ack(1) : data(from, from + 1000).ack(1)).proves("TCP-9/scaling");
        }
        it.quiet(ms(50)).proves("TCP-7/window-scale");
    }

    @Scenario(id = "tcp-window/no-scale-from-the-peer", needs = Capability.TCP_INFO,
            rfc = {"7323-2.3-e", "7323-2.2-b"},
            confirmedBy = {"rfc:7323-2.3-e", "kernel:6.18.44"})
    public void withoutTheOptionNoWindowIsScaled(Ladder it) {
        SutSocket conn = passive(it);
        for (int i = 0; i < 5; i++) {
            it.in(after(ms(1)), data(1 + 1000 * i, 1001 + 1000 * i).ack(1));
            it.out(now(), ack(1, 1001 + 1000 * i).win(65_535)).proves("TCP-9/linux-window");
        }
        it.equal("octets", bytes(5000), conn.readFully(5000));
    }
}
