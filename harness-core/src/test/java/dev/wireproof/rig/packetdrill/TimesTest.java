package dev.wireproof.rig.packetdrill;

import static dev.wireproof.rig.packetdrill.Examples.ESTABLISHED;
import static dev.wireproof.rig.packetdrill.Examples.fails;
import static dev.wireproof.rig.packetdrill.Examples.passes;

import org.junit.jupiter.api.Test;

class TimesTest {
    private static final String LATE_ACK = ESTABLISHED + "+0.1 setsockopt(4, SOL_TCP, TCP_QUICKACK, [0], 4) = 0\n";

    @Test
    void aPacketMayBeFourMillisecondsFromItsTimeAndNoMore() {
        String sent = ESTABLISHED + "+0.1 write(4, ..., 10) = 10\n";
        passes(sent + "+0.004 > P. 1:11(10) ack 1\n");
        fails(9, sent + "+0.005 > P. 1:11(10) ack 1\n", "timing: outbound segment", "expected at 0.305000 s, within 0.004000 s",
                "actual   at 0.300000 s");
    }

    @Test
    void theToleranceGrowsWithTheTimeSinceTheEventBefore() {
        String sent = ESTABLISHED + "+0.1 write(4, ..., 10) = 10\n+0 > P. 1:11(10) ack 1\n";
        passes(sent + "+0.3 > P. 1:11(10) ack 1\n");
        passes(sent + "+0.34 > P. 1:11(10) ack 1\n");
        fails(10, sent + "+0.35 > P. 1:11(10) ack 1\n", "within 0.043750 s", "actual   at 0.600000 s");
    }

    @Test
    void rangesAndAnyTimeHoldForOutboundPackets() {
        String sent = ESTABLISHED + "+0.1 write(4, ..., 10) = 10\n+0 > P. 1:11(10) ack 1\n";
        passes(sent + "+0.1~+0.5 > P. 1:11(10) ack 1\n");
        passes(sent + "0.5~0.7 > P. 1:11(10) ack 1\n");
        passes(sent + "* > P. 1:11(10) ack 1\n");
        fails(10, sent + "+0.1~+0.2 > P. 1:11(10) ack 1\n", "expected at 0.400000 to 0.500000 s");
        fails(8, ESTABLISHED + "+0.1~+0.2 < . 1:1(0) ack 1 win 257\n", "column 1", "ranges and '*' are for outbound packets");
    }

    @Test
    void aPacketThatComesTooEarlyFailsToo() {
        fails(9, ESTABLISHED + "+0.1 write(4, ..., 10) = 10\n+0.5~+0.6 > P. 1:11(10) ack 1\n", "actual   at 0.300000 s");
    }

    @Test
    void inboundPacketsInARowCountFromEachOthersTimes() {
        passes(LATE_ACK + """
                +0.01 < . 1:501(500) ack 1 win 257
                +0.01 < . 501:1001(500) ack 1 win 257
                +0~+0.05 > . 1:1(0) ack 1001
                """);
    }

    @Test
    void absoluteTimesCountFromTheStart() {
        passes(ESTABLISHED + "0.7 write(4, ..., 10) = 10\n0.7 > P. 1:11(10) ack 1\n");
        fails(9, ESTABLISHED + "+1 write(4, ..., 10) = 10\n0.5 write(4, ..., 10) = 10\n", "timing: start of write");
    }

    @Test
    void aBlockingCallMustReturnAtItsTime() {
        String waiting = ESTABLISHED + "+0...0.2 read(4, ..., 10) = 10\n";
        passes(waiting + "+0.2 < P. 1:11(10) ack 1 win 257\n");
        fails(8, waiting + "+0.3 < P. 1:11(10) ack 1 win 257\n", "timing: return of read", "expected at 0.400000 s", "actual   at 0.500000 s");
        fails(8, waiting, "read: still blocks");
        fails(9, waiting + "+0...0.1 read(4, ..., 10) = 10\n", "read of line 8 still blocks");
    }

    @Test
    void aBlockingCallsResultIsCheckedOnItsOwnLine() {
        fails(8, ESTABLISHED + "+0...0.2 read(4, ..., 10) = 10\n+0.2 < P. 1:6(5) ack 1 win 257\n+0.1 write(4, ..., 1) = 1\n", "actual   5");
    }

    @Test
    void theFirstEventIsAtZero() {
        fails(1, "+0.1 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n", "time 0");
    }
}
