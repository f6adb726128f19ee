package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.WINDOW;
import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passiveWithTimestamps;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import java.nio.ByteBuffer;

/** The clock behind TSval, and what TSecr says (RFC 7323 sections 3 to 5). */
public class TimestampFields {
    /** Behind the headers of IP and TCP, an MSS, SACK-permitted or two NOPs, and the option's kind and length. */
    private static final int TSVAL_IN_SYN_ACK = 48;
    /** Behind the headers, two NOPs, kind and length. */
    private static final int TSVAL_IN_DATA = 44;

    private static int number(Ladder it, int place) {
        return ByteBuffer.wrap(it.lastSent()).getInt(place);
    }

    @Scenario(id = "tcp-state/timestamp-clock", needs = Capability.VIRTUAL_TIME,
            rfc = {"7323-4.1-a", "7323-5.4-a", "7323-3.2-b"},
            confirmedBy = {"rfc:7323-4.1-a", "formula:one tick a millisecond: 2^31 ticks take 24.8 days, more than any MSL", "kernel:6.18.44"})
    public void theClockTicksOnceAMillisecond(Ladder it) {
        SutSocket conn = passiveWithTimestamps(it);
        int first = 0;
        int sent = 1;
        for (int at : new int[] {0, 1, 10, 100, 1000, 60_000}) {
            it.quiet(ms(at));
            conn.write(bytes(10));
            it.out(now(), data(sent, sent + 10).psh().ack(1).ts());
            int value = number(it, TSVAL_IN_DATA);
            it.equal("ticks since the last", first == 0 ? 0 : at, first == 0 ? 0 : value - first).proves("TCP-7/timestamps");
            first = value;
            sent += 10;
            it.in(now(), ack(1, sent).ts(1010 + at));
        }
    }

    @Scenario(id = "tcp-state/timestamp-offsets",
            rfc = {"7323-7-a", "7323-3.2-f"},
            confirmedBy = {"rfc:7323-7-a", "rfc:7323-3.2-f", "kernel:6.18.44"})
    public void eachConnectionHasAClockWithAnOffsetOfItsOwn(Ladder it) {
        listener(it);
        int[] values = new int[4];
        for (int i = 0; i < values.length; i++) {
            it.step("a SYN has no ACK: what its TSecr says is ignored");
            it.in(now(), syn(0).peerPort(40_000 + i).mss(1000).ts(1000, 77_777 + i));
            it.out(now(), synAck(0, 1).peerPort(40_000 + i).echoes(1000));
            values[i] = number(it, TSVAL_IN_SYN_ACK);
        }
        for (int i = 1; i < values.length; i++) {
            it.check("clocks at one instant are far apart", Math.abs(values[i] - values[i - 1]) > 1000).proves("TCP-7/timestamps");
        }
    }

    @Scenario(id = "tcp-state/timestamp-echo-of-a-delayed-ack",
            rfc = {"7323-4.3-a", "7323-4.3-d"},
            confirmedBy = {"rfc:7323-4.3-a", "example:RFC 7323, which TSval to echo", "kernel:6.18.44"})
    public void aDelayedAckEchoesTheOldestSegmentItIsFor(Ladder it) {
        SutSocket conn = passiveWithTimestamps(it).option("TCP_QUICKACK", 0);
        it.in(after(ms(10)), data(1, 101).ack(1).ts(2001));
        it.in(after(ms(2)), data(101, 201).ack(1).ts(2003));
        it.in(after(ms(2)), data(201, 301).psh().ack(1).ts(2005));
        it.out(between(ms(0), ms(40)), ack(1, 301).echoes(2001)).proves("TCP-7/timestamps");
        it.step("the next acknowledgement is for what follows");
        it.in(after(ms(10)), data(301, 401).psh().ack(1).ts(2060));
        it.out(between(ms(0), ms(44)), ack(1, 401).echoes(2060));
        it.equal("octets", bytes(400), conn.readFully(400));
    }

    @Scenario(id = "tcp-state/timestamp-on-an-abort",
            rfc = "7323-5.2-b",
            confirmedBy = {"rfc:7323-5.2-b", "kernel:6.18.44"})
    public void theResetOfAnAbortCarriesTimestamps(Ladder it) {
        SutSocket conn = passiveWithTimestamps(it);
        conn.option("SO_LINGER", 1, 0).close();
        it.out(now(), rstAck(1, 1).echoes(1010)).proves("TCP-15/linger-zero");
    }

    @Scenario(id = "tcp-state/good-timestamp-outside-the-window",
            rfc = {"7323-5.3-r2", "7323-4.3-d"},
            confirmedBy = {"rfc:7323-5.3-r2", "kernel:6.18.44"})
    public void aGoodTimestampDoesNotSaveASegmentOutsideTheWindow(Ladder it) {
        SutSocket conn = passiveWithTimestamps(it).nonBlocking(true);
        it.in(after(ms(10)), data(10 + 2 * WINDOW, 20 + 2 * WINDOW).psh().ack(1).ts(5000));
        it.out(now(), ack(1, 1).echoes(1010)).proves("TCP-7/paws");
        it.fails(Errno.EAGAIN, () -> conn.read(100));
        it.step("nor did its timestamp count");
        it.in(after(ms(600)), data(1, 11).psh().ack(1).ts(2000));
        it.out(now(), ack(1, 11).echoes(2000)).proves("TCP-7/timestamps");
        it.equal("octets", bytes(10), conn.read(100));
    }
}
