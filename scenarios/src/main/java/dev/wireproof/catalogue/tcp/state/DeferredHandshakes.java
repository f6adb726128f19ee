package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** TCP_DEFER_ACCEPT and TCP_SYNCNT at a listener (tcp(7), facts 8.4 and 8.5). */
public class DeferredHandshakes {
    private static void handshake(Ladder it) {
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        it.in(after(ms(10)), ack(1, 1));
    }

    @Scenario(id = "tcp-state/defer-accept", needs = Capability.COUNTERS,
            rfc = "9293-3.10.7.4-5b",
            confirmedBy = {"formula:a bare ACK is dropped for as many SYN-ACK timeouts as 3 s hold (facts 8.4)", "kernel:6.18.44"})
    public void anAckWithoutTextMakesNoConnectionYet(Ladder it) {
        SutSocket listener = listener(it, "TCP_DEFER_ACCEPT", 3).nonBlocking(true);
        it.equal("1 s and 2 s", 3, listener.option("TCP_DEFER_ACCEPT"));
        handshake(it);
        it.fails(Errno.EAGAIN, listener::accept).proves("SOCK-5/defer-accept");
        it.equal("dropped", 1L, it.sut().counter("TcpExt.TCPDeferAcceptDrop"));
        it.step("the SYN-ACK is not sent again after a second, for the peer has answered it");
        it.quiet(ms(1500));
        it.in(now(), data(1, 101).psh().ack(1));
        it.out(now(), ack(1, 101));
        it.equal("octets", bytes(100), listener.accept().read(200)).proves("TCP-1/syn-received-to-established");
    }

    @Scenario(id = "tcp-state/defer-accept-ends", needs = Capability.COUNTERS,
            rfc = "9293-3.10.7.4-5b",
            confirmedBy = {"formula:the SYN-ACK comes again after 3 s, and its ACK makes the connection (facts 8.4)", "kernel:6.18.44"})
    public void afterTheDelayTheNextAckIsEnough(Ladder it) {
        SutSocket listener = listener(it, "TCP_DEFER_ACCEPT", 2).nonBlocking(true);
        it.equal("rounded up to what timeouts can tell", 3, listener.option("TCP_DEFER_ACCEPT"));
        handshake(it);
        it.out(between(ms(2980), ms(3400)), synAck(0, 1).retransmitted());
        it.fails(Errno.EAGAIN, listener::accept);
        it.in(after(ms(10)), ack(1, 1));
        it.check("accepted without a word", listener.accept() != null).proves("TCP-1/syn-received-to-established");
        it.equal("dropped", 1L, it.sut().counter("TcpExt.TCPDeferAcceptDrop"));
    }

    @Scenario(id = "tcp-state/defer-accept-client",
            rfc = "9293-3.10.7.3-j",
            confirmedBy = {"formula:the ACK of the SYN-ACK waits for data, 200 ms at most (facts 8.7)", "kernel:6.18.44"})
    public void aClientWithTheOptionLetsItsFirstDataCarryTheAck(Ladder it) {
        SutSocket client = it.sut().socket(STREAM).option("TCP_DEFER_ACCEPT", 1);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        it.in(after(ms(10)), synAck(0, 1).mss(1000));
        connect.returns(ms(10), Errno.OK);
        it.quiet(ms(100));
        client.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(1)).proves("TCP-1/syn-sent-to-established");
        it.in(after(ms(10)), ack(1, 101));
        it.step("without data the ACK goes after 200 ms");
        SutSocket silent = it.sut().socket(STREAM).option("TCP_DEFER_ACCEPT", 1);
        PendingCall<SutSocket> second = it.call("connect", () -> silent.connect(it.peer(), 81));
        it.out(now(), syn(0).peerPort(81));
        it.in(after(ms(10)), synAck(0, 1).peerPort(81).mss(1000));
        second.returns(ms(10), Errno.OK);
        it.out(between(ms(195), ms(210)), ack(1, 1).peerPort(81));
    }

    @Scenario(id = "tcp-state/syn-count-of-a-listener", needs = Capability.COUNTERS,
            rfc = "9293-MUST-22",
            confirmedBy = {"formula:TCP_SYNCNT of the listener instead of tcp_synack_retries (reqsk_timer_handler)", "kernel:6.18.44"})
    public void aListenersSynCountIsThatOfItsSynAcks(Ladder it) {
        SutSocket listener = listener(it, "TCP_SYNCNT", 1).nonBlocking(true);
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        it.out(between(ms(1000), ms(1040)), synAck(0, 1).retransmitted()).proves("TCP-4/syn-ack-resent");
        it.quiet(ms(3000)).proves("TCP-4/syn-ack-dropped");
        it.in(now(), ack(1, 1));
        it.out(now(), rst(1)).proves("TCP-4/syn-ack-dropped");
        it.fails(Errno.EAGAIN, listener::accept);
    }
}
