package dev.wireproof.catalogue.tcp.fastopen;

import static dev.wireproof.catalogue.tcp.fastopen.FastOpenOpening.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Clients that ask for cookies and send text on their SYN (RFC 7413 sections 4.1.3 and 4.2). */
public class ClientsWithCookies {
    @Scenario(id = "tcp-fastopen/first-contact", needs = {Capability.COUNTERS, Capability.TCP_INFO},
            rfc = {"7413-4.2.1-a", "7413-4.1.3-a", "7413-4.2.2-a"},
            confirmedBy = {"rfc:7413-4.2.1-a", "rfc:7413-4.1.3-a", "kernel:6.18.44", "packetdrill:fastopen/client/nonblocking-sendto-empty-buf.pkt"})
    public void theFirstSynAsksForACookieAndTheNextOneCarriesText(Ladder it) {
        SutSocket first = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> first.connectAndSend(bytes(500), it.peer(), 80));
        it.out(now(), syn(0).fastOpen("")).proves("TCP-7/fast-open-cookie");
        it.in(after(ms(10)), synAck(0, 1).mss(1000).fastOpen(GIVEN));
        it.out(now(), ack(1, 1));
        it.step("the cookie and the MSS are remembered: 40 octets less than the MSS, for options that others may add");
        SutSocket second = it.sut().socket(STREAM).nonBlocking(true);
        it.equal("octets on the SYN", 960, second.connectAndSend(bytes(2000), it.peer(), 80));
        it.out(now(), syn(0).text(960).fastOpen(GIVEN)).proves("TCP-7/fast-open-data");
        it.in(after(ms(10)), synAck(0, 961).mss(1000));
        it.out(now(), ack(961, 1));
        it.info(first).synData(false).fastOpenFailure(1);
        it.info(second).state("ESTABLISHED").unacked(0).synData(true).fastOpenFailure(0);
        it.equal("rest", 1040, second.write(bytes(1040)));
        it.out(now(), data(961, 1961).ack(1));
        it.out(now(), data(1961, 2001).psh().ack(1));
        it.equal("texts taken", 1L, it.sut().counter("TcpExt.TCPFastOpenActive"));
    }

    @Scenario(id = "tcp-fastopen/blocking-first-write",
            rfc = "7413-4.2.1-a",
            confirmedBy = {"kernel:6.18.44", "packetdrill:fastopen/client/blocking-sendto.pkt"})
    public void aWriteThatMayWaitReturnsWhenAllIsSent(Ladder it) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<Integer> write = it.call("sendto", () -> client.connectAndSend(bytes(500), it.peer(), 80));
        it.out(now(), syn(0).fastOpen(""));
        it.in(after(ms(10)), synAck(0, 1).mss(1000).fastOpen(GIVEN));
        it.out(now(), data(1, 501).psh().ack(1));
        write.returns(ms(10), 500);
        SutSocket next = it.sut().socket(STREAM);
        PendingCall<Integer> second = it.call("sendto", () -> next.connectAndSend(bytes(1500), it.peer(), 80));
        it.out(now(), syn(0).text(960).fastOpen(GIVEN));
        it.in(after(ms(10)), synAck(0, 961).mss(1000));
        it.out(now(), data(961, 1501).psh().ack(1));
        second.returns(ms(10), 1500);
    }

    @Scenario(id = "tcp-fastopen/deferred-connect",
            confirmedBy = {"kernel:6.18.44", "packetdrill:fastopen/client/nonblocking-connect-bypass.pkt"})
    public void connectLeavesTheSynToTheFirstWriteWhereTheCookieIsKnown(Ladder it) {
        SutSocket first = it.sut().socket(STREAM).option("TCP_FASTOPEN_CONNECT", 1).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> first.connect(it.peer(), 80));
        it.out(now(), syn(0).fastOpen(""));
        it.in(after(ms(10)), synAck(0, 1).mss(1000).fastOpen(GIVEN));
        it.out(now(), ack(1, 1));
        SutSocket client = it.sut().socket(STREAM).option("TCP_FASTOPEN_CONNECT", 1).nonBlocking(true);
        client.connect(it.peer(), 80);
        it.quiet(ms(100));
        it.equal("ready", "OUT", client.poll());
        it.fails(Errno.EISCONN, () -> client.connect(it.peer(), 80));
        it.equal("written", 500, client.write(bytes(500)));
        it.out(now(), syn(0).text(500).fastOpen(GIVEN));
        it.equal("ready", "", client.poll());
        it.in(after(ms(10)), synAck(0, 501).mss(1000));
        it.out(now(), ack(501, 1));
    }

    @Scenario(id = "tcp-fastopen/off-for-clients", needs = Capability.SYSCTLS,
            rfc = "7413-2-a",
            confirmedBy = {"rfc:7413-2-a", "kernel:6.18.44", "packetdrill:fastopen/client/nonblocking-sendto-errnos.pkt"})
    public void connectAndWriteKnowNothingOfItAndTheHostMayForbidIt(Ladder it) {
        askForCookie(it);
        SutSocket plain = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> plain.connect(it.peer(), 80));
        it.out(now(), syn(0).noFastOpen());
        it.in(after(ms(10)), synAck(0, 1).mss(1000).fastOpen("ffffffffffffffff"));
        it.out(now(), ack(1, 1));
        it.step("a cookie that nobody asked for is not kept");
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.equal("octets on the SYN", 500, client.connectAndSend(bytes(500), it.peer(), 80));
        it.out(now(), syn(0).text(500).fastOpen(GIVEN));
        it.in(after(ms(10)), rstAck(0, 1));
        it.fails(Errno.ECONNREFUSED, () -> client.write(bytes(1)));
        it.sut().sysctl(FAST_OPEN, "0");
        SutSocket forbidden = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EOPNOTSUPP, () -> forbidden.connectAndSend(bytes(500), it.peer(), 80));
        it.fails(Errno.EOPNOTSUPP, () -> forbidden.option("TCP_FASTOPEN_CONNECT", 1));
        it.quiet(ms(10));
    }

    @Scenario(id = "tcp-fastopen/without-a-cookie", needs = Capability.SYSCTLS,
            confirmedBy = {"formula:bit 0x4 and TCP_FASTOPEN_NO_COOKIE send text to everybody", "kernel:6.18.44",
                    "packetdrill:fastopen/client/cookie-less-sendto.pkt"})
    public void textGoesToAnybodyWhereNoCookieIsAskedFor(Ladder it) {
        SutSocket client = it.sut().socket(STREAM).option("TCP_FASTOPEN_NO_COOKIE", 1).nonBlocking(true);
        it.equal("octets on the SYN", 1420, client.connectAndSend(bytes(2000), it.peer(), 80));
        it.out(now(), syn(0).text(1420).noFastOpen());
        it.in(after(ms(10)), synAck(0, 1421).mss(1000));
        it.out(now(), ack(1421, 1));
        it.sut().sysctl(FAST_OPEN, "5");
        SutSocket other = it.sut().socket(STREAM).nonBlocking(true);
        it.equal("octets on the SYN", 960, other.connectAndSend(bytes(2000), it.peer(), 80));
        it.out(now(), syn(0).text(960).noFastOpen());
    }

    @Scenario(id = "tcp-fastopen/odd-cookies",
            rfc = "7413-4.1.1-a",
            confirmedBy = {"rfc:7413-4.1.1-a", "kernel:6.18.44", "packetdrill:fastopen/client/valid-cookie-format.pkt"})
    public void cookiesOfABadLengthAreNotKept(Ladder it) {
        askForCookie(it);
        String[] bad = {"ab", "abcd12", "abcd1234ab", "00112233445566778899aabbccddeeff0011"};
        for (String cookie : bad) {
            SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
            it.equal("octets on the SYN", 100, client.connectAndSend(bytes(100), it.peer(), 80));
            it.out(now(), syn(0).text(100).fastOpen(GIVEN));
            it.in(after(ms(10)), synAck(0, 101).mss(1000).fastOpen(cookie));
            it.out(now(), ack(101, 1));
            client.close();
            it.out(now(), fin(101, 1));
            it.in(after(ms(10)), fin(1, 102));
            it.out(now(), ack(102, 2));
            if (cookie.equals("abcd1234ab")) {
                it.step("an odd length is none; of the even ones 4 to 16 octets are a cookie");
            }
        }
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.equal("octets on the SYN", 100, client.connectAndSend(bytes(100), it.peer(), 80));
        it.out(now(), syn(0).text(100).fastOpen(GIVEN));
    }

    @Scenario(id = "tcp-fastopen/experimental-form",
            confirmedBy = {"formula:a server that passes kind 34 over is asked once in the form of RFC 7413 appendix A", "kernel:6.18.44",
                    "packetdrill:fastopen/client/fallback-exp-opt.pkt"})
    public void aServerThatPassesTheOptionOverIsAskedInTheOtherFormOnce(Ladder it) {
        ask(it, "", false);
        ask(it, "", true);
        ask(it, "", false);
        ask(it, "", false);
    }

    private static void ask(Ladder it, String cookie, boolean experimental) {
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> client.connectAndSend(bytes(100), it.peer(), 80));
        it.out(now(), experimental ? syn(0).fastOpenExperimental(cookie) : syn(0).fastOpen(cookie));
        it.in(after(ms(10)), synAck(0, 1).mss(1000));
        it.out(now(), ack(1, 1));
    }
}
