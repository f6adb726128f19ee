package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.When;

/** RFC 9293 figures 12 and 13, and the ways that FIN and ACK can combine. */
public class CloseFigures {
    /** The ACK of a FIN may be delayed: one tick when nothing came before it, the delayed-ACK time otherwise (facts 10.3). */
    private static final When SOON = between(ms(0), ms(44));

    @Scenario(id = "tcp-state/figure-12-active-close", needs = Capability.TCP_INFO,
            rfc = {"9293-3.10.4-d", "9293-3.10.7.4-5h", "9293-3.10.7.4-8e", "9293-3.10.4-e"},
            confirmedBy = {"rfc:9293-3.10.7.4-8e", "example:figure 12", "kernel:6.18.44"})
    public void theSideThatClosesFirstEndsInTimeWait(Ladder it) {
        SutSocket conn = passive(it);
        conn.shutdownWrite();
        it.out(now(), fin(1, 1));
        it.info(conn).state("FIN_WAIT_1").proves("TCP-1/established-to-fin-wait-1");
        it.in(after(ms(10)), ack(1, 2));
        it.info(conn).state("FIN_WAIT_2").proves("TCP-1/fin-wait-1-to-fin-wait-2");
        it.in(after(ms(10)), fin(1, 2));
        it.out(now(), ack(2, 2)).proves("TCP-1/fin-wait-2-to-time-wait", "TCP-15/four-way");
        it.equal("end of the stream", 0, conn.read(100).length);
        conn.close();
        it.quiet(ms(100));
    }

    @Scenario(id = "tcp-state/figure-12-passive-close", needs = Capability.TCP_INFO,
            rfc = {"9293-3.6-b", "9293-3.10.7.4-8b", "9293-3.10.4-f", "9293-3.10.7.4-5m", "9293-3.10.7.4-5k"},
            confirmedBy = {"rfc:9293-3.10.7.4-8b", "example:figure 12", "kernel:6.18.44"})
    public void theSideThatClosesSecondIsGoneAfterTheLastAck(Ladder it) {
        SutSocket conn = passive(it);
        PendingCall<byte[]> read = it.call("read", () -> conn.read(100));
        it.in(after(ms(10)), fin(1, 1));
        it.out(SOON, ack(1, 2));
        it.equal("end of the stream", 0, read.result().length);
        it.info(conn).state("CLOSE_WAIT").proves("TCP-1/established-to-close-wait");
        it.quiet(ms(300));
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(2));
        it.in(after(ms(10)), ack(2, 11));
        conn.shutdownWrite();
        it.out(now(), fin(11, 2));
        it.info(conn).state("LAST_ACK").proves("TCP-1/close-wait-to-last-ack");
        it.in(after(ms(10)), ack(2, 12));
        it.info(conn).state("CLOSED").proves("TCP-1/last-ack-to-closed");
        it.in(after(ms(10)), ack(2, 12));
        it.out(now(), rst(12));
    }

    @Scenario(id = "tcp-state/last-ack-ignores-other-acks", needs = Capability.TCP_INFO,
            rfc = {"9293-3.10.7.4-5m", "9293-3.10.7.4-8f"},
            confirmedBy = {"rfc:9293-3.10.7.4-5m", "rfc:9293-3.10.7.4-8f", "kernel:6.18.44"})
    public void anAckThatDoesNotCoverTheFinLeavesLastAck(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), fin(1, 1));
        it.out(SOON, ack(1, 2));
        conn.shutdownWrite();
        it.out(now(), fin(1, 2));
        it.in(after(ms(10)), ack(2, 1));
        it.info(conn).state("LAST_ACK").proves("TCP-1/last-ack-to-closed");
        it.step("the peer's FIN again is acknowledged again");
        it.in(after(ms(10)), fin(1, 1));
        it.out(now(), ack(2, 2));
        it.info(conn).state("LAST_ACK");
        it.in(after(ms(10)), ack(2, 2));
        it.info(conn).state("CLOSED");
    }

    @Scenario(id = "tcp-state/figure-13-simultaneous-close", needs = Capability.TCP_INFO,
            rfc = {"9293-3.6-c", "9293-3.10.7.4-8d", "9293-3.10.7.4-5l"},
            confirmedBy = {"rfc:9293-3.6-c", "example:figure 13", "kernel:6.18.44"})
    public void crossingFinsTakeBothEndsThroughClosing(Ladder it) {
        SutSocket conn = passive(it);
        conn.shutdownWrite();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), fin(1, 1));
        it.out(now(), ack(2, 2));
        it.info(conn).state("CLOSING").proves("TCP-1/fin-wait-1-to-closing");
        it.in(after(ms(10)), ack(2, 2));
        it.step("in TIME-WAIT a FIN that comes again is acknowledged");
        it.in(after(ms(10)), fin(1, 2));
        it.out(now(), ack(2, 2)).proves("TCP-1/closing-to-time-wait", "TCP-1/simultaneous-close", "TCP-15/simultaneous");
    }

    @Scenario(id = "tcp-state/fin-that-acknowledges-ours",
            rfc = {"9293-3.10.7.4-8c"},
            confirmedBy = {"rfc:9293-3.10.7.4-8c", "kernel:6.18.44"})
    public void finWithTheAckOfOurFinLeadsStraightToTimeWait(Ladder it) {
        SutSocket conn = passive(it);
        conn.close();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), fin(1, 2));
        it.out(now(), ack(2, 2)).proves("TCP-1/fin-wait-1-to-time-wait");
        it.step("no other state acknowledges a FIN that comes again and then a SYN that is too old");
        it.in(after(ms(600)), fin(1, 2));
        it.out(now(), ack(2, 2));
        it.in(after(ms(600)), syn(-1000).mss(1000));
        it.out(now(), ack(2, 2)).proves("TCP-1/fin-wait-1-to-time-wait");
    }

    @Scenario(id = "tcp-state/fin-on-the-third-segment", needs = Capability.TCP_INFO,
            rfc = {"9293-3.10.7.4-8b", "9293-3.10.7.4-5b"},
            confirmedBy = {"rfc:9293-3.10.7.4-8b", "kernel:6.18.44"})
    public void finThatCompletesTheHandshakeEndsInCloseWait(Ladder it) {
        SutSocket listener = listener(it);
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        it.in(after(ms(10)), fin(1, 1));
        it.out(SOON, ack(1, 2));
        SutSocket conn = listener.accept();
        it.info(conn).state("CLOSE_WAIT").proves("TCP-1/syn-received-to-close-wait");
        it.equal("end of the stream", 0, conn.read(100).length);
        conn.close();
        it.out(now(), fin(1, 2));
        it.in(after(ms(10)), ack(2, 2));
    }

    @Scenario(id = "tcp-state/fin-before-the-data-it-follows", needs = Capability.TCP_INFO,
            rfc = {"9293-3.10.7.4-8g", "9293-3.10.7.4-8h"},
            confirmedBy = {"rfc:9293-3.10.7.4-8g", "kernel:6.18.44"})
    public void anOutOfOrderFinWaitsForTheDataBeforeIt(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), fin(101, 1));
        it.out(now(), ack(1, 1));
        it.info(conn).state("ESTABLISHED");
        it.in(after(ms(10)), data(1, 101).psh().ack(1));
        it.out(now(), ack(1, 102));
        it.info(conn).state("CLOSE_WAIT");
        it.equal("octets before the end", bytes(100), conn.readFully(100));
        it.equal("end of the stream", 0, conn.read(100).length).proves("TCP-1/established-to-close-wait");
    }
}
