package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Answers that RFC 9293 prints for SYN, RST and unacceptable segments and that Linux does not give, or not each time. */
public class PrintedAnswers {
    private static final int SEVERAL = 3;

    @Scenario(id = "tcp-state/textbook-every-odd-segment-is-answered", profile = "textbook", needs = Capability.TCP_INFO,
            rfc = {"9293-3.10.7.4-4b", "9293-3.10.7.4-1e", "9293-3.10.7.4-5f"},
            confirmedBy = {"rfc:9293-3.10.7.4-4b", "rfc:9293-3.10.7.4-1e", "rfc:9293-3.10.7.4-5f"})
    public void noAnswerIsLeftOutBecauseTheLastIsRecent(Ladder it) {
        SutSocket conn = passive(it).nonBlocking(true);
        it.step("SYN, before, inside and behind the window");
        for (int number : new int[] {0, 1, 500, 1_000_000}) {
            it.in(after(ms(1)), syn(number));
            it.out(now(), ack(1, 1)).proves("TCP-16/syn-challenged");
        }
        it.step("a number outside the window");
        for (int i = 0; i < SEVERAL; i++) {
            it.in(after(ms(1)), ack(0, 1));
            it.out(now(), ack(1, 1)).proves("TCP-1/unacceptable-sequence-acked");
        }
        it.step("an ACK of what was not sent, with text that is dropped");
        for (int i = 0; i < SEVERAL; i++) {
            it.in(after(ms(1)), data(1, 11).psh().ack(2));
            it.out(now(), ack(1, 1));
        }
        it.fails(Errno.EAGAIN, () -> conn.read(100));
        it.info(conn).state("ESTABLISHED");
    }

    @Scenario(id = "tcp-state/textbook-only-the-exact-reset", profile = "textbook",
            rfc = {"9293-3.10.7.4-2c", "9293-3.10.7.4-2a", "9293-3.10.7.4-2b"},
            confirmedBy = {"rfc:9293-3.10.7.4-2c", "rfc:9293-3.10.7.4-2a"})
    public void aResetBehindQueuedTextIsChallenged(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000).sackPermitted(), 65_535).nonBlocking(true);
        it.in(after(ms(10)), data(101, 201).psh().ack(1));
        it.out(now(), ack(1, 1).sack(101, 201));
        it.step("at the right edge of the SACK block");
        it.in(after(ms(10)), rst(201));
        it.out(now(), ack(1, 1).sack(101, 201));
        it.fails(Errno.EAGAIN, () -> conn.read(100));
        it.step("at RCV.NXT");
        it.in(after(ms(10)), rst(1));
        it.fails(Errno.ECONNRESET, () -> conn.read(100)).proves("TCP-1/synchronized-rst");
    }

    @Scenario(id = "tcp-state/textbook-reset-before-the-fin", profile = "textbook", needs = Capability.TCP_INFO,
            rfc = {"9293-3.10.7.4-2c", "9293-3.10.7.4-2a", "9293-3.10.7.4-2i"},
            confirmedBy = {"rfc:9293-3.10.7.4-2a", "rfc:9293-3.10.7.4-2c"})
    public void aResetFromBeforeTheFinIsOutsideTheWindow(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), fin(1, 1));
        it.out(now(), ack(1, 2));
        it.in(after(ms(10)), rst(1));
        it.quiet(ms(10));
        it.in(now(), rst(3));
        it.out(now(), ack(1, 2));
        it.info(conn).state("CLOSE_WAIT");
        it.in(after(ms(10)), rst(2));
        it.info(conn).state("CLOSED").proves("TCP-1/synchronized-rst");
    }

    @Scenario(id = "tcp-state/textbook-crossing-syns-refused", profile = "textbook",
            rfc = {"9293-3.10.7.4-2e", "9293-MUST-11"},
            confirmedBy = "rfc:9293-3.10.7.4-2e")
    public void aResetAfterCrossingSynsReportsRefused(Ladder it) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        it.in(after(ms(10)), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        it.in(after(ms(10)), rst(1));
        connect.returns(ms(20), Errno.ECONNREFUSED).proves("TCP-1/syn-received-rst-active");
        it.quiet(seconds(2));
    }

    @Scenario(id = "tcp-state/textbook-syn-received-other-syn", profile = "textbook",
            rfc = {"9293-3.10.7.4-4a"},
            confirmedBy = {"rfc:9293-3.10.7.4-4a"})
    public void anotherSynLeadsBackToListenInSilence(Ladder it) {
        SutSocket listener = listener(it);
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        it.in(after(ms(10)), syn(1000).mss(1000));
        it.quiet(seconds(2));
        it.step("the request is gone, the listener is not");
        it.in(now(), syn(1000).mss(1000));
        it.out(now(), synAck(0, 1001));
        it.in(after(ms(10)), ack(1001, 1));
        it.check("accepted", listener.accept() != null);
    }

    @Scenario(id = "tcp-state/textbook-syn-for-three-minutes", profile = "textbook", needs = Capability.VIRTUAL_TIME,
            rfc = "9293-MUST-23",
            confirmedBy = {"rfc:9293-MUST-23", "formula:0 1 3 7 15 31 63 127, then 120 s more: RFC 6298 doubles from 1 s"})
    public void anUnansweredSynIsSentForThreeMinutes(Ladder it) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        for (int gap = 1; gap < 128; gap *= 2) {
            it.out(after(seconds(gap)), syn(0).retransmitted());
        }
        it.quiet(seconds(119));
        connect.returns(seconds(247), Errno.ETIMEDOUT);
    }

    @Scenario(id = "tcp-state/textbook-crossing-syn-without-scale", profile = "textbook",
            rfc = "7323-2.2-b",
            confirmedBy = "rfc:7323-2.2-b")
    public void theSynAckOffersNoScaleWhereTheCrossingSynHasNone(Ladder it) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0).wscale(10));
        it.in(after(ms(10)), syn(0).mss(1000));
        it.out(now(), synAck(0, 1).rawOptions(2, 4, 5, 0xb4));
        it.in(after(ms(10)), ack(1, 1).win(60_000));
        connect.returns(ms(20), Errno.OK);
    }
}
