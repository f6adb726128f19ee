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

/** RFC 9293 figures 6, 7, 8 and 11: how connections open, seen from each side that can be the host under test. */
public class HandshakeFigures {
    @Scenario(id = "tcp-state/figure-6-passive", needs = Capability.TCP_INFO,
            rfc = {"9293-3.10.7.2-c", "9293-3.10.7.4-5b", "9293-3.10.7.4-7a", "9293-3.4-b", "9293-SHLD-5", "9293-3.7.1-a"},
            confirmedBy = {"rfc:9293-3.10.7.2-c", "example:figure 6", "kernel:6.18.44"})
    public void threeWayHandshakeSeenFromTheListener(Ladder it) {
        SutSocket listener = listener(it);
        it.info(listener).state("LISTEN").proves("TCP-1/closed-to-listen");
        it.peerIsn(100);
        it.in(now(), syn(0).win(32_792).mss(1000));
        it.out(now(), synAck(0, 1).win(WINDOW).mss(1460)).proves("TCP-1/listen-to-syn-received", "TCP-2/listening-lookup",
                "TCP-7/mss-ethernet-1460");
        it.in(after(ms(10)), ack(1, 1).win(32_792));
        SutSocket conn = listener.accept();
        it.info(conn).state("ESTABLISHED").mss(1000).rtt(ms(10)).proves("TCP-1/syn-received-to-established");
        it.in(after(ms(1)), data(1, 11).psh().ack(1));
        it.out(now(), ack(1, 11));
        it.equal("octets read", 10, conn.read(100).length).proves("TCP-2/established-lookup");
        it.equal("listener", "LISTEN", listener.info().state());
    }

    @Scenario(id = "tcp-state/figure-6-active", needs = Capability.TCP_INFO,
            rfc = {"9293-3.10.1-a", "9293-3.10.7.3-e", "9293-3.10.2-c", "9293-MUST-45"},
            confirmedBy = {"rfc:9293-3.10.7.3-e", "example:figure 6", "kernel:6.18.44"})
    public void threeWayHandshakeSeenFromTheClient(Ladder it) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0).win(WINDOW).mss(1460)).proves("TCP-1/closed-to-syn-sent");
        it.info(client).state("SYN_SENT");
        it.in(after(ms(50)), synAck(0, 1).mss(1000));
        it.out(now(), ack(1, 1).noOptions()).proves("TCP-1/syn-sent-to-established");
        connect.returns(ms(50), Errno.OK).proves("TCP-4/connect-time-client");
        it.info(client).state("ESTABLISHED").mss(1000);
        client.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1));
        it.in(after(ms(50)), ack(1, 11));
    }

    @Scenario(id = "tcp-state/figure-7-simultaneous-open", needs = Capability.TCP_INFO,
            rfc = {"9293-MUST-10", "9293-3.10.7.3-f", "9293-3.10.7.4-1i"},
            confirmedBy = {"rfc:9293-MUST-10", "example:figure 7", "kernel:6.18.44",
                "packetdrill:gtests/net/tcp/fastopen/client/simultaneous-fast-open.pkt"})
    public void crossingSynsOpenOneConnection(Ladder it) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        it.in(after(ms(10)), syn(0).mss(1000).sackPermitted().wscale(7));
        it.out(now(), synAck(0, 1).mss(1460).sackPermitted().wscale(10));
        it.info(client).state("SYN_RECEIVED");
        it.in(after(ms(10)), synAck(0, 1).mss(1000).sackPermitted().wscale(7));
        it.step("the SYN came twice, so its number is reported as a duplicate");
        it.out(now(), ack(1, 1).sack(0, 1));
        connect.returns(ms(20), Errno.OK);
        it.info(client).state("ESTABLISHED").proves("TCP-1/simultaneous-open");
        it.in(after(ms(1)), data(1, 11).psh().ack(1));
        it.out(now(), ack(1, 11));
    }

    @Scenario(id = "tcp-state/figure-8-listener",
            rfc = {"9293-3.10.7.4-2d", "9293-MUST-11", "9293-3.10.7.2-c"},
            confirmedBy = {"rfc:9293-3.10.7.4-2d", "example:figure 8", "kernel:6.18.44"})
    public void oldDuplicateSynReachesTheListenerFirst(Ladder it) {
        SutSocket listener = listener(it);
        it.peerIsn(90);
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        it.in(after(ms(5)), rst(1));
        it.quiet(ms(5)).proves("TCP-1/syn-received-rst-passive");
        it.peerIsn(100);
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        it.in(after(ms(5)), ack(1, 1));
        it.check("the true connection is accepted", listener.accept() != null).proves("TCP-1/old-duplicate-syn");
    }

    @Scenario(id = "tcp-state/figure-8-client",
            rfc = {"9293-3.10.7.3-a", "9293-3.10.7.3-e"},
            confirmedBy = {"rfc:9293-3.10.7.3-a", "example:figure 8", "kernel:6.18.44"})
    public void synAckForAnOldSynIsReset(Ladder it) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        it.in(after(ms(5)), synAck(0, -9).mss(1000));
        it.out(now(), rst(-9)).proves("TCP-1/syn-sent-bad-ack-rst");
        it.step("Linux sends its SYN again after two ticks instead of a second (tcp_rcv_synsent_state_process)");
        it.out(between(ms(2), ms(16)), syn(0).retransmitted());
        connect.blocks();
        it.peerIsn(5000);
        it.in(after(ms(5)), synAck(0, 1).mss(1000));
        it.out(now(), ack(1, 1));
        it.quiet(ms(5));
        it.check("connect has returned", connect.isDone()).proves("TCP-1/old-duplicate-syn");
    }

    @Scenario(id = "tcp-state/figure-11-stray-syn-reaches-a-listener",
            rfc = {"9293-3.10.7.4-2d"},
            confirmedBy = {"rfc:9293-3.10.7.4-2d", "example:figure 11", "kernel:6.18.44"})
    public void straySynThatTheOtherListenerResets(Ladder it) {
        SutSocket listener = listener(it).nonBlocking(true);
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        it.in(after(ms(5)), rst(1));
        it.quiet(ms(1100)).proves("TCP-1/two-listeners-stray-syn");
        it.fails(Errno.EAGAIN, listener::accept);
    }

    @Scenario(id = "tcp-state/figure-11-syn-ack-reaches-a-listener",
            rfc = {"9293-3.10.7.2-b"},
            confirmedBy = {"rfc:9293-3.10.7.2-b", "example:figure 11", "kernel:6.18.44"})
    public void synAckThatNoListenerAskedForIsReset(Ladder it) {
        SutSocket listener = listener(it).nonBlocking(true);
        it.in(now(), synAck(0, 1001).mss(1000));
        it.out(now(), rst(1001).win(0)).proves("TCP-1/two-listeners-stray-syn", "TCP-1/listen-ack-answered-rst");
        it.fails(Errno.EAGAIN, listener::accept);
    }
}
