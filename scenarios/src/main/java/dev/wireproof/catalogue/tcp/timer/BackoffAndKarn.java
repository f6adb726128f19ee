package dev.wireproof.catalogue.tcp.timer;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Timeouts in a row, and which acknowledgements bring the timeout down again. The handshake takes 10 ms, so the timeout is 210 ms. */
public class BackoffAndKarn {
    @Scenario(id = "tcp-timer/backoff", needs = {Capability.VIRTUAL_TIME, Capability.TCP_INFO},
            rfc = {"6298-5.5", "6298-5.4", "9293-MUST-19"},
            confirmedBy = {"rfc:6298-5.5", "formula:RTO << n (facts 9.13)", "kernel:6.18.44"})
    public void eachTimeoutDoublesTheNext(Ladder it) {
        SutSocket conn = passive(it);
        conn.write(bytes(1000));
        it.out(now(), data(1, 1001).psh().ack(1));
        for (int n = 0; n < 6; n++) {
            it.out(after(ms(210L << n)), data(1, 1001).psh().ack(1).retransmitted()).proves("TCP-10/backoff");
            it.info(conn).backoff(n + 1).totalRetrans(n + 1).rto(ms(210L << (n + 1)));
        }
        it.in(after(ms(10)), ack(1, 1001));
        it.quiet(seconds(30));
    }

    @Scenario(id = "tcp-timer/karn", needs = {Capability.VIRTUAL_TIME, Capability.TCP_INFO},
            rfc = {"6298-3a", "6298-5-b", "9293-MUST-18"},
            confirmedBy = {"rfc:6298-3a", "rfc:6298-5-b", "kernel:6.18.44"})
    public void aRetransmittedSegmentGivesNoSampleAndTheBackoffStays(Ladder it) {
        SutSocket conn = passive(it);
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1));
        it.out(after(ms(210)), data(1, 11).psh().ack(1).retransmitted());
        it.in(after(ms(50)), ack(1, 11));
        it.info(conn).rtt(ms(10)).rto(ms(420)).backoff(1).proves("TCP-10/karn");
        conn.write(bytes(11, 21));
        it.out(now(), data(11, 21).psh().ack(1));
        it.out(after(ms(420)), data(11, 21).psh().ack(1).retransmitted()).proves("TCP-10/karn", "TCP-10/backoff");
        it.in(after(ms(50)), ack(1, 21));
        it.info(conn).rtt(ms(10)).rto(ms(840)).backoff(2);
        it.step("new data, sent once and acknowledged, brings the timeout down");
        conn.write(bytes(21, 31));
        it.out(now(), data(21, 31).psh().ack(1));
        it.in(after(ms(10)), ack(1, 31));
        it.info(conn).rtt(ms(10)).rto(ms(210)).backoff(0).proves("TCP-10/karn");
    }

    @Scenario(id = "tcp-timer/timestamps-give-a-sample", needs = {Capability.VIRTUAL_TIME, Capability.TCP_INFO},
            rfc = {"6298-3a", "7323-4.1-b", "9293-MUST-18"},
            confirmedBy = {"rfc:6298-3a", "formula:SRTT 10 + (30 - 10)/8 ms, variance term 200 ms (facts 9.12)"})
    public void withTimestampsARetransmittedSegmentGivesASample(Ladder it) {
        SutSocket listener = listener(it);
        it.in(now(), syn(0).mss(1000).ts(1000));
        it.out(now(), synAck(0, 1).ts());
        it.in(after(ms(10)), ack(1, 1).ts(1010));
        SutSocket conn = listener.accept();
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1).echoes(1010));
        it.out(after(ms(210)), data(1, 11).psh().ack(1).echoes(1010).retransmitted());
        it.in(after(ms(30)), ack(1, 11).ts(1250));
        it.info(conn).rtt(us(12_500)).rto(us(212_500)).backoff(0).proves("TCP-10/timestamps-sample");
    }

    @Scenario(id = "tcp-timer/restart-on-ack", needs = {Capability.VIRTUAL_TIME, Capability.TCP_INFO},
            rfc = {"6298-5.3", "6298-5.4", "9293-3.10.7.4-5d"},
            confirmedBy = {"rfc:6298-5.3", "formula:SRTT 10 + 90/8 ms, variance term 200 ms (facts 9.12)"})
    public void anAckOfNewDataStartsTheTimerAnew(Ladder it) {
        SutSocket conn = passive(it);
        conn.write(bytes(2000));
        it.out(now(), data(1, 1001).ack(1));
        it.out(now(), data(1001, 2001).psh().ack(1));
        it.in(after(ms(100)), ack(1, 1001));
        it.info(conn).rto(us(221_250));
        it.step("the timeout counts from the ACK, not from the sending");
        it.out(after(us(221_250)), data(1001, 2001).psh().ack(1).retransmitted()).proves("TCP-10/restart-on-ack", "TCP-10/rto-fires");
        it.in(after(ms(10)), ack(1, 2001));
    }

    @Scenario(id = "tcp-timer/timer-stops", needs = {Capability.VIRTUAL_TIME, Capability.TCP_INFO},
            rfc = {"6298-5.2", "6298-5.1"},
            confirmedBy = "rfc:6298-5.2")
    public void whenEverythingIsAcknowledgedNothingIsSentAgain(Ladder it) {
        SutSocket conn = passive(it);
        conn.write(bytes(3000));
        it.out(now(), data(1, 1001).ack(1));
        it.out(now(), data(1001, 2001).ack(1));
        it.out(now(), data(2001, 3001).psh().ack(1));
        it.in(after(ms(10)), ack(1, 3001));
        it.quiet(seconds(300)).proves("TCP-20/kept-until-acked");
        it.info(conn).unacked(0).totalRetrans(0).backoff(0);
        conn.write(bytes(3001, 3011));
        it.out(now(), data(3001, 3011).psh().ack(1));
        it.out(after(ms(210)), data(3001, 3011).psh().ack(1).retransmitted());
        it.in(after(ms(10)), ack(1, 3011));
    }

    @Scenario(id = "tcp-timer/duplicate-acks-do-not-restart",
            rfc = {"6298-5.3"}, needs = Capability.VIRTUAL_TIME,
            confirmedBy = "rfc:6298-5.3")
    public void anAckOfNothingNewLeavesTheTimer(Ladder it) {
        SutSocket conn = passive(it);
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1));
        it.in(after(ms(100)), ack(1, 1));
        it.in(after(ms(50)), data(1, 11).psh().ack(1));
        it.out(now(), ack(11, 11));
        it.out(after(ms(60)), data(1, 11).psh().ack(11).retransmitted()).proves("TCP-10/restart-on-ack");
        it.in(after(ms(10)), ack(11, 11));
    }
}
