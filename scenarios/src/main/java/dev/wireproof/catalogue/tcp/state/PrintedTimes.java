package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.PORT;
import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.catalogue.tcp.Opening.passiveWithTimestamps;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Timestamps and TIME-WAIT as RFC 7323, RFC 6191, RFC 1337 and RFC 9293 print them, where Linux differs. */
public class PrintedTimes {
    private static final int DAY_SECONDS = 86_400;

    private static void timeWait(Ladder it) {
        SutSocket conn = passive(it);
        conn.close();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), ack(1, 2));
        it.in(after(ms(10)), fin(1, 2));
        it.out(now(), ack(2, 2));
    }

    @Scenario(id = "tcp-state/textbook-time-wait-4-minutes", profile = "textbook", needs = Capability.VIRTUAL_TIME,
            rfc = {"9293-MUST-13", "9293-3.10.8-c", "9293-3.10.7.4-5n"},
            confirmedBy = {"rfc:9293-MUST-13", "formula:2 MSL of 2 minutes each"})
    public void timeWaitLastsFourMinutesAfterTheLastFin(Ladder it) {
        timeWait(it);
        it.in(after(seconds(239)), fin(1, 2));
        it.out(now(), ack(2, 2));
        it.in(after(seconds(239)), fin(1, 2));
        it.out(now(), ack(2, 2));
        it.in(after(seconds(241)), fin(1, 2));
        it.out(now(), rst(2)).proves("TCP-1/time-wait-to-closed");
    }

    @Scenario(id = "tcp-state/textbook-time-wait-reset", profile = "textbook",
            rfc = {"1337-F1", "1337-2"},
            confirmedBy = {"rfc:1337-F1"})
    public void aResetDoesNotEndTimeWait(Ladder it) {
        timeWait(it);
        it.in(after(ms(10)), rst(2));
        it.quiet(ms(10));
        it.in(now(), fin(1, 2));
        it.out(now(), ack(2, 2)).proves("TCP-15/rfc1337");
    }

    @Scenario(id = "tcp-state/textbook-time-wait-after-an-abort", profile = "textbook", needs = Capability.VIRTUAL_TIME,
            rfc = {"9293-3.5.2-e", "9293-3.10.5-b"},
            confirmedBy = {"rfc:9293-3.5.2-e", "rfc:9293-3.10.5-b"})
    public void whoeverResetsGoesThroughTimeWait(Ladder it) {
        passive(it).option("SO_LINGER", 1, 0).close();
        it.out(now(), rstAck(1, 1));
        it.step("a peer that has not heard of it is told again");
        it.in(after(ms(10)), data(1, 11).psh().ack(1));
        it.out(now(), rst(1));
        it.step("the old numbers open nothing for four minutes");
        it.in(after(seconds(238)), syn(-1000).mss(1000));
        it.quiet(seconds(3));
        it.in(now(), syn(-1000).mss(1000));
        it.out(now(), synAck(0, -999));
    }

    @Scenario(id = "tcp-state/textbook-time-wait-idle-syn", profile = "textbook",
            rfc = {"6191-2-f", "6191-2-e"},
            confirmedBy = {"rfc:6191-2-f", "rfc:6191-2-e"})
    public void aSynThatOpensNothingIsDroppedInSilence(Ladder it) {
        timeWait(it);
        it.in(after(ms(600)), syn(-1000).mss(1000));
        it.quiet(ms(600));
        it.step("TIME-WAIT is still there");
        it.in(now(), fin(1, 2));
        it.out(now(), ack(2, 2));
        it.in(after(ms(600)), syn(100_000).mss(1000));
        it.out(now(), synAck(0, 100_001)).proves("TCP-15/time-wait-reuse");
    }

    @Scenario(id = "tcp-state/textbook-recent-timestamp-of-24-days", profile = "textbook", needs = Capability.VIRTUAL_TIME,
            rfc = {"7323-5.5-a", "7323-5.3-r1"},
            confirmedBy = {"rfc:7323-5.5-a", "rfc:7323-5.3-r1"})
    public void anOldTimestampCountsAgainAfterTwentyFourDaysOnly(Ladder it) {
        passiveWithTimestamps(it);
        it.in(after(ms(10)), data(1, 11).psh().ack(1).ts(1020));
        it.out(between(ms(0), ms(500)), ack(1, 11).echoes(1020));
        it.step("a minute before the end of the 24th day");
        it.in(after(seconds(24 * DAY_SECONDS - 60)), data(11, 21).psh().ack(1).ts(1000));
        it.out(now(), ack(1, 11).echoes(1020)).proves("TCP-7/paws");
        it.step("a minute after it");
        it.in(after(seconds(120)), data(11, 21).psh().ack(1).ts(1000));
        it.out(between(ms(0), ms(500)), ack(1, 21).echoes(1000));
    }

    @Scenario(id = "tcp-state/textbook-timestamp-left-out", profile = "textbook",
            rfc = {"7323-3.2-c"},
            confirmedBy = {"rfc:7323-3.2-c"})
    public void whatLacksTheAgreedTimestampIsDroppedInSilence(Ladder it) {
        SutSocket listener = listener(it);
        it.in(now(), syn(0).mss(1000).ts(1000));
        it.out(now(), synAck(0, 1).echoes(1000));
        it.step("before the connection is established");
        it.in(after(ms(10)), ack(1, 1));
        it.fails(Errno.EAGAIN, () -> listener.nonBlocking(true).accept());
        it.in(after(ms(10)), ack(1, 1).ts(1010));
        SutSocket conn = listener.accept().nonBlocking(true);
        it.step("and after");
        it.in(after(ms(10)), data(1, 11).psh().ack(1));
        it.quiet(ms(600));
        it.fails(Errno.EAGAIN, () -> conn.read(100));
        it.step("a RST needs none");
        it.in(now(), rst(1));
        it.fails(Errno.ECONNRESET, () -> conn.read(100));
    }

    @Scenario(id = "tcp-state/textbook-timestamp-on-a-reset", profile = "textbook",
            rfc = {"7323-5.2-a"},
            confirmedBy = {"rfc:7323-5.2-a"})
    public void aResetEchoesWhatItAnswers(Ladder it) {
        it.ports(PORT, 40_000);
        it.in(now(), syn(0).mss(1000).ts(77));
        it.out(now(), rstAck(0, 1).ts(0, 77));
        it.in(after(ms(10)), ack(1, 1).ts(78));
        it.out(now(), rst(1).ts(0, 78));
        it.in(after(ms(10)), ack(1, 1));
        it.out(now(), rst(1).noOptions());
    }

    @Scenario(id = "tcp-state/textbook-paws-by-one", profile = "textbook",
            rfc = {"7323-5.3-r1"},
            confirmedBy = {"rfc:7323-5.3-r1"})
    public void oneUnitOlderIsOldAndEvenAPureAckIsAnswered(Ladder it) {
        SutSocket conn = passiveWithTimestamps(it).nonBlocking(true);
        it.in(after(ms(10)), data(1, 11).psh().ack(1).ts(1009));
        it.out(now(), ack(1, 1).echoes(1010)).proves("TCP-7/paws");
        it.fails(Errno.EAGAIN, () -> conn.read(100));
        it.step("an old pure ACK, at RCV.NXT and before it");
        it.in(after(ms(10)), ack(1, 1).ts(1009));
        it.out(now(), ack(1, 1).echoes(1010));
        it.in(after(ms(10)), ack(0, 1).ts(1009));
        it.out(now(), ack(1, 1).echoes(1010)).proves("TCP-7/paws");
    }
}
