package dev.wireproof.catalogue.tcp.ecn;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.ecn.EcnOpening.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.TcpSpec;

/** Who asks for ECN, who grants it, and which answers are none (RFC 3168 section 6.1.1). */
public class Negotiation {
    private static void closes(Ladder it, SutSocket socket) {
        socket.option("SO_LINGER", 1, 0).close();
        it.out(now(), rstAck(1, 1).tos(NOT_ECT));
    }

    @Scenario(id = "tcp-ecn/passive", needs = Capability.SYSCTLS,
            rfc = {"9293-SHLD-8", "3168-6.1.1-a", "3168-6.1.1-e", "3168-6.1.2-a", "3168-5.2-a"},
            confirmedBy = {"rfc:3168-6.1.1-a", "kernel:6.18.44"})
    public void aSynThatAsksIsGrantedAndDataIsMarked(Ladder it) {
        SutSocket conn = EcnOpening.passive(it);
        conn.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(1).tos(ECT0)).proves("TCP-13/negotiation", "TCP-13/ect-on-data");
        it.in(after(ms(10)), ack(1, 101));
        it.in(now(), data(1, 1001).psh().ack(101).tos(ECT0));
        it.out(now(), ack(101, 1001).tos(NOT_ECT)).proves("TCP-13/ect-on-data");
    }

    @Scenario(id = "tcp-ecn/active", needs = Capability.SYSCTLS,
            rfc = {"3168-6.1.1-a", "3168-6.1.1-e", "3168-6.1.2-a", "3168-5.2-a"},
            confirmedBy = {"packetdrill:ecn/ecn-uses-ect0.pkt", "kernel:6.18.44"})
    public void withTcpEcn1TheHostAsks(Ladder it) {
        SutSocket client = EcnOpening.active(it);
        client.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(1).tos(ECT0)).proves("TCP-13/negotiation");
        it.in(after(ms(10)), ack(1, 101));
        client.shutdownWrite();
        it.out(now(), fin(101, 1).tos(NOT_ECT));
    }

    @Scenario(id = "tcp-ecn/not-asked", needs = Capability.SYSCTLS,
            rfc = {"3168-6.1.1-b", "3168-6.1.1-c"},
            confirmedBy = {"rfc:3168-6.1.1-b", "kernel:6.18.44"})
    public void aSynWithoutBothFlagsGetsNoOffer(Ladder it) {
        SutSocket listener = listener(it);
        TcpSpec[] syns = {syn(0), syn(0).ece(), syn(0).cwr(), syn(0).ece().cwr().tos(ECT0), syn(0).ece().cwr().tos(CE)};
        for (int i = 0; i < syns.length; i++) {
            it.in(now(), syns[i].mss(1000).peerPort(41_000 + i));
            it.out(now(), synAck(0, 1).tos(NOT_ECT));
            it.in(after(ms(10)), ack(1, 1).peerPort(41_000 + i));
            SutSocket conn = listener.accept();
            conn.write(bytes(100));
            it.out(now(), data(1, 101).psh().ack(1).tos(NOT_ECT)).proves("TCP-13/not-negotiated");
            it.in(after(ms(10)), ack(1, 101).peerPort(41_000 + i));
            conn.option("SO_LINGER", 1, 0).close();
            it.out(now(), rstAck(101, 1));
        }
    }

    @Scenario(id = "tcp-ecn/switched-off", needs = Capability.SYSCTLS,
            rfc = "3168-6.1.1-c",
            confirmedBy = "kernel:6.18.44")
    public void withTcpEcn0NobodyAsksAndNobodyGrants(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_ecn", "0");
        SutSocket listener = listener(it);
        it.in(now(), syn(0).ece().cwr().mss(1000));
        it.out(now(), synAck(0, 1).tos(NOT_ECT));
        it.in(after(ms(10)), ack(1, 1));
        SutSocket conn = listener.accept();
        closes(it, conn);
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0).tos(NOT_ECT));
    }

    @Scenario(id = "tcp-ecn/reflected", needs = Capability.SYSCTLS,
            rfc = {"3168-6.1.1-d", "3168-6.1.1-c"},
            confirmedBy = "rfc:3168-6.1.1-d")
    public void aSynAckThatMirrorsBothFlagsGrantsNothing(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_ecn", "1");
        TcpSpec[] answers = {synAck(0, 1).ece().cwr(), synAck(0, 1).cwr(), synAck(0, 1)};
        for (TcpSpec answer : answers) {
            SutSocket client = it.sut().socket(STREAM);
            PendingCall<SutSocket> call = it.call("connect", () -> client.connect(it.peer(), 80));
            it.out(now(), syn(0).ece().cwr());
            it.in(after(ms(10)), answer.mss(1000));
            it.out(now(), ack(1, 1).tos(NOT_ECT));
            call.returns(ms(10), Errno.OK);
            client.write(bytes(100));
            it.out(now(), data(1, 101).psh().ack(1).tos(NOT_ECT));
            it.in(after(ms(10)), ack(1, 101));
            client.option("SO_LINGER", 1, 0).close();
            it.out(now(), rstAck(101, 1));
        }
    }

    @Scenario(id = "tcp-ecn/fallback", needs = Capability.SYSCTLS,
            rfc = {"3168-6.1.1.1-b", "3168-6.1.2-e"},
            confirmedBy = {"rfc:3168-6.1.1.1-b", "kernel:6.18.44"})
    public void aSynSentAgainDoesNotAsk(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_ecn", "1");
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> call = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0).ece().cwr());
        it.out(after(seconds(1)), syn(0).retransmitted());
        it.in(after(ms(10)), synAck(0, 1).mss(1000));
        it.out(now(), ack(1, 1));
        call.returns(ms(1010), Errno.OK);
        client.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(1).tos(NOT_ECT)).proves("TCP-13/negotiation");
        it.in(after(ms(10)), ack(1, 101));
        client.option("SO_LINGER", 1, 0).close();
        it.out(now(), rstAck(101, 1));
        it.step("without fallback every SYN asks");
        it.sut().sysctl("net.ipv4.tcp_ecn_fallback", "0");
        SutSocket stubborn = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> stubborn.connect(it.peer(), 80));
        it.out(now(), syn(0).ece().cwr());
        it.out(after(seconds(1)), syn(0).ece().cwr().retransmitted());
    }

    /** The SYN that asks is sent again without asking, and the peer grants what the first one asked for. */
    private static void writesAfterAGrantToTheFirstSyn(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_ecn", "1");
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> call = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0).ece().cwr());
        it.out(after(seconds(1)), syn(0).retransmitted());
        it.in(after(ms(10)), synAck(0, 1).ece().mss(1000));
        it.out(now(), ack(1, 1));
        call.returns(ms(1010), Errno.OK);
        client.write(bytes(100));
    }

    @Scenario(id = "tcp-ecn/answer-to-the-first-syn", needs = Capability.SYSCTLS,
            confirmedBy = "kernel:6.18.44")
    public void linuxTakesAGrantAlsoAfterASynThatDidNotAsk(Ladder it) {
        writesAfterAGrantToTheFirstSyn(it);
        // The timeout of the SYN was a reduction too.
        it.out(now(), data(1, 101).psh().ack(1).cwr().tos(ECT0));
        it.in(after(ms(10)), ack(1, 101));
    }

    @Scenario(id = "tcp-ecn/answer-to-the-first-syn-rfc", profile = "textbook", needs = Capability.SYSCTLS,
            rfc = "3168-6.1.1-c",
            confirmedBy = "rfc:3168-6.1.1-c")
    public void aSynThatDidNotAskRulesEcnOut(Ladder it) {
        writesAfterAGrantToTheFirstSyn(it);
        it.out(now(), data(1, 101).psh().ack(1).tos(NOT_ECT));
        it.in(after(ms(10)), ack(1, 101));
    }

    @Scenario(id = "tcp-ecn/route-feature", needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS},
            rfc = "9293-SHLD-8",
            confirmedBy = "kernel:6.18.44")
    public void aRouteCanAskForItself(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_ecn", "0");
        it.sut().routeMetrics("features ecn");
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0).ece().cwr()).proves("TCP-13/negotiation");
        client.close();
        SutSocket listener = listener(it);
        it.in(now(), syn(0).ece().cwr().mss(1000));
        it.out(now(), synAck(0, 1).ece());
        it.in(after(ms(10)), rst(1));
        listener.close();
    }

    @Scenario(id = "tcp-ecn/crossing-syns", needs = Capability.SYSCTLS,
            rfc = "3168-6.1.1-a",
            confirmedBy = "rfc:3168-6.1.1-a")
    public void synsThatCrossAndBothAskAgree(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_ecn", "1");
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> call = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0).ece().cwr());
        it.in(after(ms(10)), syn(0).ece().cwr().mss(1000).wscale(7));
        it.out(now(), synAck(0, 1).ece().retransmitted());
        it.in(after(ms(10)), synAck(0, 1).ece().mss(1000).wscale(7));
        call.returns(ms(20), Errno.OK);
        it.out(now(), ack(1, 1));
        client.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(1).tos(ECT0));
        it.in(after(ms(10)), ack(1, 101));
    }
}
