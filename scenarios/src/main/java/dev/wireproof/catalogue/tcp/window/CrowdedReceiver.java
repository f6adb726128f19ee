package dev.wireproof.catalogue.tcp.window;

import static dev.wireproof.catalogue.tcp.Opening.PORT;
import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.TcpSpec;

/** Duplicates among what waits out of order, acknowledgements that are collected, and buffers that are full. */
public class CrowdedReceiver {
    @Scenario(id = "tcp-window/duplicate-out-of-order", needs = Capability.COUNTERS,
            rfc = {"2883-4-1", "2883-4-3"},
            confirmedBy = {"rfc:2883-4-3", "kernel:6.18.44"})
    public void aDuplicateAmongWhatWaitsIsNamedBeforeItsRun(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000).sackPermitted(), 65_535);
        it.in(after(ms(10)), data(1001, 3001).ack(1));
        it.out(now(), ack(1, 1).sack(1001, 3001));
        it.in(after(ms(20)), data(1001, 2001).ack(1));
        it.out(now(), ack(1, 1).sack(1001, 2001).sack(1001, 3001)).proves("TCP-7/dsack");
        it.equal("swallowed", 1L, it.sut().counter("TcpExt.TCPOFOMerge"));
        it.in(after(ms(20)), data(1, 1001).psh().ack(1));
        it.out(now(), ack(1, 3001).noOptions());
        it.equal("octets", bytes(3000), conn.readFully(3000)).proves("TCP-8/out-of-order");
    }

    @Scenario(id = "tcp-window/collected-acks", needs = {Capability.VIRTUAL_TIME, Capability.COUNTERS},
            rfc = {"9293-MUST-58", "2018-4-c"},
            confirmedBy = "kernel:6.18.44 waited a twentieth of the round trip, with TCPAckCompressed counting those that did not go")
    public void moreThanThreeDuplicatesInARowAreCollected(Ladder it) {
        SutSocket listener = listener(it);
        it.in(now(), syn(0).mss(1000).sackPermitted().ts(1000));
        it.out(now(), synAck(0, 1).echoes(1000));
        it.in(after(ms(10)), ack(1, 1).ts(1010));
        SutSocket conn = listener.accept();
        for (int n = 1; n <= 20; n++) {
            it.in(after(ms(20)), data(1000 * n - 999, 1000 * n + 1).ack(1).ts(1010 + 20 * n));
            it.out(now(), ack(1, 1000 * n + 1));
            conn.readFully(1000);
        }
        it.step("the quick ACKs are used up; the round trip is 10 ms by the sender's measure, 20 ms by the receiver's");
        for (int n = 1; n <= 3; n++) {
            it.in(after(us(10)), data(20_001 + 1000 * n, 21_001 + 1000 * n).ack(1).ts(1420));
            it.out(now(), ack(1, 20_001).sack(21_001, 21_001 + 1000 * n));
        }
        for (int n = 4; n <= 6; n++) {
            it.in(after(us(10)), data(20_001 + 1000 * n, 21_001 + 1000 * n).ack(1).ts(1420));
        }
        it.out(after(us(480)), ack(1, 20_001).sack(21_001, 27_001)).proves("TCP-7/sack-blocks");
        it.equal("collected", 2L, it.sut().counter("TcpExt.TCPAckCompressed"));
    }

    @Scenario(id = "tcp-window/memory-full-of-small-segments", needs = Capability.COUNTERS,
            rfc = {"9293-SHLD-31", "9293-MUST-59"},
            confirmedBy = "kernel:6.18.44")
    public void smallSegmentsFillTheMemoryLongBeforeTheWindow(Ladder it) {
        SutSocket listener = listener(it, "SO_RCVBUF", 4096);
        SutSocket conn = passive(it, listener, syn(0).mss(1460), 65_535);
        it.step("every second octet, out of order: twelve buffers are more than 8192 octets of memory");
        for (int from = 11; from < 35; from += 2) {
            it.in(after(ms(10)), data(from, from + 1).psh().ack(1));
            it.out(now(), ack(1, 1).win(2920)).proves("TCP-8/out-of-order");
        }
        it.in(after(ms(10)), data(35, 36).psh().ack(1));
        it.in(after(ms(10)), data(37, 38).psh().ack(1));
        it.quiet(ms(50));
        it.equal("dropped", 2L, it.sut().counter("TcpExt.TCPOFODrop"));
        it.step("what is next in order makes room for itself: the last buffers go");
        it.in(now(), data(1, 11).psh().ack(1));
        it.out(now(), ack(1, 12).win(2909)).proves("TCP-8/out-of-order", "TCP-9/right-edge-never-shrinks");
        it.equal("pruned", 1L, it.sut().counter("TcpExt.OfoPruned"));
        it.equal("octets", bytes(11), conn.readFully(11));
    }

    @Scenario(id = "tcp-window/blocks-of-dropped-octets", needs = Capability.COUNTERS, rfc = "2018-8-b",
            confirmedBy = {"rfc:2018-8-b", "kernel:6.18.44"})
    public void noBlockReportsWhatWasDroppedForWantOfMemory(Ladder it) {
        SutSocket listener = listener(it, "SO_RCVBUF", 4096);
        passive(it, listener, syn(0).mss(1460).sackPermitted(), 65_535);
        for (int from = 11; from < 35; from += 2) {
            it.in(after(ms(10)), data(from, from + 1).psh().ack(1));
            it.out(between(ms(0), ms(1)), newestFirst(from));
        }
        it.step("what is next in order makes room for itself: the last buffers go, and every block with them");
        it.in(after(ms(10)), data(1, 11).psh().ack(1));
        it.out(now(), ack(1, 12).win(2909));
        it.equal("pruned", 1L, it.sut().counter("TcpExt.OfoPruned"));
    }

    private static TcpSpec newestFirst(int from) {
        TcpSpec expected = ack(1, 1).win(2920);
        for (int left = from; left >= 11 && left > from - 8; left -= 2) {
            expected = expected.sack(left, left + 1);
        }
        return expected;
    }

    @Scenario(id = "tcp-window/memory-full-in-order", needs = Capability.COUNTERS,
            confirmedBy = "kernel:6.18.44")
    public void inOrderTextThatFindsNoMemoryIsDroppedAndClosesTheWindow(Ladder it) {
        SutSocket conn = passive(it).option("SO_RCVBUF", 1000);
        it.step("the buffer was made smaller than what was offered: two segments fill it");
        it.in(after(ms(50)), data(1, 1001).psh().ack(1));
        it.out(now(), ack(1, 1001).win(63_240));
        it.in(after(ms(50)), data(1001, 2001).psh().ack(1));
        it.out(between(ms(0), ms(48)), ack(1, 2001).win(62_240)).proves("TCP-9/right-edge-never-shrinks");
        it.in(after(ms(50)), data(2001, 3001).psh().ack(1));
        it.out(now(), ack(1, 2001).win(0)).proves("TCP-8/window-full-acked-zero");
        it.equal("dropped", 1L, it.sut().counter("TcpExt.TCPRcvQDrop"));
        it.step("room again");
        it.equal("octets", bytes(2000), conn.readFully(2000));
        it.out(now(), ack(1, 2001).win(1000)).proves("TCP-9/window-update");
    }

    @Scenario(id = "tcp-window/window-taken-back-refuses-acks", needs = Capability.COUNTERS,
            confirmedBy = "kernel:6.18.44")
    public void anAckThatFittedTheWindowBeforeItWasTakenBackIsNotHeard(Ladder it) {
        SutSocket conn = passive(it).option("SO_RCVBUF", 1000);
        it.in(after(ms(50)), data(1, 1001).psh().ack(1));
        it.out(now(), ack(1, 1001).win(63_240));
        it.in(after(ms(50)), data(1001, 2001).psh().ack(1));
        it.out(between(ms(0), ms(48)), ack(1, 2001).win(62_240));
        conn.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(2001));
        it.in(after(ms(5)), data(2001, 3001).psh().ack(1).win(65_000));
        it.out(now(), ack(101, 2001).win(0));
        it.step("the peer has sent up to 3001, which was inside the window; its ACK stands there (RFC 7323 section 2.4 would take it)");
        it.in(after(ms(5)), ack(3001, 101));
        it.out(now(), ack(101, 2001).win(0));
        it.out(between(ms(150), ms(450)), data(1, 101).psh().ack(2001).retransmitted());
    }

    @Scenario(id = "tcp-window/buffer-grows",
            confirmedBy = "formula:never above the third value of tcp_rmem, and not at all with tcp_moderate_rcvbuf 0 (facts 9.8)")
    public void aBusyReadersBufferGrowsWithinTcpRmem(Lab lab) {
        LabHost sender = lab.host("sender");
        LabHost reader = lab.host("reader");
        LabWire wire = lab.wire(sender, reader).oneWayDelay(ms(10));
        reader.sysctl("net.ipv4.tcp_rmem", "4096 16384 40000");
        SutSocket listener = reader.socket(STREAM).bind(PORT).listen(5);
        int[] sizes = new int[2];
        for (int moderate = 1; moderate >= 0; moderate--) {
            reader.sysctl("net.ipv4.tcp_moderate_rcvbuf", Integer.toString(moderate));
            int run = moderate;
            lab.task(sender, "sender" + run, () -> sender.socket(STREAM).connect(wire.addressB(), PORT).write(bytes(100_000)));
            lab.task(reader, "reader" + run, () -> {
                SutSocket conn = listener.accept();
                conn.readFully(100_000);
                sizes[run] = conn.option("SO_RCVBUF");
            });
            lab.run();
        }
        lab.equal("buffer with tcp_moderate_rcvbuf", 40_000, sizes[1]).proves("TCP-9/rmem-autotuning");
        lab.equal("buffer without", 16_384, sizes[0]).proves("TCP-9/rmem-autotuning");
    }

    @Scenario(id = "tcp-window/tiny-segments-collapse", needs = Capability.COUNTERS,
            rfc = {"9293-3.10.7.4-7a", "9293-SHLD-14"},
            confirmedBy = "kernel:6.18.44 collapses too, later, for it copies tiny segments behind each other first")
    public void tinySegmentsAreCopiedTogetherWhenMemoryRunsShort(Ladder it) {
        SutSocket conn = passive(it, listener(it, "SO_RCVBUF", 4096), syn(0).mss(1460), 65_535);
        for (int n = 1; n <= 60; n++) {
            it.in(after(ms(1)), data(n, n + 1).psh().ack(1));
            it.out(between(ms(0), ms(250)), ack(1, n + 1));
        }
        it.check("memory ran short", it.sut().counter("TcpExt.PruneCalled") > 0);
        it.check("buffers were copied together", it.sut().counter("TcpExt.TCPRcvCollapsed") > 0).proves("TCP-8/in-order");
        it.equal("dropped", 0L, it.sut().counter("TcpExt.RcvPruned"));
        it.equal("octets", bytes(60), conn.readFully(60)).proves("TCP-8/in-order");
    }
}
