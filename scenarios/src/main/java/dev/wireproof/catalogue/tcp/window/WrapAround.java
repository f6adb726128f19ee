package dev.wireproof.catalogue.tcp.window;

import static dev.wireproof.catalogue.tcp.Opening.active;
import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Sequence numbers that pass 2^32, in either direction. */
public class WrapAround {
    private static final int JUST_BELOW = 0xFFFF_FC00;

    @Scenario(id = "tcp-window/wrap-receiving",
            rfc = {"9293-3.4-a", "9293-3.10.7.4-1g"},
            confirmedBy = {"rfc:9293-3.4-a", "kernel:6.18.44"})
    public void receivedNumbersWrap(Ladder it) {
        it.peerIsn(JUST_BELOW);
        SutSocket conn = passive(it);
        it.step("octet 1024 has number 0: first out of order, then an overlap across the wrap");
        it.in(after(ms(10)), data(1, 1001).ack(1));
        it.out(now(), ack(1, 1001)).proves("TCP-8/in-order");
        it.in(after(ms(10)), data(2001, 3001).ack(1));
        it.out(now(), ack(1, 1001));
        it.in(after(ms(10)), data(901, 1901).ack(1));
        it.out(now(), ack(1, 1901)).proves("TCP-8/partial-overlap");
        it.in(after(ms(10)), data(1901, 2001).psh().ack(1));
        it.out(now(), ack(1, 3001)).proves("TCP-8/out-of-order");
        it.in(after(ms(10)), fin(3001, 1));
        it.out(between(ms(0), ms(48)), ack(1, 3002));
        it.equal("octets", bytes(3000), conn.readFully(3000)).proves("TCP-8/in-order");
        it.equal("end", 0, conn.read(1).length);
    }

    @Scenario(id = "tcp-window/wrap-at-the-syn",
            rfc = {"9293-3.4-a", "9293-3.4-b"},
            confirmedBy = {"rfc:9293-3.4-b", "kernel:6.18.44"})
    public void theSynItselfIsTheLastNumber(Ladder it) {
        it.peerIsn(-1);
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000).sackPermitted(), 65_535);
        it.in(after(ms(10)), data(1001, 2001).ack(1));
        it.out(now(), ack(1, 1).sack(1001, 2001));
        it.in(after(ms(10)), data(1, 1001).psh().ack(1));
        it.out(now(), ack(1, 2001));
        it.equal("octets", bytes(2000), conn.readFully(2000)).proves("TCP-8/in-order");
    }

    @Scenario(id = "tcp-window/wrap-sending", needs = Capability.CHOSEN_ISN,
            rfc = {"9293-3.4-a", "9293-3.10.7.4-5d", "9293-3.10.8-b"},
            confirmedBy = "rfc:9293-3.4-a")
    public void sentNumbersWrap(Ladder it) {
        it.sut().nextIsn(JUST_BELOW);
        SutSocket conn = passive(it);
        conn.write(bytes(3000));
        it.out(now(), data(1, 1001).ack(1));
        it.out(now(), data(1001, 2001).ack(1));
        it.out(now(), data(2001, 3001).psh().ack(1)).proves("TCP-9/sender-stays-inside");
        it.in(after(ms(10)), ack(1, 1001));
        it.step("the segment across the wrap is sent again when it is not acknowledged");
        it.out(after(ms(210)), data(1001, 2001).ack(1).retransmitted()).proves("TCP-10/rto-fires");
        it.in(after(ms(10)), ack(1, 3001));
        conn.shutdownWrite();
        it.out(now(), fin(3001, 1));
        it.in(after(ms(10)), ack(1, 3002));
        it.quiet(seconds(1));
    }

    @Scenario(id = "tcp-window/wrap-client-window", needs = Capability.CHOSEN_ISN,
            rfc = {"9293-3.4-a", "5681-2-a"},
            confirmedBy = "rfc:9293-3.4-a")
    public void theWindowOfAClientWrapsToo(Ladder it) {
        it.sut().nextIsn(JUST_BELOW);
        SutSocket client = active(it);
        it.in(after(ms(10)), ack(1, 1).win(0));
        client.write(bytes(2000));
        it.quiet(ms(100));
        it.in(now(), ack(1, 1).win(2000));
        it.out(now(), data(1, 1001).ack(1));
        it.out(now(), data(1001, 2001).psh().ack(1)).proves("TCP-9/sender-stays-inside");
        it.in(after(ms(10)), ack(1, 2001));
    }
}
