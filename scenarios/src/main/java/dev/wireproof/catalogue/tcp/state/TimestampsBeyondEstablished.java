package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passiveWithTimestamps;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import java.nio.ByteBuffer;

/** Timestamps that cannot be right, in opening and closing states and on pure acknowledgements. */
public class TimestampsBeyondEstablished {
    /** Behind the headers of IP and TCP, an MSS, two NOPs and the option's kind and length. */
    private static final int TSVAL_IN_SYN_ACK = 48;

    @Scenario(id = "tcp-state/paws-pure-ack", needs = Capability.COUNTERS,
            rfc = "7323-5.3-r1",
            confirmedBy = {"rfc:7323-5.3-r1", "kernel:6.18.44"})
    public void anOldPureAckIsAnsweredOnlyAtTheRightNumber(Ladder it) {
        passiveWithTimestamps(it);
        it.in(after(ms(10)), data(1, 101).psh().ack(1).ts(1020));
        it.out(now(), ack(1, 101).echoes(1020));
        it.in(after(ms(600)), ack(51, 1).ts(900));
        it.quiet(ms(50)).proves("TCP-7/paws");
        it.equal("old ACKs", 1L, it.sut().counter("TcpExt.PAWSOldAck"));
        it.in(now(), ack(101, 1).ts(900));
        it.out(now(), ack(1, 101).echoes(1020)).proves("TCP-7/paws");
        it.in(after(ms(100)), ack(101, 1).ts(900));
        it.quiet(ms(50)).proves("TCP-16/rate-limited");
        it.equal("skipped", 1L, it.sut().counter("TcpExt.TCPACKSkippedPAWS"));
    }

    @Scenario(id = "tcp-state/syn-ack-with-a-foreign-echo", needs = Capability.COUNTERS,
            rfc = "9293-3.10.7.3-a",
            confirmedBy = "kernel:6.18.44")
    public void aSynAckThatEchoesWhatWasNeverSentIsReset(Ladder it) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0).ts());
        it.in(after(ms(10)), synAck(0, 1).mss(1000).ts(5000, 12_345));
        it.out(now(), rst(1));
        it.equal("counted", 1L, it.sut().counter("TcpExt.PAWSActive"));
        connect.blocks();
        it.in(after(ms(10)), synAck(0, 1).mss(1000).ts(5000));
        it.out(now(), ack(1, 1).echoes(5000)).proves("TCP-7/timestamps");
        it.quiet(ms(5));
        it.check("connect has returned", connect.isDone());
    }

    @Scenario(id = "tcp-state/final-ack-with-a-foreign-echo", needs = Capability.COUNTERS,
            rfc = "9293-3.10.7.4-5b",
            confirmedBy = "kernel:6.18.44")
    public void aFinalAckThatEchoesWhatWasNeverSentMakesNoConnection(Ladder it) {
        SutSocket listener = listener(it).nonBlocking(true);
        it.in(now(), syn(0).mss(1000).ts(1000));
        it.out(now(), synAck(0, 1).echoes(1000));
        int echo = ByteBuffer.wrap(it.lastSent()).getInt(TSVAL_IN_SYN_ACK);
        it.in(after(ms(10)), ack(1, 1).ts(1010, 12_345));
        it.out(now(), ack(1, 1).echoes(1000));
        it.fails(Errno.EAGAIN, listener::accept);
        it.equal("counted", 1L, it.sut().counter("TcpExt.TSEcrRejected"));
        it.step("the echo of the SYN-ACK");
        it.in(after(ms(10)), ack(1, 1).ts(1020, echo));
        it.check("accepted", listener.accept() != null).proves("TCP-1/syn-received-to-established");
    }

    @Scenario(id = "tcp-state/time-wait-paws", needs = Capability.COUNTERS,
            rfc = {"7323-5.3-r1", "9293-3.10.7.4-5n"},
            confirmedBy = {"rfc:7323-5.3-r1", "kernel:6.18.44"})
    public void timeWaitAnswersAnOldTimestampByItsNumbers(Ladder it) {
        SutSocket conn = passiveWithTimestamps(it);
        conn.close();
        it.out(now(), fin(1, 1).ts());
        it.in(after(ms(10)), ack(1, 2).ts(1020));
        it.in(after(ms(10)), fin(1, 2).ts(1030));
        it.out(now(), ack(2, 2).echoes(1030));
        it.in(after(ms(600)), data(2, 12).psh().ack(2).ts(900));
        it.out(now(), ack(2, 2).echoes(1030)).proves("TCP-15/time-wait-old-segment", "TCP-7/paws");
        it.equal("counted", 1L, it.sut().counter("TcpExt.PAWSTimewait"));
    }
}
