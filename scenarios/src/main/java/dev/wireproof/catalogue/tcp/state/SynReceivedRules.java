package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.WINDOW;
import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** SYN-RECEIVED, which Linux keeps as a small request beside the listener (tcp_check_req). */
public class SynReceivedRules {
    private static void request(Ladder it) {
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1).win(WINDOW));
    }

    @Scenario(id = "tcp-state/syn-received-bad-ack",
            rfc = {"9293-3.10.7.4-5c"},
            confirmedBy = {"rfc:9293-3.10.7.4-5c", "kernel:6.18.44"})
    public void anAckOfAnythingButTheSynAckIsReset(Ladder it) {
        SutSocket listener = listener(it);
        request(it);
        it.in(after(ms(10)), ack(1, 2));
        it.out(now(), rst(2)).proves("TCP-1/syn-received-bad-ack-rst");
        it.in(after(ms(10)), ack(1, 0));
        it.out(now(), rst(0)).proves("TCP-1/syn-received-bad-ack-rst");
        it.step("the request is still there");
        it.in(after(ms(10)), ack(1, 1));
        it.check("accepted", listener.accept() != null).proves("TCP-1/syn-received-to-established");
    }

    @Scenario(id = "tcp-state/textbook-syn-received-bad-ack", profile = "textbook",
            rfc = {"9293-3.10.7.4-5c", "9293-3.10.7.4-1e"},
            confirmedBy = {"rfc:9293-3.10.7.4-1e", "rfc:9293-3.10.7.4-5c"})
    public void theSequenceNumberIsLookedAtBeforeTheAck(Ladder it) {
        SutSocket listener = listener(it);
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        it.step("a bad ACK outside the window only gets an ACK; inside it is reset");
        it.in(after(ms(10)), ack(0, 2));
        it.out(now(), ack(1, 1)).proves("TCP-1/unacceptable-sequence-acked");
        it.in(after(ms(10)), ack(1, 2));
        it.out(now(), rst(2)).proves("TCP-1/syn-received-bad-ack-rst");
        it.step("a RST in the window counts whatever it acknowledges");
        it.in(after(ms(10)), rstAck(1, 2));
        it.quiet(seconds(2)).proves("TCP-1/syn-received-rst-passive");
        it.fails(Errno.EAGAIN, () -> listener.nonBlocking(true).accept());
    }

    @Scenario(id = "tcp-state/syn-received-odd-sequence",
            rfc = {"9293-3.10.7.4-1e", "9293-3.10.7.4-1b"},
            confirmedBy = {"rfc:9293-3.10.7.4-1e", "kernel:6.18.44"})
    public void aSequenceOutsideTheWindowIsAckedAndTheRequestStays(Ladder it) {
        SutSocket listener = listener(it);
        request(it);
        it.in(after(ms(10)), ack(0, 1));
        it.out(now(), ack(1, 1).win(WINDOW)).proves("TCP-1/unacceptable-sequence-acked");
        it.in(after(ms(600)), ack(2 + WINDOW, 1));
        it.out(now(), ack(1, 1).win(WINDOW)).proves("TCP-1/unacceptable-sequence-acked");
        it.in(after(ms(10)), ack(1, 1));
        it.check("accepted", listener.accept() != null);
    }

    @Scenario(id = "tcp-state/syn-received-resets",
            rfc = {"9293-3.10.7.4-2d", "9293-3.10.7.4-2a", "9293-3.10.7.4-2c", "9293-MUST-11"},
            confirmedBy = {"rfc:9293-3.10.7.4-2d", "kernel:6.18.44"})
    public void onlyAResetAtTheExactNumberDropsTheRequest(Ladder it) {
        SutSocket listener = listener(it);
        request(it);
        it.in(after(ms(10)), rst(0));
        it.quiet(ms(10));
        it.in(now(), rst(2));
        it.out(now(), ack(1, 1));
        it.in(after(ms(10)), rst(1));
        it.quiet(ms(1100)).proves("TCP-1/syn-received-rst-passive");
        it.step("the listener stays and serves the next SYN");
        request(it);
        it.in(after(ms(10)), ack(1, 1));
        it.check("accepted", listener.accept() != null);
    }

    @Scenario(id = "tcp-state/syn-received-rst-after-active-open",
            rfc = "9293-MUST-11",
            confirmedBy = "kernel:6.18.44")
    public void aResetAfterASimultaneousOpenFailsTheConnect(Ladder it) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        it.in(after(ms(10)), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        it.step("the RFC says refused, Linux says reset (tcp_reset)");
        it.in(after(ms(10)), rst(1));
        connect.returns(ms(20), Errno.ECONNRESET).proves("TCP-1/syn-received-rst-active");
        it.quiet(ms(1100));
    }

    @Scenario(id = "tcp-state/syn-received-closed", needs = Capability.TCP_INFO,
            rfc = {"9293-3.10.4-c", "9293-3.10.7.4-5h"},
            confirmedBy = {"rfc:9293-3.10.4-c", "kernel:6.18.44"})
    public void closeBeforeTheHandshakeIsDoneSendsAFin(Ladder it) {
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        it.in(after(ms(10)), syn(0).mss(1000).wscale(7));
        it.out(now(), synAck(0, 1));
        it.info(client).state("SYN_RECEIVED");
        client.close();
        it.out(now(), fin(1, 1)).proves("TCP-1/syn-received-to-fin-wait-1");
        it.in(after(ms(10)), ack(1, 2));
        it.in(after(ms(10)), fin(1, 2));
        it.out(now(), ack(2, 2)).proves("TCP-1/syn-received-to-fin-wait-1");
    }

    @Scenario(id = "tcp-state/syn-received-syn-again",
            rfc = {"9293-3.10.7.4-1j"},
            confirmedBy = {"rfc:9293-3.10.7.4-1j", "kernel:6.18.44"})
    public void theSameSynAgainIsAnsweredAtMostTwiceASecond(Ladder it) {
        SutSocket listener = listener(it);
        request(it);
        it.in(after(ms(100)), syn(0).mss(1000));
        it.out(now(), synAck(0, 1).retransmitted());
        it.in(after(ms(100)), syn(0).mss(1000));
        it.quiet(ms(450));
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1).retransmitted());
        it.in(after(ms(10)), ack(1, 1));
        it.check("one connection", listener.accept() != null);
        it.fails(Errno.EAGAIN, () -> listener.nonBlocking(true).accept());
    }

    @Scenario(id = "tcp-state/syn-received-other-syn",
            rfc = {"9293-3.10.7.4-4a"},
            confirmedBy = {"rfc:9293-3.10.7.4-4a", "kernel:6.18.44"})
    public void anotherSynInTheWindowEndsTheRequest(Ladder it) {
        SutSocket listener = listener(it);
        request(it);
        it.in(after(ms(10)), syn(1000).mss(1000));
        it.out(now(), rstAck(0, 1_001_001).absolute().win(0));
        it.in(after(ms(10)), syn(1000).mss(1000));
        it.out(now(), synAck(0, 1001));
        it.in(after(ms(10)), ack(1001, 1));
        it.check("accepted", listener.accept() != null);
    }

    @Scenario(id = "tcp-state/close-before-accept-resets", needs = Capability.COUNTERS,
            rfc = {"9293-3.10.5-b"},
            confirmedBy = {"rfc:9293-3.10.5-b", "kernel:6.18.44"})
    public void closingTheListenerResetsWhatNobodyAccepted(Ladder it) {
        SutSocket listener = listener(it);
        request(it);
        it.in(after(ms(10)), ack(1, 1));
        listener.close();
        it.out(now(), rstAck(1, 1)).proves("TCP-1/listen-to-closed");
        it.in(after(ms(10)), syn(0).peerPort(40_001).mss(1000));
        it.out(now(), rstAck(0, 1).peerPort(40_001));
        it.equal("resets sent", 2L, it.sut().counter("Tcp.OutRsts"));
    }
}
