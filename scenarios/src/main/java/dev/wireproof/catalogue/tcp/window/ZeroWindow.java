package dev.wireproof.catalogue.tcp.window;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.When;

/** Closed windows: the receiver's that closes its own, and the sender's that probes. */
public class ZeroWindow {
    /** A delayed ACK of the host; its exact time is judged in {@link AckSchedule}. */
    private static final When SOON = between(ms(0), ms(48));

    /** A connection of which 13,000 octets fill the receive buffer; every segment is acknowledged before the next. */
    private static SutSocket full(Ladder it) {
        SutSocket listener = listener(it, "SO_RCVBUF", 10_000);
        SutSocket conn = passive(it, listener, syn(0).mss(1460), 65_535);
        int[] offers = {10_000, 9000, 8000, 8000, 7000, 6000, 5000, 4000, 3000, 2000, 2000, 1000, 0};
        for (int i = 0; i < offers.length; i++) {
            it.in(after(ms(50)), data(1 + i * 1000, 1001 + i * 1000).psh().ack(1));
            it.out(SOON, ack(1, 1001 + i * 1000).win(offers[i]));
        }
        return conn;
    }

    @Scenario(id = "tcp-window/reader-stops",
            rfc = {"9293-3.10.7.4-1c", "9293-3.10.7.4-1a", "9293-MAY-8", "9293-SHLD-14", "9293-MUST-39"},
            confirmedBy = "kernel:6.18.44")
    public void aReaderThatStopsClosesTheWindow(Ladder it) {
        SutSocket conn = full(it);
        it.step("whatever lies beyond is answered by the closed window");
        it.in(after(ms(10)), data(13_001, 14_001).psh().ack(1));
        it.out(now(), ack(1, 13_001).win(0)).proves("TCP-8/window-full-acked-zero", "TCP-9/zero-window");
        it.in(after(ms(600)), ack(13_000, 1));
        it.out(now(), ack(1, 13_001).win(0)).proves("TCP-8/window-full-acked-zero");
        it.in(after(ms(100)), data(13_001, 13_002).psh().ack(1));
        it.out(now(), ack(1, 13_001).win(0)).proves("TCP-8/window-full-acked-zero");
        it.step("no update until the window can open wide");
        for (int count : new int[] {5000, 3000, 2000, 1000}) {
            it.equal("octets read", count, conn.read(count).length);
            it.quiet(ms(5));
        }
        it.equal("octets read", 2000, conn.read(2000).length);
        it.out(now(), ack(1, 13_001).win(10_000)).proves("TCP-9/window-update", "TCP-9/sws-receiver");
    }

    @Scenario(id = "tcp-window/reset-with-closed-window",
            rfc = {"9293-MUST-66", "9293-3.10.7.4-1a", "9293-3.10.7.4-1c"},
            confirmedBy = {"rfc:9293-MUST-66", "kernel:6.18.44"})
    public void aClosedWindowStillTakesAReset(Ladder it) {
        SutSocket conn = full(it);
        it.in(after(ms(10)), rst(13_002));
        it.quiet(ms(100));
        it.in(now(), rst(13_001));
        it.equal("error", "ECONNRESET", conn.takeError()).proves("TCP-1/synchronized-rst");
    }

    @Scenario(id = "tcp-window/persist-probes", needs = Capability.VIRTUAL_TIME,
            rfc = {"9293-MUST-36", "9293-MUST-37", "9293-SHLD-29", "9293-SHLD-30"},
            confirmedBy = {"rfc:9293-MUST-36", "rfc:9293-SHLD-30", "formula:RTO << n, at most 120 s (facts 9.14)", "kernel:6.18.44"})
    public void aClosedWindowIsProbedByEmptySegmentsEverMoreRarely(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), ack(1, 1).win(0));
        conn.write(bytes(2000));
        long gap = 210;
        for (int i = 0; i < 14; i++) {
            it.out(after(ms(Math.min(gap, 120_000))), ack(0, 1).noOptions())
                    .proves("TCP-9/persist-probe", "TCP-9/persist-backoff", "TCP-9/zero-window");
            it.in(after(ms(10)), ack(1, 1).win(0));
            gap *= 2;
        }
        it.step("a peer that answers is never given up");
        it.out(after(seconds(120)), ack(0, 1)).proves("TCP-9/persist-never-gives-up");
        it.in(after(ms(10)), ack(1, 1).win(65_535));
        it.out(now(), data(1, 1001).ack(1));
        it.out(now(), data(1001, 2001).psh().ack(1));
        it.in(after(ms(10)), ack(1, 2001));
    }

    @Scenario(id = "tcp-window/persist-first-probe", needs = Capability.COUNTERS,
            rfc = {"9293-MUST-36", "9293-SHLD-29"},
            confirmedBy = {"rfc:9293-SHLD-29", "kernel:6.18.44"})
    public void theFirstProbesComeAfterOneAndThreeTimeouts(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), ack(1, 1).win(0));
        conn.write(bytes(100));
        it.out(between(ms(200), ms(230)), ack(0, 1)).proves("TCP-9/persist-probe");
        it.in(after(ms(1)), ack(1, 1).win(0));
        it.out(between(ms(400), ms(470)), ack(0, 1)).proves("TCP-9/persist-backoff");
        it.equal("probes", 2L, it.sut().counter("TcpExt.TCPWinProbe"));
        it.in(after(ms(1)), ack(1, 1).win(65_535));
        it.out(now(), data(1, 101).psh().ack(1));
        it.in(after(ms(10)), ack(1, 101));
    }

    @Scenario(id = "tcp-window/persist-silent-peer", needs = Capability.VIRTUAL_TIME,
            rfc = {"9293-MUST-36", "9293-3.10.8-a"},
            confirmedBy = {"formula:tcp_retries2 15 probes without an answer (facts 9.14)", "kernel:6.18.44"})
    public void aSilentPeerIsGivenUpAfterFifteenProbes(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), ack(1, 1).win(0));
        conn.write(bytes(100));
        long gap = 210;
        for (int i = 0; i < 15; i++) {
            it.out(after(ms(Math.min(gap, 120_000))), ack(0, 1));
            gap *= 2;
        }
        it.quiet(seconds(120));
        it.equal("error", "ETIMEDOUT", conn.takeError()).proves("TCP-9/persist-backoff");
        it.quiet(seconds(200));
    }

    @Scenario(id = "tcp-window/textbook-prober", needs = Capability.VIRTUAL_TIME,
            rfc = "9293-3.10.7.4-1c",
            confirmedBy = "formula:a sender that probes every 30 s with one octet and closes after three zero answers")
    public void aTextbookSenderProbesEvery30SecondsAndCloses(Ladder it) {
        SutSocket conn = full(it);
        for (int i = 0; i < 3; i++) {
            it.in(after(seconds(30)), data(13_001, 13_002).ack(1));
            it.out(now(), ack(1, 13_001).win(0)).proves("TCP-9/persist-textbook-peer");
        }
        it.in(after(seconds(1)), fin(13_001, 1));
        it.out(SOON, ack(1, 13_002)).proves("TCP-9/persist-textbook-peer");
        it.equal("octets", 13_000, conn.readFully(13_000).length);
        it.equal("end", 0, conn.read(1).length);
    }

    @Scenario(id = "tcp-window/closed-with-data-outstanding", needs = {Capability.VIRTUAL_TIME, Capability.TCP_INFO},
            rfc = {"9293-MUST-35", "9293-SHLD-17"},
            confirmedBy = {"rfc:9293-MUST-35", "kernel:6.18.44"})
    public void aWindowClosedOverDataIsProbedByTheOldestSegment(Ladder it) {
        SutSocket conn = passive(it);
        conn.write(bytes(3000));
        it.out(now(), data(1, 1001).ack(1));
        it.out(now(), data(1001, 2001).ack(1));
        it.out(now(), data(2001, 3001).psh().ack(1));
        it.in(after(ms(10)), ack(1, 1001).win(0));
        for (int gap : new int[] {210, 420, 840, 1680}) {
            it.out(after(ms(gap)), data(1001, 2001).ack(1).retransmitted()).proves("TCP-9/zero-window");
        }
        it.info(conn).state("ESTABLISHED");
        it.in(after(ms(10)), ack(1, 3001).win(65_535));
        it.quiet(seconds(5));
        it.fails(Errno.EAGAIN, () -> conn.nonBlocking(true).read(1));
    }

    @Scenario(id = "tcp-window/fin-behind-closed-window", needs = Capability.COUNTERS,
            rfc = "9293-3.10.7.4-1c",
            confirmedBy = "kernel:6.18.44")
    public void anOldSegmentWhoseFinIsNewIsRefusedWhileTheWindowIsClosed(Ladder it) {
        SutSocket conn = full(it);
        it.in(after(ms(10)), data(12_001, 13_001).fin().ack(1));
        it.out(now(), ack(1, 13_001).win(0)).proves("TCP-8/window-full-acked-zero");
        it.equal("refused", 1L, it.sut().counter("TcpExt.TCPZeroWindowDrop"));
        it.step("a FIN alone is taken");
        it.in(after(ms(10)), fin(13_001, 1));
        it.out(SOON, ack(1, 13_002));
        it.equal("octets", 13_000, conn.readFully(13_000).length);
        it.equal("end", 0, conn.read(1).length);
    }
}
