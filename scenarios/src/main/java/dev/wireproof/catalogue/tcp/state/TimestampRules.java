package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.catalogue.tcp.Opening.passiveWithTimestamps;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Timestamps of RFC 7323 at the receiver: which value is echoed, and PAWS. */
public class TimestampRules {
    @Scenario(id = "tcp-state/paws", needs = Capability.COUNTERS,
            rfc = {"7323-5.3-r1", "7323-3.2-b"},
            confirmedBy = {"rfc:7323-5.3-r1", "kernel:6.18.44"})
    public void aSegmentWithAnOlderTimestampIsAckedAndDropped(Ladder it) {
        SutSocket conn = passiveWithTimestamps(it).nonBlocking(true);
        it.in(after(ms(10)), data(1, 11).psh().ack(1).ts(1020));
        it.out(now(), ack(1, 11).echoes(1020)).proves("TCP-7/timestamps");
        it.equal("octets", bytes(10), conn.read(100));
        it.in(after(ms(10)), data(11, 21).psh().ack(1).ts(1010));
        it.out(now(), ack(1, 11).echoes(1020)).proves("TCP-7/paws");
        it.fails(Errno.EAGAIN, () -> conn.read(100)).proves("TCP-7/paws");
        it.equal("counted", 1L, it.sut().counter("TcpExt.PAWSEstab"));
        it.in(after(ms(10)), data(11, 21).psh().ack(1).ts(1030));
        it.out(now(), ack(1, 21).echoes(1030));
    }

    @Scenario(id = "tcp-state/paws-across-the-wrap",
            rfc = "7323-5.3-r1",
            confirmedBy = {"rfc:7323-5.3-r1", "example:RFC 7323, comparison modulo 2^32", "kernel:6.18.44"})
    public void timestampsCompareModuloTheirSpace(Ladder it) {
        SutSocket listener = listener(it);
        it.in(now(), syn(0).mss(1000).ts(0xFFFF_FFF0));
        it.out(now(), synAck(0, 1).echoes(0xFFFF_FFF0));
        it.in(after(ms(10)), ack(1, 1).ts(0xFFFF_FFFA));
        listener.accept();
        it.in(after(ms(10)), data(1, 11).psh().ack(1).ts(5));
        it.out(now(), ack(1, 11).echoes(5)).proves("TCP-7/timestamps");
        it.in(after(ms(10)), data(11, 21).psh().ack(1).ts(0xFFFF_FFFA));
        it.out(now(), ack(1, 11).echoes(5)).proves("TCP-7/paws");
    }

    @Scenario(id = "tcp-state/reset-is-not-paws-checked",
            rfc = {"7323-5.2-c"},
            confirmedBy = {"rfc:7323-5.2-c", "kernel:6.18.44"})
    public void anOldTimestampDoesNotStopAReset(Ladder it) {
        SutSocket conn = passiveWithTimestamps(it);
        it.in(after(ms(10)), rst(1).ts(900));
        it.equal("error", "ECONNRESET", conn.takeError()).proves("TCP-1/synchronized-rst");
    }

    @Scenario(id = "tcp-state/timestamp-missing",
            rfc = {"7323-3.2-d"},
            confirmedBy = {"rfc:7323-3.2-d", "kernel:6.18.44"})
    public void aSegmentWithoutItsTimestampDoesNotEndTheConnection(Ladder it) {
        SutSocket conn = passiveWithTimestamps(it);
        it.in(after(ms(10)), data(1, 11).psh().ack(1).ts(1020));
        it.out(now(), ack(1, 11).echoes(1020));
        it.step("Linux takes the data where the RFC drops it in silence");
        it.in(after(ms(10)), data(11, 21).psh().ack(1));
        it.out(now(), ack(1, 21).echoes(1020));
        it.equal("octets", 20, conn.read(100).length);
    }

    @Scenario(id = "tcp-state/timestamp-not-negotiated",
            rfc = "7323-3.2-e",
            confirmedBy = {"rfc:7323-3.2-e", "kernel:6.18.44"})
    public void timestampsThatNobodyAgreedOnAreIgnored(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), data(1, 11).psh().ack(1).ts(500));
        it.out(now(), ack(1, 11).noOptions()).proves("TCP-7/timestamps");
        it.in(after(ms(10)), data(11, 21).psh().ack(1).ts(400));
        it.out(now(), ack(1, 21).noOptions());
        it.equal("octets", 20, conn.readFully(20).length);
    }

    @Scenario(id = "tcp-state/timestamp-echo-out-of-order",
            rfc = {"7323-4.3-b", "7323-4.3-c", "7323-4.3-d", "7323-5.3-r5"},
            confirmedBy = {"rfc:7323-4.3-b", "example:RFC 7323, which TSval to echo", "kernel:6.18.44"})
    public void outOfOrderSegmentsDoNotMoveTheEcho(Ladder it) {
        SutSocket conn = passiveWithTimestamps(it);
        it.in(after(ms(10)), data(1, 1001).ack(1).ts(2001));
        it.out(now(), ack(1, 1001).echoes(2001));
        it.in(after(ms(1)), data(2001, 3001).ack(1).ts(2003));
        it.out(now(), ack(1, 1001).echoes(2001)).proves("TCP-7/timestamps");
        it.in(after(ms(1)), data(1001, 2001).ack(1).ts(2002));
        it.out(now(), ack(1, 3001).echoes(2002)).proves("TCP-7/timestamps");
        it.in(after(ms(1)), data(4001, 5001).ack(1).ts(2005));
        it.out(now(), ack(1, 3001).echoes(2002));
        it.in(after(ms(1)), data(3001, 4001).psh().ack(1).ts(2004));
        it.out(now(), ack(1, 5001).echoes(2004)).proves("TCP-7/timestamps");
        it.equal("octets", bytes(5000), conn.readFully(5000));
    }
}
