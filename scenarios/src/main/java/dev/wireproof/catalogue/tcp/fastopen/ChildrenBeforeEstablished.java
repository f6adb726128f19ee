package dev.wireproof.catalogue.tcp.fastopen;

import static dev.wireproof.catalogue.tcp.fastopen.FastOpenOpening.*;
import static dev.wireproof.core.tcp.tcb.Ecn.ECT0;
import static dev.wireproof.core.tcp.tcb.Ecn.NOT_ECT;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Children of Fast Open in SYN-RECEIVED: how many there may be, what is sent again, how they end. */
public class ChildrenBeforeEstablished {
    @Scenario(id = "tcp-fastopen/limit-of-children", needs = {Capability.SYSCTLS, Capability.COUNTERS},
            rfc = "7413-4.2-a",
            confirmedBy = {"rfc:7413-4.2-a", "kernel:6.18.44"})
    public void beyondTheLimitASynIsHandledWithoutFastOpen(Ladder it) {
        SutSocket listener = listener(it, 2);
        for (int i = 1; i <= 2; i++) {
            it.in(now(), goodSyn(100).peerPort(40_000 + i));
            it.out(now(), synAck(0, 101).peerPort(40_000 + i));
        }
        it.in(now(), goodSyn(100).peerPort(40_003));
        it.out(now(), synAck(0, 1).noFastOpen().peerPort(40_003));
        it.equal("overflows", 1L, it.sut().counter("TcpExt.TCPFastOpenListenOverflow"));
        it.step("the end of a handshake makes room");
        it.in(after(ms(10)), ack(101, 1).peerPort(40_001));
        it.in(now(), goodSyn(100).peerPort(40_004));
        it.out(now(), synAck(0, 101).peerPort(40_004));
        it.equal("text of the first", bytes(100), listener.accept().read(1000));
    }

    @Scenario(id = "tcp-fastopen/resets-keep-their-place", needs = {Capability.SYSCTLS, Capability.COUNTERS, Capability.VIRTUAL_TIME},
            rfc = "7413-4.2-a",
            confirmedBy = {"formula:a child that is reset after accept counts for 60 s (reqsk_fastopen_remove)"})
    public void aChildThatIsResetAfterAcceptCountsForAMinuteMore(Ladder it) {
        SutSocket listener = listener(it, 1);
        it.in(now(), goodSyn(100));
        it.out(now(), synAck(0, 101));
        SutSocket child = listener.accept();
        it.in(after(ms(10)), rst(101));
        it.equal("text", bytes(100), child.read(1000));
        it.fails(Errno.ECONNRESET, () -> child.read(1000));
        it.in(now(), goodSyn(100).peerPort(40_001));
        it.out(now(), synAck(0, 1).noFastOpen().peerPort(40_001));
        it.in(now(), rst(1).peerPort(40_001));
        it.pass(seconds(60));
        it.in(now(), goodSyn(100).peerPort(40_002));
        it.out(now(), synAck(0, 101).peerPort(40_002));
    }

    @Scenario(id = "tcp-fastopen/syn-ack-again", needs = {Capability.SYSCTLS, Capability.VIRTUAL_TIME},
            rfc = "7413-4.2.2-d",
            confirmedBy = {"rfc:7413-4.2.2-d", "formula:1 s doubling, one try more than tcp_synack_retries (tcp_fastopen_synack_timer)"})
    public void theSynAckGoesAgainWithoutDataAndNothingElseDoes(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_synack_retries", "2");
        SutSocket listener = listener(it, 5);
        it.in(now(), goodSyn(100));
        it.out(now(), synAck(0, 101));
        SutSocket child = listener.accept();
        child.write(bytes(500));
        it.out(now(), data(1, 501).psh().ack(101));
        int[] gaps = {1, 2, 4};
        for (int gap : gaps) {
            it.out(after(seconds(gap)), synAck(0, 101).noFastOpen().retransmitted());
        }
        it.quiet(seconds(8));
        it.equal("text", bytes(100), child.read(1000));
        it.fails(Errno.ETIMEDOUT, () -> child.read(1000));
    }

    @Scenario(id = "tcp-fastopen/syn-ack-again-has-the-code-point-of-text", needs = Capability.SYSCTLS,
            confirmedBy = "kernel:6.18.44")
    public void behindTextThatIsEcnCapableTheSynAckIsTooInLinux(Ladder it) {
        SutSocket listener = listener(it, 5);
        it.in(now(), goodSyn(100).ece().cwr());
        it.out(now(), synAck(0, 101).ece().tos(NOT_ECT));
        SutSocket child = listener.accept();
        child.write(bytes(500));
        it.out(now(), data(1, 501).psh().ack(101).tos(ECT0));
        it.out(between(ms(950), ms(1500)), synAck(0, 101).ece().tos(ECT0).retransmitted());
    }

    @Scenario(id = "tcp-fastopen/textbook-syn-ack-again-is-not-ecn-capable", profile = "textbook", needs = Capability.SYSCTLS,
            rfc = "3168-6.1.1-e",
            confirmedBy = "rfc:3168-6.1.1-e")
    public void behindTextThatIsEcnCapableTheSynAckIsNot(Ladder it) {
        SutSocket listener = listener(it, 5);
        it.in(now(), goodSyn(100).ece().cwr());
        it.out(now(), synAck(0, 101).ece().tos(NOT_ECT));
        SutSocket child = listener.accept();
        child.write(bytes(500));
        it.out(now(), data(1, 501).psh().ack(101).tos(ECT0));
        it.out(between(ms(950), ms(1500)), synAck(0, 101).ece().tos(NOT_ECT).retransmitted());
    }

    @Scenario(id = "tcp-fastopen/cookie-sent-once", needs = Capability.SYSCTLS,
            rfc = "7413-4.2.2-d",
            confirmedBy = {"rfc:7413-4.2.2-d", "kernel:6.18.44"})
    public void aSynAckThatGoesAgainLeavesTheOptionOut(Ladder it) {
        listener(it, 5);
        it.in(now(), syn(0).mss(1000).fastOpen(""));
        it.out(now(), synAck(0, 1).fastOpen(FIRST_COOKIE));
        it.out(after(seconds(1)), synAck(0, 1).noFastOpen().retransmitted());
    }

    @Scenario(id = "tcp-fastopen/syn-again", needs = Capability.SYSCTLS,
            rfc = "7413-4.2.2-a",
            confirmedBy = {"formula:a SYN with the same number is answered by the same SYN-ACK (tcp_check_req)", "kernel:6.18.44"})
    public void theSynWithoutTextThatFollowsIsAnsweredLikeTheFirst(Ladder it) {
        SutSocket listener = listener(it, 5);
        it.in(now(), goodSyn(100));
        it.out(now(), synAck(0, 101));
        it.in(after(ms(600)), syn(0).mss(1000));
        it.out(now(), synAck(0, 101).retransmitted());
        it.out(after(ms(400)), synAck(0, 101).retransmitted());
        it.step("a segment behind the window is told where it is");
        it.in(after(ms(200)), data(200_001, 200_101).ack(1));
        it.out(now(), ack(1, 101));
        it.step("one that acknowledges what was not sent is reset, and the child lives");
        it.in(after(ms(10)), ack(101, 5000));
        it.out(now(), rst(5000));
        it.in(after(ms(10)), data(101, 201).psh().ack(1));
        it.out(now(), ack(1, 201));
        it.equal("text", bytes(200), listener.accept().read(1000));
    }

    @Scenario(id = "tcp-fastopen/reset-before-accept", needs = {Capability.SYSCTLS, Capability.COUNTERS},
            confirmedBy = {"packetdrill:fastopen/server/reset-before-accept.pkt", "kernel:6.18.44"})
    public void aChildThatIsResetBeforeAcceptCanStillBeReadOnce(Ladder it) {
        SutSocket listener = listener(it, 5);
        it.in(now(), goodSyn(100));
        it.out(now(), synAck(0, 101));
        it.in(after(ms(10)), rst(101));
        it.equal("failed attempts", 2L, it.sut().counter("Tcp.AttemptFails"));
        SutSocket child = listener.accept();
        it.equal("text", bytes(100), child.read(1000));
        it.fails(Errno.ECONNRESET, () -> child.read(1000));
        it.in(after(ms(10)), ack(101, 1));
        it.out(now(), rst(1));
    }

    @Scenario(id = "tcp-fastopen/listener-closed", needs = Capability.SYSCTLS,
            confirmedBy = {"packetdrill:fastopen/server/listener-closed-trigger-rst.pkt", "kernel:6.18.44"})
    public void childrenThatNobodyAcceptedAreResetWhenTheListenerCloses(Ladder it) {
        SutSocket listener = listener(it, 5);
        it.in(now(), goodSyn(100));
        it.out(now(), synAck(0, 101));
        listener.close();
        it.out(now(), rstAck(1, 101));
    }

    @Scenario(id = "tcp-fastopen/closed-in-syn-received", needs = Capability.SYSCTLS,
            confirmedBy = {"formula:close in SYN-RECEIVED sends the FIN (facts 10.1)", "kernel:6.18.44"})
    public void aChildThatIsClosedBeforeTheHandshakeEndsSendsItsFin(Ladder it) {
        SutSocket listener = listener(it, 5);
        it.in(now(), goodSyn(100));
        it.out(now(), synAck(0, 101));
        SutSocket child = listener.accept();
        it.equal("text", bytes(100), child.read(1000));
        child.close();
        it.out(now(), fin(1, 101));
        it.in(after(ms(10)), ack(101, 1));
        it.in(after(ms(10)), fin(101, 2));
        it.out(now(), ack(2, 102));
    }
}
