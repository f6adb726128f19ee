package dev.wireproof.catalogue.tcp.fastopen;

import static dev.wireproof.catalogue.tcp.Opening.PORT;
import static dev.wireproof.catalogue.tcp.fastopen.FastOpenOpening.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Listeners that give cookies and take text on SYNs (RFC 7413 section 4.2). */
public class ListenersWithCookies {
    @Scenario(id = "tcp-fastopen/cookie-granted", needs = {Capability.SYSCTLS, Capability.COUNTERS},
            rfc = {"7413-4.2.1-a", "7413-4.1.2-a"},
            confirmedBy = {"rfc:7413-4.2.1-a", "formula:SipHash-2-4 of both addresses with the key", "kernel:6.18.44"})
    public void anEmptyOptionIsAnsweredWithTheCookieOfTheClient(Ladder it) {
        SutSocket listener = listener(it, 5);
        it.in(now(), syn(0).mss(1000).fastOpen(""));
        it.out(now(), synAck(0, 1).fastOpen(FIRST_COOKIE)).proves("TCP-7/fast-open-cookie");
        it.in(after(ms(10)), ack(1, 1));
        listener.accept();
        it.step("it comes in the form that was asked for");
        it.in(now(), syn(0).mss(1000).fastOpenExperimental("").peerPort(40_001));
        it.out(now(), synAck(0, 1).fastOpenExperimental(FIRST_COOKIE).peerPort(40_001));
        it.equal("cookies asked for", 2L, it.sut().counter("TcpExt.TCPFastOpenCookieReqd"));
    }

    @Scenario(id = "tcp-fastopen/text-before-the-handshake", needs = {Capability.SYSCTLS, Capability.COUNTERS, Capability.TCP_INFO},
            rfc = "7413-4.2.2-a",
            confirmedBy = {"rfc:7413-4.2.2-a", "kernel:6.18.44", "packetdrill:fastopen/server/basic-rw.pkt"})
    public void textOfASynWithAGoodCookieIsReadAndAnsweredBeforeTheHandshakeEnds(Ladder it) {
        SutSocket listener = listener(it, 5);
        it.in(now(), goodSyn(100));
        it.out(now(), synAck(0, 101).noFastOpen()).proves("TCP-7/fast-open-data");
        SutSocket child = listener.accept();
        it.equal("text", bytes(100), child.read(1000)).proves("TCP-7/fast-open-data");
        it.equal("state", "SYN_RECEIVED", child.info().state());
        child.write(bytes(500));
        it.out(now(), data(1, 501).psh().ack(101)).proves("TCP-7/fast-open-data");
        it.in(after(ms(10)), ack(101, 501));
        it.info("ESTABLISHED").unacked(0).synData(true);
        it.equal("children by Fast Open", 1L, it.sut().counter("TcpExt.TCPFastOpenPassive"));
    }

    @Scenario(id = "tcp-fastopen/wrong-cookie", needs = {Capability.SYSCTLS, Capability.COUNTERS},
            rfc = {"7413-4.2.2-b", "7413-4.1.2-a", "9293-3.5-a"},
            confirmedBy = {"rfc:7413-4.2.2-b", "kernel:6.18.44", "packetdrill:fastopen/server/reset-non-tfo-socket.pkt"})
    public void textBesideTheCookieOfAnotherClientIsNotTakenAndTheRightCookieIsGiven(Ladder it) {
        SutSocket listener = listener(it, 5).nonBlocking(true);
        it.in(now(), syn(0).text(100).mss(1000).fastOpen(COOKIE_OF_ANOTHER));
        it.out(now(), synAck(0, 1).fastOpen(FIRST_COOKIE));
        it.fails(Errno.EAGAIN, listener::accept);
        it.in(after(ms(10)), data(1, 101).psh().ack(1));
        it.out(now(), ack(1, 101));
        it.equal("text", bytes(100), listener.accept().read(1000));
        it.equal("refused", 1L, it.sut().counter("TcpExt.TCPFastOpenPassiveFail"));
    }

    @Scenario(id = "tcp-fastopen/cookies-expire", needs = {Capability.SYSCTLS, Capability.COUNTERS},
            rfc = "7413-4.1.2-a",
            confirmedBy = {"rfc:7413-4.1.2-a", "formula:SipHash-2-4 of both addresses with each key", "kernel:6.18.44"})
    public void aCookieOfTheOldKeyIsTakenOnceMoreAndReplacedThenRefused(Ladder it) {
        SutSocket listener = listener(it, 5);
        it.sut().sysctl(KEY, SECOND_KEY + "," + FIRST_KEY);
        it.in(now(), goodSyn(100));
        it.out(now(), synAck(0, 101).fastOpen(SECOND_COOKIE));
        it.equal("text", bytes(100), listener.accept().read(1000));
        it.in(after(ms(10)), ack(101, 1));
        it.equal("with the old key", 1L, it.sut().counter("TcpExt.TCPFastOpenPassiveAltKey"));
        it.step("the old key goes");
        it.sut().sysctl(KEY, SECOND_KEY);
        it.in(now(), goodSyn(100).peerPort(40_001));
        it.out(now(), synAck(0, 1).fastOpen(SECOND_COOKIE).peerPort(40_001));
    }

    @Scenario(id = "tcp-fastopen/key-of-a-listener", needs = Capability.SYSCTLS,
            rfc = "7413-4.1.2-a",
            confirmedBy = {"formula:SipHash-2-4 of both addresses with the key", "kernel:6.18.44",
                    "packetdrill:fastopen/server/sockopt-fastopen-key.pkt"})
    public void aListenerMayHaveAKeyOfItsOwn(Ladder it) {
        SutSocket listener = listener(it, 5);
        it.fails(Errno.EINVAL, () -> listener.option("TCP_FASTOPEN_KEY", new byte[15]));
        listener.option("TCP_FASTOPEN_KEY", new byte[] {5, 0, 0, 0, 6, 0, 0, 0, 7, 0, 0, 0, 8, 0, 0, 0});
        it.in(now(), syn(0).mss(1000).fastOpen(""));
        it.out(now(), synAck(0, 1).fastOpen(SECOND_COOKIE));
        it.in(after(ms(10)), ack(1, 1));
        it.in(now(), goodSyn(100).peerPort(40_001));
        it.out(now(), synAck(0, 1).fastOpen(SECOND_COOKIE).peerPort(40_001));
    }

    @Scenario(id = "tcp-fastopen/odd-options", needs = Capability.SYSCTLS,
            rfc = "7413-4.1.1-a",
            confirmedBy = {"rfc:7413-4.1.1-a", "kernel:6.18.44"})
    public void optionsOfABadLengthOrWithoutSynAreIgnored(Ladder it) {
        SutSocket listener = listener(it, 5);
        String[] bad = {"c1", "c1bb", "c1bbbe0430", "c1bbbe04307a53e1c1bbbe04307a53e1c1bb"};
        for (int i = 0; i < bad.length; i++) {
            it.in(now(), syn(0).text(100).mss(1000).fastOpen(bad[i]).peerPort(40_001 + i));
            it.out(now(), synAck(0, 1).noFastOpen().peerPort(40_001 + i));
        }
        it.step("on another segment than a SYN it means nothing");
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1).noFastOpen());
        it.in(after(ms(10)), data(1, 101).psh().ack(1).fastOpen(""));
        it.out(now(), ack(1, 101).noOptions());
        it.equal("text", bytes(100), listener.accept().read(1000));
    }

    @Scenario(id = "tcp-fastopen/off-for-listeners", needs = Capability.SYSCTLS,
            rfc = {"7413-2-a", "9293-3.5-a"},
            confirmedBy = {"rfc:7413-2-a", "kernel:6.18.44", "packetdrill:fastopen/server/basic-non-tfo-listener.pkt"})
    public void aListenerThatWasNotAskedTakesNoTextOnASyn(Ladder it) {
        it.ports(PORT, 40_000);
        it.sut().sysctl(FAST_OPEN, "3");
        it.sut().sysctl(KEY, FIRST_KEY);
        SutSocket listener = it.sut().socket(STREAM).bind(PORT).listen(5);
        it.in(now(), goodSyn(100));
        it.out(now(), synAck(0, 1).noFastOpen());
        it.in(after(ms(10)), ack(1, 1));
        listener.close();
        it.out(now(), rstAck(1, 1));
        it.step("nor one that was, on a host that does not serve it");
        it.sut().sysctl(FAST_OPEN, "1");
        it.sut().socket(STREAM).option("TCP_FASTOPEN", 5).bind(PORT).listen(5);
        it.in(after(ms(10)), goodSyn(100).peerPort(40_001));
        it.out(now(), synAck(0, 1).noFastOpen().peerPort(40_001));
    }

    @Scenario(id = "tcp-fastopen/all-listeners", needs = Capability.SYSCTLS,
            confirmedBy = {"formula:bit 0x400 makes every listener take text, as many children as its backlog", "kernel:6.18.44"})
    public void aHostMayLetEveryListenerTakeText(Ladder it) {
        it.ports(PORT, 40_000);
        it.sut().sysctl(FAST_OPEN, String.valueOf(0x402));
        it.sut().sysctl(KEY, FIRST_KEY);
        SutSocket listener = it.sut().socket(STREAM).bind(PORT).listen(5);
        it.equal("children", 5, listener.option("TCP_FASTOPEN"));
        it.in(now(), goodSyn(100));
        it.out(now(), synAck(0, 101));
        it.equal("text", bytes(100), listener.accept().read(1000));
    }

    @Scenario(id = "tcp-fastopen/without-cookies", needs = {Capability.SYSCTLS, Capability.TCP_INFO},
            confirmedBy = {"formula:bit 0x200 and TCP_FASTOPEN_NO_COOKIE take text from everybody", "kernel:6.18.44",
                    "packetdrill:fastopen/server/basic-cookie-not-reqd.pkt"})
    public void textIsTakenFromEverybodyWhereNoCookieIsAskedFor(Ladder it) {
        SutSocket listener = listener(it, 5);
        listener.option("TCP_FASTOPEN_NO_COOKIE", 1);
        it.in(now(), syn(0).text(100).mss(1000));
        it.out(now(), synAck(0, 101).noFastOpen());
        it.equal("text", bytes(100), listener.accept().read(1000));
        listener.option("TCP_FASTOPEN_NO_COOKIE", 0);
        it.in(after(ms(10)), syn(0).text(100).mss(1000).peerPort(40_001));
        it.out(now(), synAck(0, 1).noFastOpen().peerPort(40_001));
        it.sut().sysctl(FAST_OPEN, String.valueOf(0x202));
        it.in(after(ms(10)), syn(0).text(100).mss(1000).peerPort(40_002));
        it.out(now(), synAck(0, 101).noFastOpen().peerPort(40_002));
        it.step("who asks for a cookie gets a connection instead");
        it.in(after(ms(10)), syn(0).mss(1000).fastOpen("").peerPort(40_003));
        it.out(now(), synAck(0, 1).noFastOpen().peerPort(40_003));
        listener.accept();
        it.equal("state", "SYN_RECEIVED", listener.accept().info().state());
    }

    @Scenario(id = "tcp-fastopen/route-without-cookies", needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS},
            confirmedBy = {"formula:fastopen_no_cookie of a route sends and takes text without a cookie (facts 3.9)", "kernel:6.18.44"})
    public void theRouteMayWaiveCookiesBothWays(Ladder it) {
        SutSocket listener = listener(it, 5);
        it.sut().routeMetrics("fastopen_no_cookie 1");
        it.in(now(), syn(0).text(100).mss(1000));
        it.out(now(), synAck(0, 101).noFastOpen());
        it.equal("text", bytes(100), listener.accept().read(1000));
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.equal("octets on the SYN", 100, client.connectAndSend(bytes(100), it.peer(), 80));
        it.out(now(), syn(0).text(100).noFastOpen());
    }
}
