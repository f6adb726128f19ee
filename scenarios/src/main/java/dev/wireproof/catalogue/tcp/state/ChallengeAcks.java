package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.WINDOW;
import static dev.wireproof.catalogue.tcp.Opening.PORT;
import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Segments that a synchronized connection does not take: challenge ACKs (RFC 5961), re-ACKs, and silence. */
public class ChallengeAcks {
    /** A connection whose host has sent 100 octets, all acknowledged: SND.UNA = SND.NXT = 101, RCV.NXT = 1. */
    private static SutSocket afterHundredOctets(Ladder it) {
        SutSocket conn = passive(it);
        conn.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(1));
        it.in(after(ms(10)), ack(1, 101));
        return conn;
    }

    @Scenario(id = "tcp-state/syn-in-established", needs = {Capability.TCP_INFO, Capability.COUNTERS},
            rfc = {"9293-3.10.7.4-4b", "9293-3.10.7.4-1i", "5961-7-a"},
            confirmedBy = {"rfc:9293-3.10.7.4-4b", "kernel:6.18.44"})
    public void aSynIsChallengedWhereverItLies(Ladder it) {
        SutSocket conn = afterHundredOctets(it);
        it.in(after(ms(600)), syn(1));
        it.out(now(), ack(101, 1)).proves("TCP-16/syn-challenged");
        it.in(after(ms(600)), syn(500));
        it.out(now(), ack(101, 1)).proves("TCP-16/syn-challenged");
        it.step("the old SYN-ACK or SYN of this connection");
        it.in(after(ms(600)), syn(0));
        it.out(now(), ack(101, 1)).proves("TCP-16/syn-challenged");
        it.in(after(ms(100)), synAck(0, 101));
        it.quiet(ms(300)).proves("TCP-16/rate-limited");
        it.info(conn).state("ESTABLISHED");
        it.equal("challenge ACKs", 3L, it.sut().counter("TcpExt.TCPChallengeACK"));
        it.equal("skipped", 1L, it.sut().counter("TcpExt.TCPACKSkippedChallenge")).proves("TCP-16/rate-limited");
    }

    @Scenario(id = "tcp-state/challenges-of-two-connections",
            rfc = "5961-7-a",
            confirmedBy = {"rfc:5961-7-a", "kernel:6.18.44"})
    public void theLimitOfOneConnectionTellsNothingAboutAnother(Ladder it) {
        SutSocket shared = listener(it);
        for (int port = 40_000; port <= 40_001; port++) {
            it.ports(PORT, port);
            passive(it, shared, syn(0).mss(1000), 65_535);
        }
        for (int port = 40_000; port <= 40_001; port++) {
            it.ports(PORT, port);
            it.in(after(ms(10)), rst(100));
            it.out(now(), ack(1, 1)).proves("TCP-16/rate-limited");
            it.in(after(ms(10)), rst(100));
            it.quiet(ms(10)).proves("TCP-16/rate-limited");
        }
    }

    @Scenario(id = "tcp-state/syn-while-closing", needs = Capability.TCP_INFO,
            rfc = "9293-3.10.7.4-4c",
            confirmedBy = {"rfc:9293-3.10.7.4-4c", "kernel:6.18.44"})
    public void aSynInTheClosingStatesIsChallenged(Ladder it) {
        SutSocket conn = passive(it);
        conn.shutdownWrite();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), syn(1));
        it.out(now(), ack(2, 1)).proves("TCP-16/syn-challenged");
        it.info(conn).state("FIN_WAIT_1");
        it.in(after(ms(10)), ack(1, 2));
        it.in(after(ms(600)), syn(1));
        it.out(now(), ack(2, 1)).proves("TCP-16/syn-challenged");
        it.info(conn).state("FIN_WAIT_2");
    }

    @Scenario(id = "tcp-state/ack-range",
            rfc = {"9293-MAY-12", "5961-5-b", "9293-3.10.7.4-5f", "9293-3.10.7.4-5e"},
            confirmedBy = {"rfc:5961-5-b", "kernel:6.18.44"})
    public void anAckOutsideTheRangeOfWhatWasSentIsChallengedAndItsDataDropped(Ladder it) {
        SutSocket conn = afterHundredOctets(it).nonBlocking(true);
        it.step("an old ACK within the largest window does nothing");
        it.in(after(ms(600)), ack(1, 1));
        it.quiet(ms(100));
        it.in(now(), ack(1, -70_000));
        it.out(now(), ack(101, 1)).proves("TCP-16/ack-too-old-challenged");
        it.in(after(ms(100)), ack(1, -70_000));
        it.quiet(ms(600)).proves("TCP-16/rate-limited");
        it.step("an ACK of what was never sent");
        it.in(now(), data(1, 11).psh().ack(102));
        it.out(now(), ack(101, 1)).proves("TCP-1/ack-of-unsent");
        it.fails(Errno.EAGAIN, () -> conn.read(100)).proves("TCP-1/ack-of-unsent");
    }

    @Scenario(id = "tcp-state/ack-before-all-that-was-sent",
            rfc = {"5961-5-b", "9293-3.10.7.4-5e"},
            confirmedBy = {"rfc:5961-5-b", "kernel:6.18.44"})
    public void anAckOfTheNumberBeforeTheSynIsTooOldWhenNothingElseWasAcknowledged(Ladder it) {
        passive(it);
        it.in(after(ms(10)), data(1, 11).ack(0));
        it.out(now(), ack(1, 1)).proves("TCP-16/ack-too-old-challenged");
        it.quiet(ms(100));
    }

    @Scenario(id = "tcp-state/unacceptable-sequence", needs = Capability.COUNTERS,
            rfc = {"9293-3.10.7.4-1b", "9293-3.10.7.4-1d", "9293-3.10.7.4-1e"},
            confirmedBy = {"rfc:9293-3.10.7.4-1e", "example:Segment acceptability", "kernel:6.18.44"})
    public void segmentsOutsideTheWindowAreAnsweredByTheCurrentNumbers(Ladder it) {
        afterHundredOctets(it);
        it.step("an old pure ACK, as a keepalive sends it");
        it.in(after(ms(600)), ack(0, 101));
        it.out(now(), ack(101, 1)).proves("TCP-1/unacceptable-sequence-acked");
        it.in(after(ms(600)), ack(-1000, 101));
        it.out(now(), ack(101, 1)).proves("TCP-1/unacceptable-sequence-acked");
        it.step("pure ACKs outside the window are answered twice a second at most");
        it.in(after(ms(100)), ack(-1000, 101));
        it.quiet(ms(600));
        it.equal("skipped", 1L, it.sut().counter("TcpExt.TCPACKSkippedSeq"));
        it.step("the right edge itself is acceptable for a pure ACK, the octet after it is not");
        it.in(now(), ack(1 + WINDOW, 101));
        it.quiet(ms(600));
        it.in(now(), ack(2 + WINDOW, 101));
        it.out(now(), ack(101, 1)).proves("TCP-1/unacceptable-sequence-acked");
    }

    @Scenario(id = "tcp-state/no-ack-flag",
            rfc = "9293-3.10.7.4-5a",
            confirmedBy = {"rfc:9293-3.10.7.4-5a", "kernel:6.18.44"})
    public void aSegmentWithoutAckIsDropped(Ladder it) {
        SutSocket conn = afterHundredOctets(it).nonBlocking(true);
        it.in(after(ms(10)), segment(1, 11).psh());
        it.in(after(ms(10)), segment(1, 1));
        it.in(after(ms(10)), segment(1, 1).fin());
        it.quiet(ms(300)).proves("TCP-2/established-lookup");
        it.fails(Errno.EAGAIN, () -> conn.read(100));
    }

    @Scenario(id = "tcp-state/bad-checksum", malformed = true,
            rfc = {"9293-MUST-2", "9293-MUST-3"},
            confirmedBy = {"rfc:9293-MUST-3", "kernel:6.18.44"})
    public void aWrongChecksumIsDroppedWithoutAWord(Ladder it) {
        SutSocket conn = passive(it).nonBlocking(true);
        it.in(after(ms(10)), data(1, 11).psh().ack(1).badChecksum());
        it.in(after(ms(10)), rst(1).badChecksum());
        it.quiet(ms(300));
        it.fails(Errno.EAGAIN, () -> conn.read(100));
        it.in(now(), data(1, 11).psh().ack(1));
        it.out(now(), ack(1, 11));
    }
}
