package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Half-open ends: shutdown of one direction, and the ways in which close() says that data was lost. */
public class HalfCloseAndAbort {
    @Scenario(id = "tcp-state/half-close", needs = Capability.TCP_INFO,
            rfc = {"9293-3.6-a", "9293-3.6.1-a", "9293-3.10.7.4-7b"},
            confirmedBy = {"rfc:9293-3.6.1-a", "packetdrill:gtests/net/tcp/shutdown/shutdown-wr-close.pkt", "kernel:6.18.44"})
    public void dataStillFlowsAgainstAClosedDirection(Ladder it) {
        SutSocket conn = passive(it);
        conn.shutdownWrite();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), ack(1, 2));
        it.fails(Errno.EPIPE, () -> conn.write(bytes(1)));
        it.in(after(ms(10)), data(1, 1001).psh().ack(2));
        it.out(now(), ack(2, 1001)).proves("TCP-15/half-close");
        it.equal("octets", bytes(1000), conn.readFully(1000));
        it.step("FIN_WAIT_2 of a socket that somebody still holds has no time limit");
        it.in(after(ms(1500)), data(1001, 1101).psh().ack(2));
        it.out(now(), ack(2, 1101)).proves("TCP-15/half-close");
        it.info(conn).state("FIN_WAIT_2");
        it.equal("octets", 100, conn.read(200).length);
    }

    @Scenario(id = "tcp-state/shutdown-read",
            rfc = "9293-3.10.7.4-7a",
            confirmedBy = "kernel:6.18.44")
    public void shutdownOfTheReadingSideSendsNothingAndStillReceives(Ladder it) {
        SutSocket conn = passive(it);
        conn.shutdownRead();
        it.quiet(ms(50));
        it.equal("readiness", "IN OUT RDHUP", conn.poll());
        it.equal("end", 0, conn.read(100).length);
        it.in(now(), data(1, 101).psh().ack(1));
        it.out(now(), ack(1, 101));
        it.equal("octets", bytes(100), conn.read(100)).proves("TCP-15/half-close");
    }

    @Scenario(id = "tcp-state/close-with-unread-data", needs = Capability.COUNTERS,
            rfc = {"9293-SHLD-3"},
            confirmedBy = {"rfc:9293-SHLD-3", "kernel:6.18.44"})
    public void closeWithUnreadDataResets(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), data(1, 101).psh().ack(1));
        it.out(now(), ack(1, 101));
        conn.close();
        it.out(now(), rstAck(1, 101)).proves("TCP-15/rst-on-unread");
        it.equal("counted", 1L, it.sut().counter("TcpExt.TCPAbortOnClose"));
        it.quiet(ms(500));
    }

    @Scenario(id = "tcp-state/close-with-unread-data-after-fin",
            rfc = {"9293-SHLD-3"},
            confirmedBy = {"rfc:9293-SHLD-3", "kernel:6.18.44"})
    public void aFinBehindUnreadDataDoesNotSaveIt(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), data(1, 101).psh().fin().ack(1));
        it.out(between(ms(0), ms(48)), ack(1, 102));
        conn.close();
        it.out(now(), rstAck(1, 102)).proves("TCP-15/rst-on-unread");
    }

    @Scenario(id = "tcp-state/data-after-close-in-fin-wait-1", needs = Capability.COUNTERS,
            rfc = {"9293-SHLD-3", "9293-MAY-1"},
            confirmedBy = {"rfc:9293-SHLD-3", "kernel:6.18.44"})
    public void dataThatComesAfterCloseIsReset(Ladder it) {
        SutSocket conn = passive(it);
        conn.close();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), data(1, 101).psh().ack(1));
        it.out(now(), rst(1).win(0)).proves("TCP-15/rst-on-unread");
        it.equal("counted", 1L, it.sut().counter("TcpExt.TCPAbortOnData"));
        it.quiet(ms(500));
    }

    @Scenario(id = "tcp-state/data-with-the-ack-of-the-fin",
            rfc = {"9293-SHLD-3", "9293-MAY-1"},
            confirmedBy = {"rfc:9293-SHLD-3", "kernel:6.18.44"})
    public void dataThatComeWithTheAckOfTheFinOfAnOrphanAreReset(Ladder it) {
        passive(it).close();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), data(1, 101).psh().ack(2));
        it.out(now(), rst(2).win(0)).proves("TCP-15/rst-on-unread");
        it.quiet(ms(500));
    }

    @Scenario(id = "tcp-state/fin-behind-the-fin",
            rfc = "9293-3.10.7.4-7c",
            confirmedBy = "kernel:6.18.44")
    public void aSecondFinBehindOldTextBringsNoOctets(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), data(1, 5).fin().ack(1));
        it.pass(ms(300));
        it.taken();
        it.in(now(), data(3, 6).fin().ack(1));
        it.out(now(), ack(1, 7));
        it.equal("octets", bytes(1, 5), conn.readFully(100));
    }

    @Scenario(id = "tcp-state/no-fin-wait-2-for-an-orphan",
            rfc = "9293-MAY-1",
            confirmedBy = "kernel:6.18.44")
    public void anOrphanWithNegativeLinger2IsOverWhenItsFinIsAcknowledged(Ladder it) {
        passive(it).option("TCP_LINGER2", -1).close();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), ack(1, 2));
        it.out(now(), rst(2).win(0));
        it.quiet(ms(500));
    }

    @Scenario(id = "tcp-state/data-after-close-in-fin-wait-2",
            rfc = {"9293-SHLD-3", "9293-MAY-1"},
            confirmedBy = {"rfc:9293-SHLD-3", "kernel:6.18.44"})
    public void dataForAnOrphanInFinWait2IsReset(Ladder it) {
        SutSocket conn = passive(it);
        conn.close();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), ack(1, 2));
        it.in(after(ms(10)), data(1, 101).psh().ack(2));
        it.out(now(), rst(2).win(0)).proves("TCP-15/rst-on-unread");
    }

    @Scenario(id = "tcp-state/linger-zero",
            rfc = {"9293-3.10.5-b"},
            confirmedBy = {"rfc:9293-3.10.5-b", "kernel:6.18.44"})
    public void lingerZeroAborts(Ladder it) {
        SutSocket conn = passive(it).option("SO_LINGER", 1, 0);
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1));
        conn.close();
        it.out(now(), rstAck(11, 1)).proves("TCP-15/linger-zero", "SOCK-5/linger");
        it.quiet(ms(500));
    }

    @Scenario(id = "tcp-state/linger-waits",
            rfc = {"9293-3.10.4-d"},
            confirmedBy = {"formula:close waits for FIN_WAIT_1 to end (facts 10.1 step 7)", "kernel:6.18.44"})
    public void lingerWaitsForTheAckOfTheFin(Ladder it) {
        SutSocket conn = passive(it).option("SO_LINGER", 1, 5);
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1));
        PendingCall<Void> close = it.call("close", conn::close);
        it.out(now(), fin(11, 1));
        it.in(after(ms(20)), ack(1, 11));
        it.quiet(ms(20));
        close.blocks();
        it.in(now(), ack(1, 12));
        close.returns(ms(40), Errno.OK).proves("TCP-15/linger-waits", "SOCK-5/linger");
    }

    @Scenario(id = "tcp-state/linger-gives-up",
            rfc = {"9293-3.10.4-d"}, needs = Capability.VIRTUAL_TIME,
            confirmedBy = "formula:close returns after the linger time with success (facts 10.1 step 7)")
    public void lingerEndsAfterItsTimeAndTheFinGoesOn(Ladder it) {
        SutSocket conn = passive(it).option("SO_LINGER", 1, 1);
        PendingCall<Void> close = it.call("close", conn::close);
        it.out(now(), fin(1, 1));
        it.out(after(ms(210)), fin(1, 1).retransmitted());
        it.out(after(ms(420)), fin(1, 1).retransmitted());
        it.quiet(ms(400));
        close.returns(seconds(1), Errno.OK).proves("TCP-15/linger-waits");
        it.out(after(ms(440)), fin(1, 1).retransmitted());
        it.in(after(ms(10)), ack(1, 2));
    }

    @Scenario(id = "tcp-state/fin-after-queued-data",
            rfc = {"9293-3.10.4-d", "9293-3.6-a"},
            confirmedBy = {"rfc:9293-3.10.4-d", "kernel:6.18.44"})
    public void theFinComesAfterAllQueuedData(Ladder it) {
        SutSocket conn = passive(it);
        conn.write(bytes(2500));
        it.out(now(), data(1, 1001).ack(1));
        it.out(now(), data(1001, 2001).ack(1));
        it.out(now(), data(2001, 2501).psh().ack(1));
        conn.close();
        it.out(now(), fin(2501, 1)).proves("TCP-1/established-to-fin-wait-1");
        it.in(after(ms(10)), ack(1, 2502));
        it.in(after(ms(10)), fin(1, 2502));
        it.out(now(), ack(2502, 2));
    }
}
