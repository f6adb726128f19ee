package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** What the user's calls do from the first FIN on (RFC 9293 sections 3.10.2 to 3.10.5). */
public class CallsWhileClosing {
    private static SutSocket finWait1(Ladder it) {
        SutSocket conn = passive(it);
        conn.shutdownWrite();
        it.out(now(), fin(1, 1));
        return conn;
    }

    @Scenario(id = "tcp-state/calls-after-our-fin",
            rfc = {"9293-3.10.2-d", "9293-3.10.3-b", "9293-3.10.3-d", "9293-3.6-a"},
            confirmedBy = {"rfc:9293-3.10.2-d", "rfc:9293-3.10.3-b", "kernel:6.18.44"})
    public void afterOurFinSendFailsAndReceiveStillReturnsWhatComes(Ladder it) {
        SutSocket conn = finWait1(it).nonBlocking(true);
        it.step("FIN-WAIT-1");
        it.fails(Errno.EPIPE, () -> conn.write(bytes(10)));
        it.fails(Errno.EAGAIN, () -> conn.read(100)).proves("TCP-15/half-close");
        it.in(after(ms(10)), data(1, 11).psh().ack(1));
        it.out(now(), ack(2, 11));
        it.equal("octets", bytes(10), conn.read(100)).proves("TCP-15/half-close");
        it.step("FIN-WAIT-2");
        it.in(after(ms(10)), ack(11, 2));
        it.fails(Errno.EPIPE, () -> conn.write(bytes(10)));
        it.fails(Errno.EAGAIN, () -> conn.read(100));
        it.in(after(ms(10)), data(11, 21).psh().ack(2));
        it.out(now(), ack(2, 21));
        it.equal("octets", bytes(11, 21), conn.read(100)).proves("TCP-15/half-close");
        it.step("TIME-WAIT");
        it.in(after(ms(10)), fin(21, 2));
        it.out(now(), ack(2, 22));
        it.fails(Errno.EPIPE, () -> conn.write(bytes(10)));
        it.equal("end of the stream", 0, conn.read(100).length);
        it.quiet(ms(500));
    }

    @Scenario(id = "tcp-state/calls-in-closing",
            rfc = {"9293-3.10.2-d", "9293-3.10.3-d"},
            confirmedBy = {"rfc:9293-3.10.2-d", "rfc:9293-3.10.3-d", "kernel:6.18.44"})
    public void inClosingSendFailsAndReceiveReportsTheEnd(Ladder it) {
        SutSocket conn = finWait1(it);
        it.in(after(ms(10)), fin(1, 1));
        it.out(now(), ack(2, 2));
        it.fails(Errno.EPIPE, () -> conn.write(bytes(10)));
        it.equal("end of the stream", 0, conn.read(100).length);
        it.quiet(ms(50));
        it.in(now(), ack(2, 2));
    }

    @Scenario(id = "tcp-state/calls-after-the-peers-fin",
            rfc = {"9293-3.10.3-c", "9293-3.10.3-d", "9293-3.10.2-d"},
            confirmedBy = {"rfc:9293-3.10.3-c", "rfc:9293-3.10.3-d", "kernel:6.18.44"})
    public void receiveReturnsWhatIsBufferedAndThenTheEnd(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), data(1, 101).psh().fin().ack(1));
        it.out(between(ms(0), ms(44)), ack(1, 102));
        it.step("CLOSE-WAIT");
        it.equal("what was buffered", bytes(60), conn.read(60));
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(102));
        it.equal("the rest", bytes(61, 101), conn.read(100));
        it.equal("end of the stream", 0, conn.read(100).length);
        it.step("LAST-ACK");
        conn.shutdownWrite();
        it.out(now(), fin(11, 102));
        it.fails(Errno.EPIPE, () -> conn.write(bytes(10)));
        it.equal("end of the stream", 0, conn.read(100).length);
        it.in(after(ms(10)), ack(102, 12));
        it.equal("still the end", 0, conn.read(100).length);
    }

    @Scenario(id = "tcp-state/abort-in-closing-and-last-ack",
            rfc = "9293-3.10.5-c",
            confirmedBy = {"rfc:9293-3.10.5-c", "formula:no RST without unsent data (facts 10.1 step 5)", "kernel:6.18.44"})
    public void anAbortWhenBothHaveClosedSendsNoReset(Ladder it) {
        SutSocket closing = finWait1(it);
        it.in(after(ms(10)), fin(1, 1));
        it.out(now(), ack(2, 2));
        closing.option("SO_LINGER", 1, 0).close();
        it.quiet(seconds(1)).proves("TCP-15/linger-zero");
        it.step("the record is gone");
        it.in(now(), ack(2, 2));
        it.out(now(), rst(2));
        it.step("the same in LAST-ACK");
        it.ports(7778, 40_001);
        SutSocket last = passive(it, it.sut().socket(STREAM).bind(7778).listen(5), syn(0).mss(1000), 65_535);
        it.in(after(ms(10)), fin(1, 1));
        it.out(between(ms(0), ms(44)), ack(1, 2));
        last.shutdownWrite();
        it.out(now(), fin(1, 2));
        last.option("SO_LINGER", 1, 0).close();
        it.quiet(seconds(1)).proves("TCP-15/linger-zero");
        it.in(now(), ack(2, 2));
        it.out(now(), rst(2));
    }

    @Scenario(id = "tcp-state/textbook-second-close", profile = "textbook",
            rfc = "9293-3.10.4-g",
            confirmedBy = "rfc:9293-3.10.4-g")
    public void aSecondCloseSaysThatTheConnectionIsClosing(Ladder it) {
        SutSocket conn = finWait1(it);
        it.in(after(ms(10)), fin(1, 1));
        it.out(now(), ack(2, 2));
        it.step("CLOSING");
        it.fails(Errno.ENOTCONN, conn::shutdownWrite);
        it.in(after(ms(10)), ack(2, 2));
        it.step("TIME-WAIT");
        it.fails(Errno.ENOTCONN, conn::shutdownWrite);
        it.step("LAST-ACK");
        it.ports(7778, 40_001);
        SutSocket last = passive(it, it.sut().socket(STREAM).bind(7778).listen(5), syn(0).mss(1000), 65_535);
        it.in(after(ms(10)), fin(1, 1));
        it.out(between(ms(0), ms(44)), ack(1, 2));
        last.shutdownWrite();
        it.out(now(), fin(1, 2));
        it.fails(Errno.ENOTCONN, last::shutdownWrite);
        it.in(after(ms(10)), ack(2, 2));
        it.quiet(seconds(1));
    }
}
