package dev.wireproof.catalogue.tcp.fastopen;

import static dev.wireproof.catalogue.tcp.fastopen.FastOpenOpening.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Clients whose text on the SYN does not get through (RFC 7413 section 4.1.3.1 and 4.2.2). */
public class ClientsThatFallBack {
    private static final String PAUSE = "net.ipv4.tcp_fastopen_blackhole_timeout_sec";
    private static final int DESTINATION_UNREACHABLE = 3;
    private static final int FRAGMENTATION_NEEDED = 4;

    @Scenario(id = "tcp-fastopen/only-syn-acknowledged", needs = {Capability.COUNTERS, Capability.TCP_INFO},
            rfc = {"7413-4.2.2-b", "7413-4.1.3.1-a", "9293-3.10.7.3-h"},
            confirmedBy = {"rfc:7413-4.2.2-b", "kernel:6.18.44", "packetdrill:fastopen/client/syn-data-only-syn-acked.pkt"})
    public void textThatWasNotAcknowledgedGoesAgainWithTheThirdSegment(Ladder it) {
        askForCookie(it);
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.equal("octets on the SYN", 500, client.connectAndSend(bytes(500), it.peer(), 80));
        it.out(now(), syn(0).text(500).fastOpen(GIVEN));
        it.in(after(ms(10)), synAck(0, 1).mss(1000).fastOpen("9999888877776666"));
        it.out(now(), data(1, 501).psh().ack(1).retransmitted());
        it.info(client).state("ESTABLISHED").unacked(1).cwnd(10).synData(false).fastOpenFailure(2);
        it.in(after(ms(10)), ack(1, 501));
        it.info(client).unacked(0).totalRetrans(1);
        it.equal("failed", 1L, it.sut().counter("TcpExt.TCPFastOpenActiveFail"));
        it.step("the new cookie is the one to use");
        SutSocket next = it.sut().socket(STREAM).nonBlocking(true);
        it.equal("octets on the SYN", 500, next.connectAndSend(bytes(500), it.peer(), 80));
        it.out(now(), syn(0).text(500).fastOpen("9999888877776666"));
    }

    @Scenario(id = "tcp-fastopen/part-acknowledged",
            rfc = "7413-4.2.2-b",
            confirmedBy = {"kernel:6.18.44", "packetdrill:fastopen/client/syn-data-partial-or-over-ack.pkt"})
    public void whatIsNotAcknowledgedOfTheTextGoesAgain(Ladder it) {
        askForCookie(it);
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.equal("octets on the SYN", 500, client.connectAndSend(bytes(500), it.peer(), 80));
        it.out(now(), syn(0).text(500).fastOpen(GIVEN));
        it.in(after(ms(10)), synAck(0, 201).mss(1000));
        it.out(now(), data(201, 501).psh().ack(1).retransmitted());
    }

    @Scenario(id = "tcp-fastopen/syn-timeout", needs = {Capability.COUNTERS, Capability.TCP_INFO},
            rfc = {"7413-4.2.2-c", "7413-4.1.3.1-a"},
            confirmedBy = {"rfc:7413-4.2.2-c", "kernel:6.18.44", "packetdrill:fastopen/client/syn-data-timeout.pkt"})
    public void theSynGoesAgainWithoutTextAndWithoutOption(Ladder it) {
        askForCookie(it);
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.equal("octets on the SYN", 500, client.connectAndSend(bytes(500), it.peer(), 80));
        it.out(now(), syn(0).text(500).fastOpen(GIVEN));
        it.out(after(seconds(1)), syn(0).noFastOpen().retransmitted());
        it.in(after(ms(10)), synAck(0, 1).mss(1000));
        it.out(now(), data(1, 501).psh().ack(1).retransmitted());
        it.in(after(ms(10)), ack(1, 501));
        it.info(client).state("ESTABLISHED").unacked(0).totalRetrans(2).synData(false).fastOpenFailure(3);
        it.equal("failed", 1L, it.sut().counter("TcpExt.TCPFastOpenActiveFail"));
    }

    @Scenario(id = "tcp-fastopen/request-timeout",
            rfc = "7413-4.2.2-c",
            confirmedBy = {"rfc:7413-4.2.2-c", "kernel:6.18.44", "packetdrill:fastopen/client/cookie-req-timeout.pkt"})
    public void aRequestIsNotRepeatedAndALateCookieIsKept(Ladder it) {
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> client.connectAndSend(bytes(500), it.peer(), 80));
        it.out(now(), syn(0).fastOpen(""));
        it.out(after(seconds(1)), syn(0).noFastOpen().retransmitted());
        it.in(after(ms(10)), synAck(0, 1).mss(1000).fastOpen(GIVEN));
        it.out(now(), ack(1, 1));
        SutSocket next = it.sut().socket(STREAM).nonBlocking(true);
        it.equal("octets on the SYN", 500, next.connectAndSend(bytes(500), it.peer(), 80));
        it.out(now(), syn(0).text(500).fastOpen(GIVEN));
    }

    @Scenario(id = "tcp-fastopen/too-large-for-the-path",
            rfc = "7413-4.1.3.1-a",
            confirmedBy = {"kernel:6.18.44", "packetdrill:fastopen/client/syn-data-icmp-unreach-frag-needed.pkt"})
    public void aSynThatWasTooLargeGoesAgainAtOnceWithoutText(Ladder it) {
        askForCookie(it);
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.equal("octets on the SYN", 960, client.connectAndSend(bytes(2000), it.peer(), 80));
        it.out(now(), syn(0).text(960).mss(1460).fastOpen(GIVEN));
        it.in(after(ms(10)), icmp(DESTINATION_UNREACHABLE, FRAGMENTATION_NEEDED).mtu(800).quoting(it.lastSent(), 28));
        it.out(now(), syn(0).mss(760).noFastOpen().retransmitted());
        it.in(after(ms(10)), synAck(0, 1).mss(1000));
        it.out(now(), data(1, 761).ack(1).retransmitted());
        it.out(now(), data(761, 961).psh().ack(1).retransmitted());
    }

    @Scenario(id = "tcp-fastopen/blackhole", needs = {Capability.SYSCTLS, Capability.COUNTERS, Capability.VIRTUAL_TIME},
            rfc = "7413-4.1.3.1-a",
            confirmedBy = {"rfc:7413-4.1.3.1-a",
                    "formula:the third timeout in a row pauses it, each pause of a row twice as long (tcp_fastopen_active_detect_blackhole)"})
    public void afterThreeTimeoutsInARowNobodyOnTheHostUsesItForAWhile(Ladder it) {
        it.sut().sysctl(PAUSE, "100");
        askForCookie(it);
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.equal("octets on the SYN", 500, client.connectAndSend(bytes(500), it.peer(), 80));
        it.out(now(), syn(0).text(500).fastOpen(GIVEN));
        it.out(after(seconds(1)), syn(0).noFastOpen().retransmitted());
        it.out(after(seconds(1)), syn(0).noFastOpen().retransmitted());
        it.equal("blackholes", 0L, it.sut().counter("TcpExt.TCPFastOpenBlackhole"));
        it.out(after(seconds(1)), syn(0).noFastOpen().retransmitted());
        it.equal("blackholes", 1L, it.sut().counter("TcpExt.TCPFastOpenBlackhole"));
        client.close();
        it.step("for 100 s a write waits for the handshake");
        it.pass(seconds(99));
        refusedNow(it);
        it.pass(seconds(1));
        it.step("then it is tried again, and a second blackhole counts for 200 s");
        SutSocket again = it.sut().socket(STREAM).nonBlocking(true).option("TCP_SYNCNT", 1);
        it.equal("octets on the SYN", 500, again.connectAndSend(bytes(500), it.peer(), 80));
        it.out(now(), syn(0).text(500).fastOpen(GIVEN));
        it.in(after(ms(10)), synAck(0, 501).mss(1000));
        it.out(now(), ack(501, 1));
        it.in(after(ms(10)), fin(101, 501));
        it.out(now(), ack(501, 1));
        again.close();
        it.out(now(), fin(501, 1));
        it.in(after(ms(10)), rst(1));
        it.equal("blackholes", 2L, it.sut().counter("TcpExt.TCPFastOpenBlackhole"));
        it.pass(seconds(199));
        refusedNow(it);
    }

    private static void refusedNow(Ladder it) {
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> client.connectAndSend(bytes(500), it.peer(), 80));
        it.out(now(), syn(0).noFastOpen());
        client.close();
    }

    @Scenario(id = "tcp-fastopen/text-on-syn-ack", needs = Capability.TCP_INFO,
            confirmedBy = {"kernel:6.18.44", "packetdrill:fastopen/client/synack-data.pkt"})
    public void textAndFinOnTheSynAckAreTakenWhereFastOpenWasTried(Ladder it) {
        askForCookie(it);
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.equal("octets on the SYN", 500, client.connectAndSend(bytes(500), it.peer(), 80));
        it.out(now(), syn(0).text(500).fastOpen(GIVEN));
        it.in(after(ms(10)), synAck(0, 501).text(300).mss(1000));
        it.out(now(), ack(501, 301));
        it.equal("text", bytes(300), client.read(1000));
        it.step("with a FIN the ACK waits for something to ride on");
        SutSocket next = it.sut().socket(STREAM).nonBlocking(true);
        it.equal("octets on the SYN", 500, next.connectAndSend(bytes(500), it.peer(), 80));
        it.out(now(), syn(0).text(500).fastOpen(GIVEN));
        it.in(after(ms(10)), synAck(0, 501).text(300).fin().mss(1000));
        it.info(next).state("CLOSE_WAIT");
        it.equal("text", bytes(300), next.read(1000));
        it.equal("end", 0, next.read(1000).length);
        it.out(after(ms(200)), ack(501, 302));
    }

    @Scenario(id = "tcp-fastopen/crossing-syns",
            confirmedBy = {"kernel:6.18.44", "packetdrill:fastopen/client/simultaneous-fast-open.pkt"})
    public void textOfCrossingSynsIsNotTaken(Ladder it) {
        askForCookie(it);
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.equal("octets on the SYN", 500, client.connectAndSend(bytes(500), it.peer(), 80));
        it.out(now(), syn(0).text(500).fastOpen(GIVEN));
        it.in(after(ms(5)), syn(0).text(300).mss(1000).sackPermitted().wscale(7).fastOpen("8765432187654321"));
        it.out(now(), synAck(0, 1).noFastOpen().retransmitted());
        it.in(after(ms(5)), synAck(0, 501).mss(1000).sackPermitted().wscale(7));
        it.out(now(), ack(501, 1).sack(0, 1));
        it.in(after(ms(10)), data(1, 301).psh().ack(501));
        it.out(now(), ack(501, 301));
        it.equal("text", bytes(300), client.read(1000));
    }
}
