package dev.wireproof.catalogue.tcp.urgent;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.sock.Sock;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** How urgent octets are marked on the wire (RFC 9293 section 3.8.5; Linux {@code tcp_mark_urg}, {@code __tcp_transmit_skb}). */
public class UrgentSending {
    @Scenario(id = "tcp-urgent/pointer-behind-the-last-octet",
            rfc = {"9293-MUST-30", "9293-MUST-62", "9293-3.10.2-e", "6093-3-a"},
            confirmedBy = {"rfc:9293-MUST-62", "kernel:6.18.44"})
    public void thePointerIsTheNumberBehindTheLastUrgentOctet(Ladder it) {
        SutSocket conn = passive(it);
        conn.send(bytes(10), Sock.MSG_OOB);
        it.out(now(), data(1, 11).psh().ack(1).urg(10)).proves("TCP-8/urg");
        it.in(after(ms(10)), ack(1, 11));
        it.step("acknowledged, so the next octets are plain");
        conn.write(bytes(10));
        it.out(now(), data(11, 21).psh().ack(1));
        it.in(after(ms(10)), ack(1, 21));
    }

    @Scenario(id = "tcp-urgent/stretch-over-segments",
            rfc = {"9293-MUST-31", "9293-MUST-62", "9293-3.10.2-e"},
            confirmedBy = {"rfc:9293-3.10.2-e", "rfc:9293-MUST-31", "kernel:6.18.44"})
    public void eachSegmentOfAStretchPointsToItsEndFromItsOwnNumber(Ladder it) {
        SutSocket conn = passive(it);
        conn.send(bytes(3500), Sock.MSG_OOB);
        it.out(now(), data(1, 1001).ack(1).urg(3500));
        it.out(now(), data(1001, 2001).ack(1).urg(2500));
        it.out(now(), data(2001, 3001).ack(1).urg(1500));
        it.out(now(), data(3001, 3501).psh().ack(1).urg(500));
        it.step("plain octets behind it carry no mark");
        conn.write(bytes(100));
        it.out(now(), data(3501, 3601).psh().ack(1));
        it.in(after(ms(10)), ack(1, 2001));
        it.step("what is sent again is marked again");
        it.out(between(ms(200), ms(260)), data(2001, 3001).ack(1).urg(1500).retransmitted());
        it.in(after(ms(10)), ack(1, 3601));
    }

    @Scenario(id = "tcp-urgent/longer-than-the-window",
            rfc = {"9293-MUST-31", "9293-3.10.2-e"},
            confirmedBy = {"rfc:9293-3.10.2-e", "formula:every segment in front of SND.UP is marked, an acknowledgement too (facts 9.19)", "kernel:6.18.44"})
    public void acknowledgementsInFrontOfTheUrgentEndAreMarkedToo(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000), 2000);
        conn.send(bytes(5000), Sock.MSG_OOB);
        it.out(now(), data(1, 1001).ack(1).urg(5000));
        it.out(now(), data(1001, 2001).ack(1).urg(4000));
        it.in(after(ms(10)), data(1, 101).psh().ack(1).win(2000));
        it.out(now(), ack(2001, 101).urg(3000));
        it.step("the window opens: the rest of the stretch");
        it.in(after(ms(10)), ack(101, 2001).win(5000));
        it.out(now(), data(2001, 3001).ack(101).urg(3000));
        it.out(now(), data(3001, 4001).ack(101).urg(2000));
        it.out(now(), data(4001, 5001).psh().ack(101).urg(1000));
        it.in(after(ms(10)), ack(101, 5001));
    }

    @Scenario(id = "tcp-urgent/probes-of-a-closed-window",
            rfc = "9293-3.10.2-e",
            confirmedBy = {"formula:an urgent probe at SND.UNA in front of the plain one (Linux tcp_write_wakeup)", "kernel:6.18.44"})
    public void aClosedWindowIsToldOfTheUrgentEnd(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000), 0);
        conn.send(bytes(100), Sock.MSG_OOB);
        it.out(between(ms(200), ms(240)), ack(1, 1).urg(100));
        it.out(now(), ack(0, 1).urg(101));
        it.in(after(ms(10)), ack(1, 1).win(1000));
        it.out(now(), data(1, 101).psh().ack(1).urg(100));
        it.in(after(ms(10)), ack(1, 101));
    }

    @Scenario(id = "tcp-urgent/farther-ahead-than-the-field",
            rfc = {"9293-MUST-31", "9293-MUST-62"},
            confirmedBy = {"formula:65535 while the end is farther ahead (Linux __tcp_transmit_skb)", "kernel:6.18.44"})
    public void anEndBeyondTheFieldIsShownAsFarAsItGoes(Ladder it) {
        SutSocket conn = passive(it, listener(it, "SO_SNDBUF", 100_000), syn(0).mss(1000), 65_535);
        conn.send(bytes(70_000), Sock.MSG_OOB);
        for (int i = 0; i < 5; i++) {
            it.out(now(), data(1 + 1000 * i, 1001 + 1000 * i).ack(1).urg(Math.min(70_000 - 1000 * i, 65_535)));
        }
        it.out(now(), data(5001, 6001).ack(1).urg(65_000));
        it.out(now(), data(6001, 7001).ack(1).urg(64_000));
        it.out(now(), data(7001, 8001).ack(1).urg(63_000));
        it.out(now(), data(8001, 9001).ack(1).urg(62_000));
        it.out(now(), data(9001, 10_001).ack(1).urg(61_000));
    }

    @Scenario(id = "tcp-urgent/small-segments-do-not-wait",
            rfc = "9293-3.10.2-e",
            confirmedBy = {"formula:neither Nagle's rule nor a cork holds urgent data (Linux tcp_nagle_test)", "kernel:6.18.44"})
    public void urgentDataPassesNagleAndCork(Ladder it) {
        SutSocket conn = passive(it);
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1));
        conn.send(bytes(11, 21), Sock.MSG_OOB);
        it.out(now(), data(11, 21).psh().ack(1).urg(10));
        it.step("nor what is written while it is not acknowledged");
        conn.write(bytes(21, 31));
        it.out(now(), data(21, 31).psh().ack(1));
        it.in(after(ms(10)), ack(1, 31));
        conn.option("TCP_CORK", 1);
        conn.send(bytes(31, 41), Sock.MSG_OOB);
        it.out(now(), data(31, 41).psh().ack(1).urg(10));
        it.in(after(ms(10)), ack(1, 41));
    }

    @Scenario(id = "tcp-urgent/blocked-writer",
            rfc = "9293-MUST-31", needs = Capability.IOCTLS,
            confirmedBy = {"rfc:9293-MUST-31", "formula:what is queued so far counts as urgent (Linux tcp_push)", "kernel:6.18.44"})
    public void theEndMovesOnWhileAWriterOfUrgentDataWaitsForRoom(Ladder it) {
        SutSocket conn = passive(it, listener(it, "SO_SNDBUF", 2304), syn(0).mss(1000), 2000);
        PendingCall<Integer> call = it.call("send", () -> conn.send(bytes(6000), Sock.MSG_OOB));
        it.out(now(), data(1, 1001).ack(1).urg(3000));
        it.out(now(), data(1001, 2001).ack(1).urg(2000));
        it.equal("queued", 3000, conn.queued());
        it.equal("unsent", 1000, conn.unsent());
        it.in(after(ms(10)), ack(1, 2001).win(4000));
        it.out(now(), data(2001, 3001).psh().ack(1).urg(1000));
        it.out(now(), data(3001, 4001).ack(1).urg(2000));
        it.out(now(), data(4001, 5001).psh().ack(1).urg(1000));
        it.in(after(ms(10)), ack(1, 5001).win(4000));
        it.out(now(), data(5001, 6001).psh().ack(1).urg(1000));
        call.returns(ms(20), 6000);
        it.in(after(ms(10)), ack(1, 6001));
    }
}
