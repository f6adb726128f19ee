package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.catalogue.tcp.Opening.passiveWithTimestamps;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Rare orders of FINs, resets and acknowledgements that stacks have got wrong. */
public class ClosingCorners {
    @Scenario(id = "tcp-state/fin-again-in-closing", needs = Capability.TCP_INFO,
            rfc = {"9293-3.6-a", "9293-3.10.7.4-5l", "9293-3.10.7.4-8d"},
            confirmedBy = {"rfc:9293-3.6-a", "kernel:6.18.44"})
    public void inClosingTheFinIsRepeatedUntilItIsAcknowledged(Ladder it) {
        SutSocket conn = passive(it);
        conn.shutdownWrite();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), fin(1, 1));
        it.out(now(), ack(2, 2)).proves("TCP-1/fin-wait-1-to-closing");
        it.out(between(ms(190), ms(260)), fin(1, 2).retransmitted()).proves("TCP-15/simultaneous");
        it.out(between(ms(400), ms(520)), fin(1, 2).retransmitted()).proves("TCP-15/simultaneous");
        it.step("an acknowledgement of anything less does not end it");
        it.in(after(ms(10)), ack(2, 1));
        it.info(conn).state("CLOSING");
        it.in(after(ms(10)), ack(2, 2));
        it.quiet(seconds(2)).proves("TCP-1/closing-to-time-wait");
        it.in(now(), fin(1, 2));
        it.out(now(), ack(2, 2));
    }

    @Scenario(id = "tcp-state/fin-on-a-segment-that-came-before",
            rfc = {"9293-3.10.7.4-1g", "9293-3.10.7.4-8b"},
            confirmedBy = {"rfc:9293-3.10.7.4-8b", "kernel:6.18.44"})
    public void aFinCountsOnASegmentWhoseTextIsOld(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), data(1, 101).psh().ack(1));
        it.out(now(), ack(1, 101));
        it.in(after(ms(10)), data(1, 101).psh().fin().ack(1));
        it.out(between(ms(0), ms(44)), ack(1, 102)).proves("TCP-1/established-to-close-wait", "TCP-8/partial-overlap");
        it.equal("octets once", bytes(100), conn.read(200));
        it.equal("end", 0, conn.read(1).length);
    }

    @Scenario(id = "tcp-state/timestamp-of-a-refused-segment",
            rfc = {"7323-4.3-d", "9293-3.10.7.4-5f"},
            confirmedBy = {"rfc:7323-4.3-d", "kernel:6.18.44"})
    public void aSegmentThatAcknowledgesWhatWasNeverSentLeavesNoTimestampBehind(Ladder it) {
        SutSocket conn = passiveWithTimestamps(it);
        it.in(after(ms(10)), fin(1, 9999).ts(200_000));
        it.out(now(), ack(1, 1).echoes(1010));
        it.step("had it been taken in, PAWS would now refuse everything");
        it.in(after(ms(10)), data(1, 1001).psh().ack(1).ts(1020));
        it.out(now(), ack(1, 1001).echoes(1020)).proves("TCP-7/timestamps", "TCP-7/paws");
        it.equal("octets", bytes(1000), conn.readFully(1000));
        it.fails(Errno.EAGAIN, () -> conn.nonBlocking(true).read(1));
    }

    @Scenario(id = "tcp-state/syn-does-not-touch-what-is-established",
            rfc = {"9293-3.10.7.4-4b", "5961-4-b"},
            confirmedBy = {"rfc:9293-3.10.7.4-4b", "kernel:6.18.44"})
    public void neitherSynNorSynAckChangesAnythingOfAConnection(Ladder it) {
        SutSocket conn = passiveWithTimestamps(it);
        it.in(after(ms(10)), segment(1, 1).syn().mss(200).wscale(14).ts(5000));
        it.out(now(), ack(1, 1).echoes(1010)).proves("TCP-16/syn-challenged");
        it.in(after(ms(600)), segment(1, 1).syn().ack(1).mss(200).win(1).ts(5000));
        it.out(now(), ack(1, 1).echoes(1010)).proves("TCP-16/syn-challenged");
        it.step("segment size, window and timestamp are as they were");
        conn.write(bytes(900));
        it.out(now(), data(1, 901).psh().ack(1).echoes(1010));
        it.in(after(ms(10)), data(1, 11).psh().ack(901).ts(1020));
        it.out(now(), ack(901, 11).echoes(1020));
    }
}
