package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.PORT;
import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Span;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** How long handshakes take: retries of SYN and SYN-ACK, and the connect times of published paths. */
public class HandshakeTimes {
    /** Linux sends four retries a second apart, then doubles (facts 8.7: tcp_syn_linear_timeouts). */
    private static final int[] SYN_GAPS = {1, 1, 1, 1, 1, 2, 4, 8, 16, 32};
    private static final int[] SYN_ACK_GAPS = {1, 2, 4, 8, 16};

    @Scenario(id = "tcp-state/syn-time-line", needs = Capability.VIRTUAL_TIME,
            rfc = {"9293-MUST-22", "6298-2.1", "9293-MUST-19"},
            confirmedBy = {"formula:0 1 2 3 4 5 7 11 19 35 67, ETIMEDOUT at 131 s", "kernel:6.18.44"})
    public void anUnansweredSynIsSentElevenTimes(Ladder it) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        for (int gap : SYN_GAPS) {
            it.out(after(seconds(gap)), syn(0).retransmitted());
        }
        it.quiet(seconds(64)).proves("TCP-4/syn-modern");
        connect.returns(seconds(131), Errno.ETIMEDOUT).proves("TCP-4/syn-timeout-modern");
        it.quiet(seconds(130));
    }

    @Scenario(id = "tcp-state/syn-count-option", needs = Capability.VIRTUAL_TIME,
            rfc = "9293-MUST-22",
            confirmedBy = {"formula:given up at 2^(n+1) - 1 s, the time that n retries with doubling take", "kernel:6.18.44"})
    public void synCountTwoGivesUpAfterSevenSeconds(Ladder it) {
        SutSocket client = it.sut().socket(STREAM).option("TCP_SYNCNT", 2);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        for (int i = 0; i < 5; i++) {
            it.out(after(seconds(SYN_GAPS[i])), syn(0).retransmitted());
        }
        it.quiet(seconds(2));
        connect.returns(seconds(7), Errno.ETIMEDOUT);
    }

    private static void unansweredSynAcks(Ladder it) {
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        for (int gap : SYN_ACK_GAPS) {
            it.out(after(seconds(gap)), synAck(0, 1).retransmitted());
        }
    }

    @Scenario(id = "tcp-state/syn-ack-time-line", needs = Capability.VIRTUAL_TIME,
            rfc = {"9293-MUST-22", "6298-2.1", "6298-5.5"},
            confirmedBy = {"formula:0 1 3 7 15 31, dropped at 63 s", "kernel:6.18.44"})
    public void anUnansweredSynAckIsSentSixTimesAndTheRequestDropped(Ladder it) {
        SutSocket listener = listener(it).nonBlocking(true);
        unansweredSynAcks(it);
        it.quiet(seconds(33)).proves("TCP-4/syn-ack-resent");
        it.step("64 s after the SYN the request is gone");
        it.in(now(), ack(1, 1));
        it.out(now(), rst(1)).proves("TCP-4/syn-ack-dropped");
        it.fails(Errno.EAGAIN, listener::accept);
    }

    @Scenario(id = "tcp-state/syn-ack-answered-late", needs = Capability.VIRTUAL_TIME,
            rfc = "9293-3.10.7.4-5b",
            confirmedBy = "formula:the request lives until 63 s")
    public void anAckAfter62SecondsStillMakesTheConnection(Ladder it) {
        SutSocket listener = listener(it);
        unansweredSynAcks(it);
        it.in(after(seconds(31)), ack(1, 1));
        it.check("accepted", listener.accept() != null).proves("TCP-4/syn-ack-resent");
        it.quiet(seconds(2));
    }

    @Scenario(id = "tcp-state/lost-first-syn",
            rfc = {"9293-MUST-22", "6298-2.1"},
            confirmedBy = {"rfc:6298-2.1", "kernel:6.18.44"})
    public void aSynDroppedByAFullListenerCostsTheClientASecond(Ladder it) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        it.out(between(ms(1000), ms(1032)), syn(0).retransmitted());
        it.in(after(ms(10)), synAck(0, 1).mss(1000));
        it.out(now(), ack(1, 1));
        it.quiet(ms(5));
        it.check("connect has returned", connect.isDone()).proves("TCP-4/full-queue-delay-modern");
    }

    @Scenario(id = "tcp-state/connect-times-of-published-paths", needs = Capability.VIRTUAL_TIME,
            rfc = "9293-3.10.7.3-e",
            confirmedBy = "formula:connect time is one RTT on each side; paths of 37 ms, 1.64 ms and 0.23 ms")
    public void eachSideSeesOneRoundTrip(Ladder it) {
        SutSocket listener = listener(it);
        int port = 40_000;
        for (Span rtt : new Span[] {ms(37), us(1640), us(230)}) {
            SutSocket client = it.sut().socket(STREAM);
            PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
            it.out(now(), syn(0));
            it.in(after(rtt), synAck(0, 1).mss(1000));
            it.out(now(), ack(1, 1));
            connect.returns(rtt, Errno.OK).proves("TCP-4/connect-time-client", "TCP-4/published-paths");

            PendingCall<SutSocket> accept = it.call("accept", listener::accept);
            it.in(now(), syn(0).port(PORT).peerPort(++port).mss(1000));
            it.out(now(), synAck(0, 1).port(PORT).peerPort(port));
            it.in(after(rtt), ack(1, 1));
            accept.returns(rtt, Errno.OK).proves("TCP-4/connect-time-server", "TCP-4/published-paths");
        }
    }

    @Scenario(id = "tcp-state/one-and-a-half-round-trips", confirmedBy = "formula:three crossings of 50 ms")
    public void fromTheFirstSynToBothEndsTakesOneAndAHalfRoundTrips(Lab lab) {
        LabHost client = lab.host("client");
        LabHost server = lab.host("server");
        LabWire wire = lab.wire(client, server).oneWayDelay(ms(50));
        SutSocket listener = server.socket(STREAM).bind(PORT).listen(5);
        lab.step("a datagram makes the two known to each other, so that no ARP delays the SYN");
        client.socket(DATAGRAM).sendTo(bytes(1), wire.addressB(), 9);
        lab.runFor(seconds(1));
        long start = lab.now();
        long[] took = new long[2];
        lab.task(client, "client", () -> {
            client.socket(STREAM).connect(wire.addressB(), PORT);
            took[0] = lab.now() - start;
        });
        lab.task(server, "server", () -> {
            listener.accept();
            took[1] = lab.now() - start;
        });
        lab.run();
        lab.equal("client, after a round trip", ms(100).nanos(), took[0]).proves("TCP-4/connect-time-client");
        lab.equal("server, half a round trip later", ms(150).nanos(), took[1]).proves("TCP-4/connect-time-total");
    }
}
