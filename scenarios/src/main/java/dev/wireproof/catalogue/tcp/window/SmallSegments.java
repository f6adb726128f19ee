package dev.wireproof.catalogue.tcp.window;

import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Small writes: Nagle's rule in Minshall's form, TCP_NODELAY and TCP_CORK. */
public class SmallSegments {
    @Scenario(id = "tcp-window/nagle",
            rfc = {"9293-SHLD-7", "9293-SHLD-27", "9293-MUST-60", "9293-MUST-61"},
            confirmedBy = {"rfc:9293-SHLD-7", "kernel:6.18.44"})
    public void aSmallSegmentWaitsForTheAckOfTheOneBefore(Ladder it) {
        SutSocket conn = passive(it);
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1)).proves("TCP-20/push-now", "TCP-8/psh");
        conn.write(bytes(11, 21));
        conn.write(bytes(21, 31));
        it.quiet(ms(50)).proves("TCP-9/nagle", "TCP-20/returns-unsent");
        it.in(now(), ack(1, 11));
        it.out(now(), data(11, 31).psh().ack(1)).proves("TCP-9/nagle", "TCP-20/waits");
        it.in(after(ms(10)), ack(1, 31));
    }

    @Scenario(id = "tcp-window/nagle-full-segment",
            rfc = {"9293-SHLD-7", "9293-SHLD-28"},
            confirmedBy = {"rfc:9293-SHLD-7", "kernel:6.18.44"})
    public void aFullSegmentDoesNotWait(Ladder it) {
        SutSocket conn = passive(it);
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1));
        conn.write(bytes(11, 1511));
        it.step("1000 octets go, the 500 behind them wait because a small segment is out");
        it.out(now(), data(11, 1011).ack(1)).proves("TCP-9/nagle");
        it.quiet(ms(50)).proves("TCP-9/nagle");
        it.in(now(), ack(1, 11));
        it.out(now(), data(1011, 1511).psh().ack(1)).proves("TCP-9/nagle");
        it.in(after(ms(10)), ack(1, 1511));
    }

    @Scenario(id = "tcp-window/nodelay",
            rfc = "9293-MUST-17",
            confirmedBy = {"rfc:9293-MUST-17", "packetdrill:gtests/net/tcp/nagle/sockopt_cork_nodelay.pkt", "kernel:6.18.44"})
    public void nodelaySendsAtOnceAndPushesWhatWaits(Ladder it) {
        SutSocket conn = passive(it);
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1));
        conn.write(bytes(11, 21));
        it.quiet(ms(5));
        conn.option("TCP_NODELAY", 1);
        it.out(now(), data(11, 21).psh().ack(1)).proves("TCP-9/nodelay", "SOCK-5/nodelay");
        conn.write(bytes(21, 31));
        it.out(now(), data(21, 31).psh().ack(1)).proves("TCP-9/nodelay");
        it.in(after(ms(10)), ack(1, 31));
    }

    @Scenario(id = "tcp-window/cork",
            rfc = "9293-MAY-16",
            confirmedBy = {"packetdrill:gtests/net/tcp/nagle/sockopt_cork_nodelay.pkt", "kernel:6.18.44"})
    public void corkHoldsWhatDoesNotFillASegment(Ladder it) {
        SutSocket conn = passive(it).option("TCP_CORK", 1);
        conn.write(bytes(10));
        it.quiet(ms(150)).proves("TCP-9/cork", "SOCK-5/cork");
        conn.write(bytes(11, 1021));
        it.out(now(), data(1, 1001).ack(1)).proves("TCP-9/cork");
        it.quiet(ms(50));
        conn.option("TCP_CORK", 0);
        it.out(now(), data(1001, 1021).psh().ack(1)).proves("TCP-9/cork");
        it.in(after(ms(10)), ack(1, 1021));
    }

    @Scenario(id = "tcp-window/cork-has-a-limit",
            rfc = "9293-MUST-60",
            confirmedBy = {"rfc:9293-MUST-60", "kernel:6.18.44"})
    public void aCorkedSegmentGoesAfterATimeout(Ladder it) {
        SutSocket conn = passive(it).option("TCP_CORK", 1);
        conn.write(bytes(10));
        it.out(between(ms(200), ms(232)), data(1, 11).psh().ack(1)).proves("TCP-9/cork");
        it.in(after(ms(10)), ack(1, 11));
    }

    @Scenario(id = "tcp-window/fin-overrides-nagle",
            rfc = "9293-3.10.4-d",
            confirmedBy = {"rfc:9293-3.10.4-d", "formula:a FIN goes with Nagle off (facts 10.1 step 6)", "kernel:6.18.44"})
    public void aFinTakesTheWaitingOctetsAlong(Ladder it) {
        SutSocket conn = passive(it);
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1));
        conn.write(bytes(11, 21));
        it.quiet(ms(5));
        conn.shutdownWrite();
        it.out(now(), data(11, 21).psh().fin().ack(1)).proves("TCP-1/established-to-fin-wait-1");
        it.in(after(ms(10)), ack(1, 22));
    }
}
