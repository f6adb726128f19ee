package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.WINDOW;
import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** What CLOSED, LISTEN, SYN-SENT and SYN-RECEIVED answer to segments that do not open a connection. */
public class OddSegmentsBeforeEstablished {
    @Scenario(id = "tcp-state/closed-answers-rst",
            rfc = {"9293-3.10.7.1-a", "9293-3.10.7.1-b", "9293-3.10.7.1-c"},
            confirmedBy = {"rfc:9293-3.10.7.1-b", "rfc:9293-3.10.7.1-c", "kernel:6.18.44"})
    public void aSegmentForNoConnectionIsAnsweredByRst(Ladder it) {
        it.ports(9999, 40_000);
        it.peerIsn(5000);
        it.in(now(), syn(0));
        it.out(now(), rstAck(0, 1).win(0).noOptions()).proves("TCP-1/closed-answers-rst");
        it.step("SEG.LEN counts data, SYN and FIN");
        it.in(after(ms(1)), segment(0, 10).syn());
        it.out(now(), rstAck(0, 11));
        it.in(after(ms(1)), segment(0, 0).fin());
        it.out(now(), rstAck(0, 1));
        it.in(after(ms(1)), segment(0, 10));
        it.out(now(), rstAck(0, 10));
        it.step("with ACK the number comes from SEG.ACK");
        it.in(after(ms(1)), ack(0, 77));
        it.out(now(), rst(77).win(0));
        it.in(after(ms(1)), data(0, 10).psh().ack(78));
        it.out(now(), rst(78));
        it.in(after(ms(1)), synAck(0, 79));
        it.out(now(), rst(79)).proves("TCP-1/closed-answers-rst");
        it.step("RST is never answered");
        it.in(after(ms(1)), rst(0));
        it.in(after(ms(1)), rstAck(0, 80));
        it.quiet(ms(50)).proves("TCP-1/closed-ignores-rst");
    }

    @Scenario(id = "tcp-state/listen-ignores-and-resets",
            rfc = {"9293-3.10.7.2-a", "9293-3.10.7.2-b", "9293-3.10.7.2-e", "9293-3.10.7.4-8a"},
            confirmedBy = {"rfc:9293-3.10.7.2-a", "rfc:9293-3.10.7.2-b", "kernel:6.18.44"})
    public void aListenerAnswersOnlySynAndAck(Ladder it) {
        listener(it);
        it.peerIsn(5000);
        it.in(now(), rst(0));
        it.in(after(ms(1)), rstAck(0, 70));
        it.quiet(ms(5)).proves("TCP-1/listen-ignores-rst");
        it.in(now(), ack(0, 71));
        it.out(now(), rst(71).win(0)).proves("TCP-1/listen-ack-answered-rst");
        it.in(after(ms(1)), fin(0, 72));
        it.out(now(), rst(72)).proves("TCP-1/listen-ack-answered-rst");
        it.step("neither SYN nor ACK: dropped; Linux drops SYN+FIN too");
        it.in(after(ms(1)), segment(0, 0).fin());
        it.in(after(ms(1)), segment(0, 10));
        it.in(after(ms(1)), segment(0, 0).syn().fin());
        it.in(after(ms(1)), segment(0, 0).syn().rst());
        it.quiet(ms(50));
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
    }

    @Scenario(id = "tcp-state/data-on-syn-is-not-taken",
            rfc = {"9293-3.10.7.2-d", "9293-3.5-a"},
            confirmedBy = {"rfc:9293-3.10.7.2-d", "kernel:6.18.44"})
    public void dataOnASynIsAcknowledgedOnlyWhenItComesAgain(Ladder it) {
        SutSocket listener = listener(it);
        it.in(now(), segment(0, 10).syn().mss(1000));
        it.out(now(), synAck(0, 1).win(WINDOW));
        it.in(after(ms(10)), ack(1, 1));
        SutSocket conn = listener.accept().nonBlocking(true);
        it.fails(Errno.EAGAIN, () -> conn.read(100));
        it.in(after(ms(10)), data(1, 11).psh().ack(1));
        it.out(now(), ack(1, 11));
        it.equal("octets", bytes(10), conn.read(100));
    }

    @Scenario(id = "tcp-state/syn-sent-ignores",
            rfc = {"9293-3.10.7.3-b", "9293-3.10.7.3-d", "9293-3.10.7.3-g", "5961-3-e"},
            confirmedBy = {"rfc:9293-3.10.7.3-b", "rfc:9293-3.10.7.3-d", "kernel:6.18.44"})
    public void synSentDropsResetsThatDoNotAcknowledgeItsSyn(Ladder it) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        it.in(after(ms(10)), rst(0));
        it.quiet(ms(10)).proves("TCP-1/syn-sent-rst-ignored");
        it.step("its bad ACK makes Linux send the SYN again early, as any bad ACK does");
        it.in(now(), rstAck(0, 2));
        it.out(between(ms(2), ms(20)), syn(0).retransmitted());
        it.quiet(ms(10)).proves("TCP-1/syn-sent-rst-ignored");
        it.step("a good ACK without SYN, a FIN and data alone do nothing");
        it.in(now(), ack(0, 1));
        it.in(after(ms(10)), segment(0, 0).fin());
        it.in(after(ms(10)), segment(0, 5));
        it.quiet(ms(10));
        connect.blocks();
        it.in(now(), synAck(0, 1).mss(1000));
        it.out(now(), ack(1, 1));
        it.quiet(ms(5));
        it.check("connect has returned", connect.isDone());
    }

    @Scenario(id = "tcp-state/syn-sent-refused",
            rfc = {"9293-3.10.7.3-c"},
            confirmedBy = {"rfc:9293-3.10.7.3-c", "kernel:6.18.44"})
    public void aResetThatAcknowledgesTheSynRefusesTheConnection(Ladder it) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        it.in(after(ms(10)), rstAck(0, 1));
        connect.returns(ms(10), Errno.ECONNREFUSED).proves("TCP-1/syn-sent-rst-refused");
        it.quiet(ms(1100));
    }

    @Scenario(id = "tcp-state/syn-sent-closed",
            rfc = {"9293-3.10.5-a", "9293-3.10.4-b"},
            confirmedBy = {"packetdrill:gtests/net/tcp/close/close-on-syn-sent.pkt", "rfc:9293-3.10.5-a", "kernel:6.18.44"})
    public void closeInSynSentEndsTheAttemptWithoutASegment(Ladder it) {
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        client.close();
        it.quiet(ms(1100)).proves("TCP-1/syn-sent-to-closed");
        it.step("a late SYN-ACK meets no connection");
        it.in(now(), synAck(0, 1).mss(1000));
        it.out(now(), rst(1));
    }

    @Scenario(id = "tcp-state/syn-sent-data-on-syn-ack",
            rfc = {"9293-3.10.7.3-e"},
            confirmedBy = {"kernel:6.18.44", "rfc:9293-3.10.7.3-e"})
    public void dataOnASynAckIsLeftToItsRetransmission(Ladder it) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        it.in(after(ms(10)), segment(0, 10).syn().ack(1).mss(1000));
        it.out(now(), ack(1, 1));
        it.quiet(ms(5));
        it.check("connect has returned", connect.isDone());
        it.in(after(ms(10)), data(1, 11).psh().ack(1));
        it.out(now(), ack(1, 11));
        it.equal("octets", bytes(10), client.readFully(10));
    }

    @Scenario(id = "tcp-state/textbook-data-on-syn-ack", profile = "textbook",
            rfc = {"9293-3.10.7.3-i"},
            confirmedBy = "rfc:9293-3.10.7.3-i")
    public void dataOnASynAckIsTakenAfterTheSyn(Ladder it) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        it.in(after(ms(10)), segment(0, 10).syn().ack(1).mss(1000).payload(bytes(10)));
        it.out(now(), ack(1, 11));
        it.quiet(ms(5));
        it.check("connect has returned", connect.isDone());
        it.equal("octets", bytes(10), client.readFully(10));
    }
}
