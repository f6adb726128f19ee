package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.catalogue.tcp.Opening;
import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** RFC 9293 figures 9 and 10: one end forgot the connection, seen from the end that did and from the one that did not. */
public class RestartFigures {
    @Scenario(id = "tcp-state/figure-9-surviving-side",
            rfc = {"9293-3.5.1-a", "9293-3.10.7.4-4b", "9293-3.10.7.4-2b", "5961-4-b"},
            confirmedBy = {"rfc:9293-3.5.1-a", "example:figure 9", "kernel:6.18.44"})
    public void synOfTheRestartedPeerIsChallengedAndItsResetEndsTheOldConnection(Ladder it) {
        SutSocket listener = listener(it);
        SutSocket old = passive(it, listener, syn(0).mss(1000), 65_535);
        it.in(after(ms(50)), syn(300).mss(1000));
        it.out(now(), ack(1, 1)).proves("TCP-16/syn-challenged");
        it.in(after(ms(5)), rst(1));
        it.fails(Errno.ECONNRESET, () -> old.read(100));
        it.peerIsn(1_000_300);
        it.in(after(ms(5)), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        it.in(after(ms(5)), ack(1, 1));
        it.check("the new connection is accepted", listener.accept() != null).proves("TCP-1/half-open-restarted-side");
    }

    @Scenario(id = "tcp-state/figure-9-restarted-side",
            rfc = {"9293-3.10.7.3-a"},
            confirmedBy = {"rfc:9293-3.10.7.3-a", "example:figure 9", "kernel:6.18.44"})
    public void ackOfAnUnknownConnectionIsResetWhileOurSynIsOut(Ladder it) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        it.in(after(ms(5)), ack(300, -300));
        it.out(now(), rst(-300)).proves("TCP-1/syn-sent-bad-ack-rst");
        it.out(between(ms(2), ms(16)), syn(0).retransmitted());
        it.peerIsn(7000);
        it.in(after(ms(5)), synAck(0, 1).mss(1000));
        it.out(now(), ack(1, 1));
        it.quiet(ms(5));
        it.check("connect has returned", connect.isDone()).proves("TCP-1/half-open-restarted-side");
    }

    @Scenario(id = "tcp-state/figure-10-surviving-side",
            rfc = {"9293-3.10.7.4-2f", "9293-3.10.7.4-2b", "9293-MUST-12"},
            confirmedBy = {"rfc:9293-3.10.7.4-2f", "example:figure 10", "kernel:6.18.44"})
    public void dataToARestartedPeerIsResetAndTheWaitingReadFails(Ladder it) {
        SutSocket conn = passive(it);
        PendingCall<byte[]> read = it.call("read", () -> conn.read(100));
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1));
        it.in(after(ms(10)), rst(1));
        read.returns(ms(10), Errno.ECONNRESET).proves("TCP-1/half-open-surviving-side", "TCP-1/synchronized-rst");
        it.equal("second read", 0, conn.read(100).length);
        it.fails(Errno.EPIPE, () -> conn.write(bytes(1)));
        it.quiet(ms(500));
    }

    @Scenario(id = "tcp-state/figure-10-restarted-side",
            rfc = {"9293-3.5.1-b", "9293-3.10.7.1-c"},
            confirmedBy = {"rfc:9293-3.5.1-b", "example:figure 10", "kernel:6.18.44"})
    public void dataForAConnectionThatIsGoneIsReset(Ladder it) {
        it.ports(Opening.PORT, 40_000);
        it.in(now(), data(300, 310).psh().ack(100));
        it.out(now(), rst(100).win(0).noOptions()).proves("TCP-1/closed-answers-rst");
    }
}
