package dev.wireproof.catalogue.tcp.window;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.When;

/** The window as textbooks print it: MaxRcvBuffer - (LastByteRcvd - LastByteRead), profile {@code textbook}. */
public class TextbookWindow {
    private static final int BUFFER = 4096;
    /** 64535 octets, rounded up to units of 1024. */
    private static final int WINDOW_IN_UNITS = 64;
    private static final When SOON = between(ms(0), ms(500));

    private static SutSocket connection(Ladder it) {
        SutSocket listener = listener(it, "SO_RCVBUF", BUFFER);
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1).win(BUFFER)).proves("TCP-9/textbook-window");
        it.in(after(ms(10)), ack(1, 1));
        return listener.accept();
    }

    @Scenario(id = "tcp-window/textbook-window", profile = "textbook",
            rfc = {"9293-3.8.6.2.2-a", "9293-SHLD-14", "9293-MUST-39"},
            confirmedBy = {"formula:MaxRcvBuffer - (LastByteRcvd - LastByteRead)", "rfc:9293-3.8.6.2.2-a"})
    public void theOfferIsTheBufferLessWhatIsUnread(Ladder it) {
        SutSocket conn = connection(it);
        for (int end = 1001; end <= 4001; end += 1000) {
            it.in(after(ms(10)), data(end - 1000, end).psh().ack(1));
            it.out(SOON, ack(1, end).win(BUFFER - (end - 1))).proves("TCP-9/textbook-window", "TCP-9/right-edge-never-shrinks");
        }
        it.in(after(ms(10)), data(4001, 4097).psh().ack(1));
        it.out(SOON, ack(1, 4097).win(0)).proves("TCP-9/zero-window");
        it.in(after(ms(1000)), data(4097, 4098).ack(1));
        it.out(now(), ack(1, 4097).win(0)).proves("TCP-8/window-full-acked-zero");
        it.step("500 octets are less than min(MSS, half the buffer), 1500 are enough");
        it.equal("octets", 500, conn.read(500).length);
        it.quiet(ms(500)).proves("TCP-9/sws-receiver");
        it.equal("octets", 1000, conn.read(1000).length);
        it.out(now(), ack(1, 4097).win(1500)).proves("TCP-9/window-update", "TCP-9/sws-receiver", "TCP-9/textbook-window");
        it.equal("octets", bytes(1501, 4097), conn.readFully(2596));
        it.out(now(), ack(1, 4097).win(BUFFER)).proves("TCP-9/window-update", "TCP-9/textbook-window");
    }

    @Scenario(id = "tcp-window/textbook-reader-keeps-up", profile = "textbook",
            rfc = {"9293-3.8.6.2.2-a", "9293-3.10.7.4-7a"},
            confirmedBy = "formula:MaxRcvBuffer - (LastByteRcvd - LastByteRead)")
    public void aReaderThatKeepsUpKeepsTheWholeBufferOffered(Ladder it) {
        SutSocket conn = connection(it);
        it.step("the offer is made before the reader runs, the next one after it");
        it.in(after(ms(10)), data(1, 1001).psh().ack(1));
        it.out(SOON, ack(1, 1001).win(3096)).proves("TCP-9/textbook-window");
        it.equal("octets", 1000, conn.read(1000).length);
        it.quiet(ms(10));
        it.in(now(), data(1001, 2001).psh().ack(1));
        it.out(SOON, ack(1, 2001).win(2096)).proves("TCP-9/textbook-window", "TCP-9/sws-receiver");
        it.equal("octets", 1000, conn.read(1000).length);
        it.step("2000 octets are free beyond the offer: it opens wide");
        it.in(after(ms(10)), data(2001, 3001).psh().ack(1));
        it.out(SOON, ack(1, 3001).win(3096)).proves("TCP-9/textbook-window", "TCP-9/sws-receiver");
    }

    @Scenario(id = "tcp-window/textbook-ack-of-unsent", profile = "textbook",
            rfc = {"9293-3.10.7.4-5f"},
            confirmedBy = "rfc:9293-3.10.7.4-5f")
    public void anAckOfUnsentDataIsAnsweredByAnAck(Ladder it) {
        SutSocket conn = passive(it).nonBlocking(true);
        it.in(after(ms(10)), data(1, 11).psh().ack(101));
        it.out(now(), ack(1, 1)).proves("TCP-1/ack-of-unsent");
        it.fails(Errno.EAGAIN, () -> conn.read(100)).proves("TCP-1/ack-of-unsent");
    }

    @Scenario(id = "tcp-window/textbook-window-in-units-of-its-scale", profile = "textbook",
            rfc = "9293-SHLD-14",
            confirmedBy = {"formula:right edge 2 + 2 x 32767 = 65536; 3 + 2 x 32766 would be less", "rfc:9293-SHLD-14"})
    public void anOfferThatStaysIsRoundedUpToTheScale(Ladder it) {
        SutSocket listener = listener(it, "SO_RCVBUF", 65_536);
        it.in(now(), syn(0).mss(1000).wscale(0));
        it.out(now(), synAck(0, 1).win(65_535).wscale(1));
        it.in(after(ms(10)), ack(1, 1));
        listener.accept();
        it.in(after(ms(10)), data(1, 2).psh().ack(1));
        it.out(SOON, ack(1, 2).win(32_767));
        it.in(after(ms(10)), fin(2, 1));
        it.out(SOON, ack(1, 3).win(32_767)).proves("TCP-9/right-edge-never-shrinks");
    }

    @Scenario(id = "tcp-window/textbook-trims-to-the-window", profile = "textbook",
            rfc = {"9293-3.10.7.4-1d", "9293-3.10.7.4-1g"},
            confirmedBy = {"rfc:9293-3.10.7.4-1g", "formula:4096 - 3000 = 1096 octets of the 2000 fit"})
    public void whatLiesBeyondTheRightEdgeIsCutOff(Ladder it) {
        SutSocket conn = connection(it);
        for (int end = 1001; end <= 3001; end += 1000) {
            it.in(after(ms(10)), data(end - 1000, end).psh().ack(1));
            it.out(SOON, ack(1, end).win(BUFFER - (end - 1)));
        }
        it.in(after(ms(10)), data(3001, 5001).psh().ack(1));
        it.out(SOON, ack(1, 4097).win(0)).proves("TCP-9/zero-window");
        it.equal("octets", bytes(1, 4097), conn.readFully(4096));
        it.out(now(), ack(1, 4097).win(BUFFER));
        it.in(after(ms(10)), data(4097, 5001).psh().ack(1));
        it.out(SOON, ack(1, 5001));
        it.equal("octets", bytes(4097, 5001), conn.readFully(904));
    }

    @Scenario(id = "tcp-window/textbook-old-segment-keeps-the-right-edge", profile = "textbook",
            rfc = {"9293-3.10.7.4-5g", "5681-2-a"},
            confirmedBy = {"rfc:9293-3.10.7.4-5g", "formula:the newest segment offered octets up to 1 + 3000"})
    public void anOlderSegmentThatAcknowledgesDoesNotMoveTheRightEdge(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), data(101, 201).psh().ack(1).win(3000));
        it.out(now(), ack(1, 1));
        conn.write(bytes(5000));
        for (int end = 1001; end <= 3001; end += 1000) {
            it.out(now(), data(end - 1000, end).ack(1));
        }
        it.step("the hole is filled by an older segment; its window is not taken, its acknowledgement is");
        it.in(after(ms(10)), data(1, 101).psh().ack(1001).win(2000));
        it.out(now(), ack(3001, 201));
        it.quiet(ms(100)).proves("TCP-9/sender-stays-inside");
        it.in(now(), ack(201, 3001).win(3000));
        it.out(now(), data(3001, 4001).ack(201));
        it.out(now(), data(4001, 5001).psh().ack(201));
    }

    @Scenario(id = "tcp-window/textbook-fin-beyond-the-window", profile = "textbook",
            rfc = {"9293-3.10.7.4-1h"},
            confirmedBy = "rfc:9293-3.10.7.4-1h")
    public void aFinBeyondTheRightEdgeIsCutOffWithTheText(Ladder it) {
        SutSocket conn = connection(it);
        for (int end = 1001; end <= 3001; end += 1000) {
            it.in(after(ms(10)), data(end - 1000, end).psh().ack(1));
            it.out(SOON, ack(1, end));
        }
        it.step("1096 octets fit; the rest and the FIN behind it do not");
        it.in(after(ms(10)), data(3001, 5001).psh().fin().ack(1));
        it.out(SOON, ack(1, 4097).win(0)).proves("TCP-8/partial-overlap", "TCP-8/beyond-right-edge");
        it.equal("what fitted", bytes(4096), conn.readFully(4096));
        it.out(now(), ack(1, 4097).win(BUFFER));
        it.fails(Errno.EAGAIN, () -> conn.nonBlocking(true).read(1));
        it.in(after(ms(10)), data(4097, 5001).psh().fin().ack(1));
        it.out(SOON, ack(1, 5002));
        it.equal("the rest", bytes(4097, 5001), conn.readFully(904));
        it.equal("end", 0, conn.read(1).length);
    }

    @Scenario(id = "tcp-window/textbook-fits-an-earlier-offer", profile = "textbook",
            rfc = {"7323-2.4-a", "7323-2.3-c"},
            confirmedBy = "rfc:7323-2.4-a")
    public void whatFittedAnEarlierOfferIsTaken(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000).sackPermitted().wscale(7), 512);
        it.in(after(ms(10)), data(1, 1001).psh().ack(1));
        it.out(SOON, ack(1, 1001).win(WINDOW_IN_UNITS));
        it.step("a buffer that has become smaller takes no offer back: its right edge was 65535 at least");
        conn.option("SO_RCVBUF", 3000);
        it.in(after(ms(10)), data(1001, 2001).psh().ack(1));
        it.out(SOON, ack(1, 2001));
        it.in(after(ms(10)), data(65_435, 65_535).ack(1));
        it.out(now(), ack(1, 2001).sack(65_435, 65_535)).proves("TCP-9/right-edge-never-shrinks");
        it.step("an ACK whose number stands behind text that is lost fits too");
        conn.option("TCP_NODELAY", 1).write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(2001));
        it.in(after(ms(5)), ack(65_535, 101));
        it.quiet(seconds(2));
    }
}
