package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.PORT;
import static dev.wireproof.catalogue.tcp.Opening.active;
import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** What the user's calls do in CLOSED, LISTEN, SYN-SENT and SYN-RECEIVED (RFC 9293 section 3.10.1 to 3.10.4). */
public class CallsBeforeEstablished {
    @Scenario(id = "tcp-state/calls-without-a-connection",
            rfc = {"9293-3.10.1-c", "9293-3.10.2-a", "9293-3.10.3-a", "9293-3.10.1-b"},
            confirmedBy = {"rfc:9293-3.10.2-a", "rfc:9293-3.10.3-a", "formula:EPIPE and ENOTCONN of facts 11.2", "kernel:6.18.44"})
    public void callsThatNeedAConnectionFailAndSendNothing(Ladder it) {
        SutSocket fresh = it.sut().socket(STREAM);
        it.step("an active open needs the peer's name; a call that has none fails");
        it.fails(Errno.EPIPE, () -> fresh.write(bytes(10)));
        it.fails(Errno.ENOTCONN, () -> fresh.read(10));
        it.fails(Errno.ENOTCONN, fresh::shutdownWrite);
        it.step("a passive open says nothing to anybody");
        SutSocket listener = listener(it);
        it.fails(Errno.EPIPE, () -> listener.write(bytes(10)));
        it.fails(Errno.ENOTCONN, () -> listener.read(10));
        it.fails(Errno.EAGAIN, () -> listener.nonBlocking(true).accept());
        it.quiet(seconds(1)).proves("TCP-1/closed-to-listen");
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1)).proves("TCP-1/closed-to-listen");
    }

    @Scenario(id = "tcp-state/connect-where-a-connection-exists",
            rfc = "9293-3.10.1-d",
            confirmedBy = {"rfc:9293-3.10.1-d", "formula:EALREADY and EISCONN of facts 11.2", "kernel:6.18.44"})
    public void aSecondConnectFailsAndSendsNothing(Ladder it) {
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        it.fails(Errno.EALREADY, () -> client.connect(it.peer(), 80));
        it.fails(Errno.EALREADY, () -> client.connect(it.peer(), 81));
        it.in(after(ms(10)), synAck(0, 1).mss(1000));
        it.out(now(), ack(1, 1));
        client.connect(it.peer(), 80);
        it.fails(Errno.EISCONN, () -> client.connect(it.peer(), 80));
        client.shutdownWrite();
        it.out(now(), fin(1, 1));
        it.fails(Errno.EISCONN, () -> client.connect(it.peer(), 81));
        it.in(after(ms(10)), ack(1, 2));
        it.fails(Errno.EISCONN, () -> client.connect(it.peer(), 81));
        it.step("nor does a listener become a client in Linux");
        SutSocket listener = listener(it);
        it.fails(Errno.EISCONN, () -> listener.connect(it.peer(), 80));
        it.quiet(ms(100));
    }

    @Scenario(id = "tcp-state/syn-ack-again-behind-a-fin",
            confirmedBy = "kernel:6.18.44")
    public void afterCrossingSynsAndACloseTheSynIsRepeatedWithItsAck(Ladder it) {
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        it.in(after(ms(10)), syn(0).mss(1000).wscale(7));
        it.out(now(), synAck(0, 1));
        client.close();
        it.out(now(), fin(1, 1));
        it.out(between(ms(900), ms(1300)), synAck(0, 1).retransmitted());
        it.in(after(ms(10)), ack(1, 2));
    }

    @Scenario(id = "tcp-state/opening-given-up-under-a-reader",
            confirmedBy = {"formula:shutdown in SYN-SENT leaves ECONNRESET (facts 10.2)", "kernel:6.18.44"})
    public void aReaderThatWaitsForAnOpeningHearsThatItWasGivenUp(Ladder it) {
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        PendingCall<byte[]> read = it.call("read", () -> client.nonBlocking(false).read(10));
        it.quiet(ms(10));
        read.blocks();
        client.shutdownWrite();
        it.quiet(ms(10));
        read.returns(ms(10), Errno.ECONNRESET);
    }

    @Scenario(id = "tcp-state/send-before-established",
            rfc = {"9293-3.10.2-b", "9293-3.10.7.3-j"},
            confirmedBy = {"rfc:9293-3.10.2-b", "formula:the ACK rides on the data of a waiting writer (facts 8.7)", "kernel:6.18.44"})
    public void dataOfAWriterThatWaitsLeavesWithTheAckOfTheSynAck(Ladder it) {
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        it.fails(Errno.EAGAIN, () -> client.write(bytes(500)));
        PendingCall<Integer> write = it.call("write", () -> client.nonBlocking(false).write(bytes(500)));
        it.quiet(ms(10));
        write.blocks();
        it.in(now(), synAck(0, 1).mss(1000));
        it.out(now(), data(1, 501).psh().ack(1)).proves("TCP-1/syn-sent-to-established");
        write.returns(ms(10), 500);
        it.in(after(ms(10)), ack(1, 501));
    }

    @Scenario(id = "tcp-state/send-in-syn-received",
            rfc = "9293-3.10.2-b",
            confirmedBy = {"rfc:9293-3.10.2-b", "kernel:6.18.44"})
    public void dataOfAWriterThatWaitsInSynReceivedLeavesWhenItIsEstablished(Ladder it) {
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        it.in(after(ms(10)), syn(0).mss(1000).wscale(7));
        it.out(now(), synAck(0, 1));
        PendingCall<Integer> write = it.call("write", () -> client.nonBlocking(false).write(bytes(500)));
        it.quiet(ms(10));
        write.blocks();
        it.in(now(), ack(1, 1));
        it.out(now(), data(1, 501).psh().ack(1)).proves("TCP-1/syn-received-to-established");
        write.returns(ms(10), 500);
        it.in(after(ms(10)), ack(1, 501));
    }

    @Scenario(id = "tcp-state/close-of-a-listener",
            rfc = "9293-3.10.4-a",
            confirmedBy = {"rfc:9293-3.10.4-a", "formula:accept after shutdown of a listener gives EINVAL (facts 10.2)", "kernel:6.18.44"})
    public void aListenerGoesSilentlyAndItsWaitingCallFails(Ladder it) {
        SutSocket listener = listener(it);
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        PendingCall<SutSocket> accept = it.call("accept", listener::accept);
        it.quiet(ms(10));
        accept.blocks();
        listener.shutdownRead();
        accept.returns(ms(10), Errno.EINVAL);
        listener.close();
        it.step("the half-open request went with it, and nobody was told");
        it.quiet(seconds(2)).proves("TCP-1/listen-to-closed");
        it.in(now(), ack(1, 1));
        it.out(now(), rst(1));
        it.in(after(ms(10)), syn(0).peerPort(40_001).mss(1000));
        it.out(now(), rstAck(0, 1).peerPort(40_001)).proves("TCP-1/listen-to-closed");
    }

    @Scenario(id = "tcp-state/listen-beside-an-opening-connection",
            rfc = "9293-MUST-42",
            confirmedBy = {"rfc:9293-MUST-42", "formula:SO_REUSEADDR on both (facts 7.1)", "kernel:6.18.44"})
    public void aPortWithConnectionsInSynSentAndSynReceivedCanBeListenedOn(Ladder it) {
        it.ports(PORT, 80);
        SutSocket first = it.sut().socket(STREAM).option("SO_REUSEADDR", 1).bind(PORT).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> first.connect(it.peer(), 80));
        it.out(now(), syn(0));
        SutSocket second = it.sut().socket(STREAM).option("SO_REUSEADDR", 1).bind(PORT).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> second.connect(it.peer(), 81));
        it.out(now(), syn(0).peerPort(81));
        it.in(after(ms(10)), syn(0).peerPort(81).mss(1000));
        it.out(now(), synAck(0, 1).peerPort(81));
        it.step("one is in SYN-SENT, the other in SYN-RECEIVED");
        SutSocket listener = it.sut().socket(STREAM).option("SO_REUSEADDR", 1).bind(PORT).listen(5);
        it.in(after(ms(10)), syn(0).peerPort(40_000).mss(1000));
        it.out(now(), synAck(0, 1).peerPort(40_000));
        it.in(after(ms(10)), ack(1, 1).peerPort(40_000));
        it.check("accepted", listener.accept() != null);
        it.step("both go on as if there were no listener");
        it.in(after(ms(10)), synAck(0, 1).peerPort(80).mss(1000));
        it.out(now(), ack(1, 1).peerPort(80));
        it.in(after(ms(10)), ack(1, 1).peerPort(81));
        it.equal("first", "OUT", first.poll());
        it.equal("second", "OUT", second.poll());
    }

    @Scenario(id = "tcp-state/second-passive-open",
            rfc = "9293-MUST-41",
            confirmedBy = {"rfc:9293-MUST-41", "formula:bind conflicts of facts 7.1", "kernel:6.18.44"})
    public void aSecondPassiveOpenFailsOrMakesAnotherListener(Ladder it) {
        SutSocket listener = listener(it, "SO_REUSEADDR", 1);
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        it.in(after(ms(10)), ack(1, 1));
        SutSocket conn = listener.accept();
        it.fails(Errno.EADDRINUSE, () -> it.sut().socket(STREAM).option("SO_REUSEADDR", 1).bind(PORT));
        it.fails(Errno.EINVAL, () -> conn.listen(5));
        it.step("when the listener has gone, the port can be listened on beside the connection");
        listener.close();
        SutSocket next = it.sut().socket(STREAM).option("SO_REUSEADDR", 1).bind(PORT).listen(5);
        it.in(after(ms(10)), data(1, 11).psh().ack(1));
        it.out(now(), ack(1, 11));
        it.equal("the connection has not noticed", bytes(10), conn.read(100));
        it.in(after(ms(10)), syn(0).peerPort(40_001).mss(1000));
        it.out(now(), synAck(0, 1).peerPort(40_001));
        it.in(after(ms(10)), ack(1, 1).peerPort(40_001));
        it.check("accepted", next.accept() != null);
    }

    @Scenario(id = "tcp-state/user-sets-the-give-up-time", needs = Capability.VIRTUAL_TIME,
            rfc = "9293-MUST-21",
            confirmedBy = {"rfc:9293-MUST-21", "formula:tcp_retries2 15 would end it after 924.6 s (facts 9.13)"})
    public void theGiveUpTimeIsTheUsersEvenForAVeryLongOne(Ladder it) {
        SutSocket patient = active(it).option("TCP_USER_TIMEOUT", Integer.MAX_VALUE);
        patient.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(1));
        it.pass(seconds(10_000));
        it.check("sent again and again", it.taken().size() > 80);
        it.equal("no error after 10000 s", "OK", patient.takeError());
        it.step("now 12 seconds are enough");
        patient.option("TCP_USER_TIMEOUT", 12_000);
        it.pass(seconds(121));
        it.taken();
        it.equal("given up", "ETIMEDOUT", patient.takeError());
    }
}
