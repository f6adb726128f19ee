package dev.wireproof.catalogue.tcp.timer;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** The examples of RFC 7323 for timestamps, PAWS and windows that seem to go back. */
public final class Rfc7323Figures {
    private static SutSocket withTimestamps(Ladder it, int first) {
        SutSocket listener = listener(it);
        it.in(now(), syn(0).mss(1000).ts(first));
        it.out(now(), synAck(0, 1).echoes(first));
        it.in(after(ms(10)), ack(1, 1).ts(first));
        return listener.accept();
    }

    @Scenario(id = "tcp-timer/rfc-7323-echoes",
            rfc = "7323-4.1-b",
            confirmedBy = {"example:RFC 7323, RTTM rule", "kernel:6.18.44"})
    public void dataEchoesWhatThePeerSentLast(Ladder it) {
        SutSocket conn = withTimestamps(it, 120).option("TCP_NODELAY", 1);
        conn.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(1).echoes(120));
        it.in(after(ms(2)), ack(1, 101).ts(127));
        it.pass(ms(2));
        conn.write(bytes(101, 201));
        it.out(now(), data(101, 201).psh().ack(1).echoes(127));
        it.in(after(ms(2)), ack(1, 201).ts(131));
        it.step("a pause of 60, and still the last one is echoed");
        it.pass(ms(58));
        conn.write(bytes(201, 301));
        it.out(now(), data(201, 301).psh().ack(1).echoes(131));
        it.in(after(ms(2)), ack(1, 301).ts(191));
    }

    @Scenario(id = "tcp-timer/rfc-7323-rttm", needs = Capability.TCP_INFO,
            rfc = "7323-4.1-b",
            confirmedBy = "example:RFC 7323, RTTM rule")
    public void anOldEchoThatAcknowledgesNothingNewIsNoSample(Ladder it) {
        SutSocket conn = withTimestamps(it, 1);
        it.in(after(ms(10)), data(1, 101).psh().ack(1).ts(1));
        it.out(now(), ack(1, 101).echoes(1));
        it.in(after(ms(4)), data(101, 201).psh().ack(1).ts(5));
        it.out(now(), ack(1, 201).echoes(5));
        it.step("60 later: what it echoes is as old as that, but it acknowledges nothing new");
        it.in(after(ms(60)), data(201, 301).psh().ack(1).ts(65));
        it.out(now(), ack(1, 301).echoes(65));
        it.info("ESTABLISHED").rtt(ms(10)).proves("TCP-10/timestamps-sample");
        conn.readFully(300);
    }

    @Scenario(id = "tcp-timer/rfc-7323-paws", profile = "textbook", needs = Capability.COUNTERS,
            rfc = {"7323-5.3-r1", "7323-5.3-r5"},
            confirmedBy = {"example:RFC 7323, PAWS with a lost segment"})
    public void whatWaitedIsDeliveredAndALateCopyIsDropped(Ladder it) {
        SutSocket conn = withTimestamps(it, 1);
        it.in(after(ms(10)), data(1, 101).ack(1).ts(1));
        it.out(now(), ack(1, 101).echoes(1));
        it.step("B.1 is lost, C.1 and D.1 are queued");
        it.in(after(ms(1)), data(201, 301).ack(1).ts(1));
        it.out(now(), ack(1, 101).echoes(1));
        it.in(after(ms(1)), data(301, 401).ack(1).ts(1));
        it.out(now(), ack(1, 101).echoes(1));
        it.step("B.2 fills the hole: the queued ones are not looked at again, TS.Recent is 2");
        it.in(after(ms(1)), data(101, 201).psh().ack(1).ts(2));
        it.out(now(), ack(1, 401).echoes(2));
        it.equal("octets", bytes(400), conn.readFully(400));
        it.step("a copy of C.1 comes late: TSval 1 is older than 2");
        it.in(after(ms(1)), data(201, 301).ack(1).ts(1));
        it.out(now(), ack(1, 401).echoes(2));
        it.equal("rejected", 1L, it.sut().counter("TcpExt.PAWSEstab"));
    }

    @Scenario(id = "tcp-timer/rfc-7323-lost-ack", profile = "textbook", needs = Capability.TCP_INFO,
            rfc = {"6298-2.3a", "7323-4.1-b"},
            confirmedBy = "example:RFC 7323 appendix E, the sample of 4 instead of 1; SRTT = 10 x 7/8 + 40 / 8")
    public void anAckThatWasLostMakesTheSampleLonger(Ladder it) {
        SutSocket conn = withTimestamps(it, 1);
        conn.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(1));
        it.step("the ACK of 10 ms is lost; a window update 40 ms after the data acknowledges it");
        it.in(after(ms(40)), ack(1, 101).win(60_000).ts(5));
        it.info("ESTABLISHED").rtt(us(13_750)).proves("TCP-10/later-samples");
    }

    @Scenario(id = "tcp-window/rfc-7323-retraction", profile = "textbook",
            rfc = {"9293-SHLD-15", "9293-MUST-34", "7323-2.3-b", "7323-2.4-b"},
            confirmedBy = "example:RFC 7323 appendix F, shift 7")
    public void anOfferThatSeemsToGoBackHoldsNewDataBack(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000).wscale(7), 100).option("TCP_NODELAY", 1);
        conn.write(bytes(999));
        it.out(now(), data(1, 1000).psh().ack(1));
        it.step("ACK 1000, field 2: the right edge is 1256");
        it.in(after(ms(10)), ack(1, 1000).win(2));
        conn.write(bytes(1000, 1256));
        it.out(now(), data(1000, 1256).psh().ack(1)).proves("TCP-9/sender-stays-inside");
        conn.write(bytes(1256, 1301));
        it.step("ACK 1040, field 2: 1296 is not enough for 45 octets more");
        it.in(after(ms(1)), ack(1, 1040).win(2));
        it.quiet(ms(5));
        it.step("ACK 1045, field 1: the edge goes back to 1173");
        it.in(after(ms(1)), ack(1, 1045).win(1));
        it.quiet(ms(5)).proves("TCP-9/sender-stays-inside");
        it.step("ACK 1045, field 2: 1301, which is enough");
        it.in(after(ms(1)), ack(1, 1045).win(2));
        it.out(now(), data(1256, 1301).psh().ack(1)).proves("TCP-9/scaling");
        it.in(after(ms(10)), ack(1, 1301).win(100));
    }
}
