package dev.wireproof.catalogue.tcp.window;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Limits of the receive window: TCP_WINDOW_CLAMP, what fitted an earlier offer, and what is told after memory ran short. */
public class WindowLimits {
    @Scenario(id = "tcp-window/clamp-before-connect",
            rfc = "9293-SHLD-14",
            confirmedBy = "kernel:6.18.44")
    public void aClampLimitsTheFirstWindowAndItsScale(Ladder it) {
        SutSocket client = it.sut().socket(STREAM).option("TCP_WINDOW_CLAMP", 5000);
        it.equal("clamp", 5000, client.option("TCP_WINDOW_CLAMP"));
        PendingCall<SutSocket> call = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0).win(4380).wscale(0)).proves("TCP-9/linux-window");
        it.in(after(ms(10)), synAck(0, 1).mss(1000).wscale(0));
        it.out(now(), ack(1, 1).win(4380));
        call.returns(ms(10), Errno.OK);
        it.in(after(ms(10)), data(1, 1001).psh().ack(1));
        it.step("the measured share of text in memory sets the clamp anew");
        it.out(now(), ack(1, 1001).win(7000));
        client.readFully(1000);
        it.in(after(ms(10)), data(1001, 2001).psh().ack(1));
        it.out(now(), ack(1, 2001).win(10_000)).proves("TCP-9/linux-window");
    }

    @Scenario(id = "tcp-window/clamp-on-a-connection",
            rfc = {"9293-SHLD-14", "9293-3.10.7.4-7a"},
            confirmedBy = "kernel:6.18.44")
    public void aClampDoesNotMoveTheRightEdgeBack(Ladder it) {
        SutSocket conn = passive(it);
        it.fails(Errno.EINVAL, () -> conn.option("TCP_WINDOW_CLAMP", 0));
        conn.option("TCP_WINDOW_CLAMP", 1);
        it.equal("least clamp", 1152, conn.option("TCP_WINDOW_CLAMP"));
        it.in(after(ms(10)), data(1, 1001).psh().ack(1));
        it.out(now(), ack(1, 1001).win(65_535)).proves("TCP-9/right-edge-never-shrinks");
        it.step("once more, now that the segment size is known");
        conn.option("TCP_WINDOW_CLAMP", 2000);
        it.equal("clamp", 2000, conn.option("TCP_WINDOW_CLAMP"));
        it.in(after(ms(10)), data(1001, 2001).psh().ack(1));
        it.out(now(), ack(1, 2001).win(65_535)).proves("TCP-9/right-edge-never-shrinks");
        it.in(after(ms(10)), data(2001, 3001).psh().ack(1));
        it.out(now(), ack(1, 3001).win(65_000)).proves("TCP-9/right-edge-never-shrinks");
    }

    @Scenario(id = "tcp-window/fits-an-earlier-offer",
            rfc = {"7323-2.4-a", "7323-2.3-c"},
            confirmedBy = {"rfc:7323-2.4-a", "kernel:6.18.44"})
    public void whatFittedAWindowOfferedEarlierIsTaken(Ladder it) {
        passive(it, listener(it), syn(0).mss(1000).sackPermitted().wscale(7), 512);
        it.in(after(ms(10)), data(1, 1001).ack(1));
        it.out(now(), ack(1, 1001).win(66));
        it.step("one octet more is kept: the offer is rounded to units of 1024, the right edge stays at 68585 at least");
        it.in(after(ms(10)), data(1001, 1002).psh().ack(1));
        it.out(now(), ack(1, 1002).win(66));
        it.in(after(ms(10)), data(68_485, 68_585).ack(1));
        it.out(now(), ack(1, 1002).sack(68_485, 68_585)).proves("TCP-9/scaling", "TCP-9/right-edge-never-shrinks");
    }

    @Scenario(id = "tcp-window/pruned-blocks-are-forgotten", needs = Capability.COUNTERS,
            rfc = {"2018-8-b", "9293-SHLD-31"},
            confirmedBy = {"rfc:2018-8-b", "kernel:6.18.44"})
    public void whatWasThrownAwayIsReportedNoMore(Ladder it) {
        SutSocket listener = listener(it, "SO_RCVBUF", 4096);
        passive(it, listener, syn(0).mss(1460).sackPermitted(), 65_535);
        it.step("every second octet, out of order: twelve buffers are more than 8192 octets of memory");
        for (int from = 11; from < 35; from += 2) {
            it.in(after(ms(10)), data(from, from + 1).psh().ack(1));
            it.out(between(ms(0), ms(1)), ack(1, 1));
        }
        it.step("what is next in order makes room for itself: the last buffers go, and with them all blocks");
        it.in(after(ms(10)), data(1, 11).psh().ack(1));
        it.out(now(), ack(1, 12).noOptions()).proves("TCP-7/sack-blocks");
        it.equal("pruned", 1L, it.sut().counter("TcpExt.OfoPruned"));
        it.step("the newest segment is reported, what lies around it is not");
        it.in(after(ms(10)), data(14, 15).psh().ack(1));
        it.out(between(ms(0), ms(1)), ack(1, 12).sack(14, 15)).proves("TCP-7/sack-blocks");
    }

    @Scenario(id = "tcp-window/duplicate-about-to-go", profile = "textbook",
            rfc = {"2018-8-c", "2883-4-1"},
            confirmedBy = "rfc:2018-8-c")
    public void theNewestSegmentComesFirstEvenIfItIsDropped(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000).sackPermitted(), 65_535);
        it.in(after(ms(10)), data(1001, 2001).ack(1));
        it.out(now(), ack(1, 1).sack(1001, 2001));
        it.in(after(ms(10)), data(3001, 4001).ack(1));
        it.out(now(), ack(1, 1).sack(3001, 4001).sack(1001, 2001));
        it.step("held already, so this copy goes: it is the first block all the same, its run the second");
        it.in(after(ms(10)), data(1001, 2001).ack(1));
        it.out(now(), ack(1, 1).sack(1001, 2001).sack(1001, 2001).sack(3001, 4001)).proves("TCP-7/sack-blocks");
        it.in(after(ms(10)), data(1, 1001).ack(1));
        it.out(now(), ack(1, 2001).sack(3001, 4001));
        conn.readFully(2000);
    }

    @Scenario(id = "tcp-window/offer-without-rounding", needs = Capability.SYSCTLS,
            confirmedBy = "kernel:6.18.44")
    public void withTcpShrinkWindowTheOfferIsNotRoundedUp(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_shrink_window", "1");
        passive(it, listener(it, "SO_RCVBUF", 65_536), syn(0).mss(1000).wscale(7), 512);
        int[] offers = {33_580, 35_040, 36_500, 36_112, 35_686, 35_261, 34_835, 34_410};
        for (int n = 1; n <= offers.length; n++) {
            it.in(after(ms(1)), data(1000 * n - 999, 1000 * n + 1).ack(1));
            it.out(now(), ack(1, 1000 * n + 1).win(offers[n - 1])).proves("TCP-9/scaling");
        }
    }
}
