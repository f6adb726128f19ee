package dev.wireproof.catalogue.tcp.window;

import static dev.wireproof.catalogue.tcp.Opening.WINDOW;
import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** The five places in which a segment can lie relative to the receive window, and what becomes of its octets. */
public class ReceiveCases {
    @Scenario(id = "tcp-window/in-order",
            rfc = {"9293-3.10.7.4-7a", "9293-SHLD-14", "9293-MUST-40"},
            confirmedBy = {"rfc:9293-3.10.7.4-7a", "kernel:6.18.44"})
    public void inOrderDataIsQueuedAndTheRightEdgeStays(Ladder it) {
        SutSocket conn = passive(it);
        PendingCall<byte[]> read = it.call("read", () -> conn.read(1000));
        it.in(after(ms(10)), data(1, 101).psh().ack(1));
        int edge = 1 + WINDOW;
        it.out(now(), ack(1, 101).win(edge - 101)).proves("TCP-8/in-order");
        it.equal("octets", bytes(100), read.result()).proves("TCP-8/in-order", "TCP-8/psh");
    }

    @Scenario(id = "tcp-window/right-edge-stays",
            rfc = {"9293-SHLD-14", "9293-3.10.7.4-7a"},
            confirmedBy = {"rfc:9293-SHLD-14", "kernel:6.18.44"})
    public void unreadOctetsMakeTheOfferSmallerByAsMuch(Ladder it) {
        SutSocket conn = passive(it);
        int edge = 1 + WINDOW;
        for (int end = 101; end <= 201; end += 100) {
            it.in(after(ms(1)), data(end - 100, end).psh().ack(1));
            it.out(now(), ack(1, end).win(edge - end)).proves("TCP-9/right-edge-never-shrinks");
        }
        it.equal("octets", bytes(200), conn.readFully(200));
    }

    @Scenario(id = "tcp-window/wholly-old", needs = Capability.COUNTERS,
            rfc = {"9293-3.10.7.4-1e", "9293-3.10.7.4-1g", "2018-4-a"},
            confirmedBy = {"rfc:9293-3.10.7.4-1e", "kernel:6.18.44"})
    public void aWhollyOldSegmentIsAcknowledgedAgain(Ladder it) {
        SutSocket conn = passive(it).nonBlocking(true);
        it.in(after(ms(10)), data(1, 1001).psh().ack(1));
        it.out(now(), ack(1, 1001));
        it.equal("octets", bytes(1000), conn.readFully(1000));
        it.in(after(ms(10)), data(1, 1001).psh().ack(1));
        it.out(now(), ack(1, 1001).noOptions()).proves("TCP-8/wholly-old");
        it.in(after(ms(10)), data(501, 1001).psh().ack(1));
        it.out(now(), ack(1, 1001).noOptions()).proves("TCP-8/wholly-old");
        it.fails(Errno.EAGAIN, () -> conn.read(1)).proves("TCP-8/wholly-old");
    }

    @Scenario(id = "tcp-window/duplicate-reported-by-dsack",
            rfc = {"2883-4-1", "2883-4-2", "2883-4.2-a"},
            confirmedBy = {"rfc:2883-4-1", "kernel:6.18.44"})
    public void withSackADuplicateIsNamedOnce(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000).sackPermitted(), 65_535);
        it.in(after(ms(10)), data(1, 1001).psh().ack(1));
        it.out(now(), ack(1, 1001).noOptions());
        it.in(after(ms(10)), data(1, 1001).psh().ack(1));
        it.out(now(), ack(1, 1001).sack(1, 1001)).proves("TCP-7/dsack");
        it.in(after(ms(10)), data(501, 1501).psh().ack(1));
        it.out(now(), ack(1, 1501).sack(501, 1001)).proves("TCP-7/dsack", "TCP-8/partial-overlap");
        it.in(after(ms(10)), data(1501, 1601).psh().ack(1));
        it.out(now(), ack(1, 1601).noOptions()).proves("TCP-7/dsack");
        it.equal("octets", bytes(1600), conn.readFully(1600));
    }

    @Scenario(id = "tcp-window/beyond-right-edge",
            rfc = {"9293-3.10.7.4-1d", "9293-3.10.7.4-1e"},
            confirmedBy = {"rfc:9293-3.10.7.4-1d", "kernel:6.18.44"})
    public void dataAtOrBeyondTheRightEdgeOnlyGetsAnAck(Ladder it) {
        SutSocket conn = passive(it).nonBlocking(true);
        it.in(after(ms(10)), data(1 + WINDOW, 11 + WINDOW).psh().ack(1));
        it.out(now(), ack(1, 1).win(WINDOW)).proves("TCP-8/beyond-right-edge");
        it.in(after(ms(10)), data(2 + WINDOW, 12 + WINDOW).psh().ack(1));
        it.out(now(), ack(1, 1).win(WINDOW)).proves("TCP-8/beyond-right-edge");
        it.fails(Errno.EAGAIN, () -> conn.read(1));
    }

    @Scenario(id = "tcp-window/partial-overlap",
            rfc = {"9293-3.10.7.4-1g", "9293-3.10.7.4-1d"},
            confirmedBy = {"rfc:9293-3.10.7.4-1g", "example:Segment acceptability", "kernel:6.18.44"})
    public void anOverlapIsTrimmedToItsNewPart(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), data(1, 1001).ack(1));
        it.out(now(), ack(1, 1001));
        it.in(after(ms(10)), data(501, 1501).ack(1));
        it.out(now(), ack(1, 1501)).proves("TCP-8/partial-overlap");
        it.step("into a hole from the left, over the segment behind it");
        it.in(after(ms(10)), data(2001, 3001).ack(1));
        it.out(now(), ack(1, 1501));
        it.in(after(ms(10)), data(1201, 2201).psh().ack(1));
        it.out(now(), ack(1, 3001)).proves("TCP-8/partial-overlap", "TCP-8/out-of-order");
        it.equal("octets", bytes(3000), conn.readFully(3000)).proves("TCP-8/partial-overlap");
    }

    @Scenario(id = "tcp-window/out-of-order", needs = Capability.COUNTERS,
            rfc = {"9293-SHLD-31", "9293-MUST-59", "9293-MAY-13", "5681-3.2-a", "5681-3.2-b", "5681-4.2-c"},
            confirmedBy = {"rfc:9293-SHLD-31", "rfc:5681-3.2-a", "kernel:6.18.44"})
    public void outOfOrderDataWaitsForTheHoleToBeFilled(Ladder it) {
        SutSocket conn = passive(it).nonBlocking(true);
        it.in(after(ms(10)), data(2001, 3001).ack(1));
        it.out(now(), ack(1, 1));
        it.in(after(ms(1)), data(1001, 2001).ack(1));
        it.out(now(), ack(1, 1));
        it.in(after(ms(1)), data(4001, 5001).ack(1));
        it.out(now(), ack(1, 1)).proves("TCP-8/out-of-order");
        it.fails(Errno.EAGAIN, () -> conn.read(1));
        it.in(after(ms(1)), data(1, 1001).ack(1));
        it.out(now(), ack(1, 3001)).proves("TCP-8/out-of-order");
        it.in(after(ms(1)), data(3001, 4001).psh().ack(1));
        it.out(now(), ack(1, 5001));
        it.equal("octets", bytes(5000), conn.readFully(5000)).proves("TCP-8/out-of-order");
        it.equal("kept out of order", 3L, it.sut().counter("TcpExt.TCPOFOQueue"));
    }

    @Scenario(id = "tcp-window/sack-blocks",
            rfc = {"2018-4-b", "2018-4-c", "2018-4-d", "2018-4-e", "2018-3-a", "2018-4-f"},
            confirmedBy = {"rfc:2018-4-d", "kernel:6.18.44"})
    public void sackNamesTheLatestBlockFirstAndFourAtMost(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000).sackPermitted(), 65_535);
        it.in(after(ms(10)), data(1001, 2001).ack(1));
        it.out(now(), ack(1, 1).sack(1001, 2001)).proves("TCP-7/sack-blocks");
        it.in(after(ms(20)), data(3001, 4001).ack(1));
        it.out(now(), ack(1, 1).sack(3001, 4001).sack(1001, 2001)).proves("TCP-7/sack-blocks");
        it.in(after(ms(20)), data(5001, 6001).ack(1));
        it.out(now(), ack(1, 1).sack(5001, 6001).sack(3001, 4001).sack(1001, 2001));
        it.in(after(ms(20)), data(7001, 8001).ack(1));
        it.out(now(), ack(1, 1).sack(7001, 8001).sack(5001, 6001).sack(3001, 4001).sack(1001, 2001)).proves("TCP-7/sack-blocks");
        it.step("holes are filled from the left");
        it.in(after(ms(20)), data(1, 1001).ack(1));
        it.out(now(), ack(1, 2001).sack(7001, 8001).sack(5001, 6001).sack(3001, 4001));
        it.in(after(ms(20)), data(2001, 3001).ack(1));
        it.out(now(), ack(1, 4001).sack(7001, 8001).sack(5001, 6001));
        it.in(after(ms(20)), data(4001, 5001).ack(1));
        it.out(now(), ack(1, 6001).sack(7001, 8001));
        it.in(after(ms(20)), data(6001, 7001).psh().ack(1));
        it.out(now(), ack(1, 8001).noOptions()).proves("TCP-7/sack-blocks");
        it.equal("octets", bytes(8000), conn.readFully(8000));
    }

    @Scenario(id = "tcp-window/rfc-2018-every-second-lost",
            rfc = {"2018-7-c3", "2018-4-d"},
            confirmedBy = {"rfc:2018-7-c3", "example:RFC 2018 section 7", "kernel:6.18.44"})
    public void everySecondOfEightSegmentsLost(Ladder it) {
        passive(it, listener(it), syn(0).mss(500).sackPermitted(), 65_535);
        it.in(after(ms(10)), data(1, 501).ack(1));
        it.out(now(), ack(1, 501));
        it.in(after(ms(1)), data(1001, 1501).ack(1));
        it.out(now(), ack(1, 501).sack(1001, 1501)).proves("TCP-7/sack-blocks");
        it.in(after(ms(1)), data(2001, 2501).ack(1));
        it.out(now(), ack(1, 501).sack(2001, 2501).sack(1001, 1501)).proves("TCP-7/sack-blocks");
        it.in(after(ms(1)), data(3001, 3501).ack(1));
        it.out(now(), ack(1, 501).sack(3001, 3501).sack(2001, 2501).sack(1001, 1501)).proves("TCP-7/sack-blocks");
    }
}
