package dev.wireproof.catalogue.tcp.calls;

import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.wire.EthernetView;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.core.wire.TcpView;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.ObservedFrame;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import java.util.ArrayList;
import java.util.List;

/** Flags and marks of receive calls on a stream (Linux {@code tcp_recvmsg}), and what small writes cost. */
public class ReceiveFlags {
    @Scenario(id = "tcp-calls/peek-and-discard",
            confirmedBy = {"formula:MSG_PEEK takes nothing, MSG_TRUNC takes without copying (facts 11.2)", "kernel:6.18.44"})
    public void peekingTakesNothingAndTruncTakesWithoutACopy(Ladder it) {
        SutSocket conn = passive(it).nonBlocking(true);
        it.in(after(ms(10)), data(1, 101).psh().ack(1));
        it.out(now(), ack(1, 101));
        it.equal("peeked", bytes(60), conn.receive(60, Sock.MSG_PEEK)).proves("SOCK-2/flags");
        it.equal("peeked again", bytes(100), conn.receive(200, Sock.MSG_PEEK)).proves("SOCK-2/flags");
        it.equal("thrown away", 40, conn.receive(40, Sock.MSG_TRUNC).length).proves("SOCK-2/flags");
        it.equal("rest", bytes(41, 101), conn.read(200)).proves("SOCK-2/send-recv");
        it.fails(Errno.EAGAIN, () -> conn.receive(1, Sock.MSG_PEEK));
    }

    @Scenario(id = "tcp-calls/wait-for-all",
            confirmedBy = {"formula:MSG_WAITALL waits for the whole length, a FIN ends it early (facts 11.2)", "kernel:6.18.44"})
    public void waitallWaitsForTheWholeLengthOrTheEnd(Ladder it) {
        SutSocket conn = passive(it);
        it.fails(Errno.EAGAIN, () -> conn.receive(10, Sock.MSG_DONTWAIT)).proves("SOCK-2/flags");
        PendingCall<byte[]> all = it.call("recv", () -> conn.receive(150, Sock.MSG_WAITALL));
        it.in(after(ms(10)), data(1, 101).psh().ack(1));
        it.out(now(), ack(1, 101));
        it.quiet(ms(5));
        all.blocks().proves("SOCK-2/flags");
        it.in(now(), data(101, 201).psh().ack(1));
        it.out(now(), ack(1, 201));
        it.equal("all", bytes(150), all.result()).proves("SOCK-2/flags");
        PendingCall<byte[]> more = it.call("recv", () -> conn.receive(150, Sock.MSG_WAITALL));
        it.in(after(ms(10)), fin(201, 1));
        it.out(between(ms(0), ms(60)), ack(1, 202));
        it.equal("up to the end", bytes(151, 201), more.result());
    }

    @Scenario(id = "tcp-calls/receive-low-water",
            confirmedBy = {"formula:poll and recv wait for SO_RCVLOWAT octets (facts 11.1 and 11.2)", "kernel:6.18.44"})
    public void aLowWaterMarkMakesReadersWait(Ladder it) {
        SutSocket conn = passive(it).option("SO_RCVLOWAT", 150);
        it.in(after(ms(10)), data(1, 101).psh().ack(1));
        it.out(now(), ack(1, 101));
        it.equal("ready", "OUT", conn.poll()).proves("SOCK-5/rcvlowat");
        PendingCall<byte[]> read = it.call("recv", () -> conn.read(500));
        it.quiet(ms(5));
        read.blocks().proves("SOCK-5/rcvlowat");
        it.step("what it has taken already does not count: nobody is woken below the mark");
        it.in(now(), data(101, 201).psh().ack(1));
        it.out(now(), ack(1, 201));
        it.quiet(ms(5));
        read.blocks().proves("SOCK-5/rcvlowat");
        it.in(now(), data(201, 251).psh().ack(1));
        it.out(now(), ack(1, 251));
        it.equal("read", bytes(250), read.result()).proves("SOCK-5/rcvlowat");
        it.step("one that may not wait takes what is there");
        it.in(after(ms(10)), data(251, 261).psh().ack(1));
        it.out(now(), ack(1, 261));
        it.equal("ready", "OUT", conn.poll());
        it.equal("read", bytes(251, 261), conn.receive(500, Sock.MSG_DONTWAIT));
    }

    @Scenario(id = "tcp-calls/cost-of-small-writes",
            confirmedBy = {"formula:40 octets of header for each octet alone, 8 for each of five together", "kernel:6.18.44"})
    public void headersOfSmallWritesAreMeasuredWithAndWithoutNagle(Ladder it) {
        SutSocket conn = passive(it).option("TCP_NODELAY", 1);
        for (int i = 1; i <= 10; i++) {
            conn.write(bytes(i, i + 1));
        }
        it.pass(ms(5));
        it.equal("header octets a data octet", 40, overhead(it.taken())).proves("TCP-9/sws-overhead");
        it.in(after(ms(10)), ack(1, 11));
        conn.option("TCP_NODELAY", 0);
        it.step("by Nagle's rule one goes alone and nine together");
        for (int i = 11; i <= 20; i++) {
            conn.write(bytes(i, i + 1));
        }
        it.pass(ms(5));
        List<ObservedFrame> frames = new ArrayList<>(it.taken());
        it.in(after(ms(10)), ack(1, 12));
        it.pass(ms(5));
        frames.addAll(it.taken());
        it.equal("header octets a data octet", 8, overhead(frames)).proves("TCP-9/sws-overhead");
        it.in(after(ms(10)), ack(1, 21));
    }

    private static int overhead(List<ObservedFrame> frames) {
        int headers = 0;
        int octets = 0;
        for (ObservedFrame f : frames) {
            Ipv4View ip = new Ipv4View().at(f.octets(), EthernetView.SIZE);
            int header = Ipv4View.SIZE + new TcpView().at(f.octets(), EthernetView.SIZE + Ipv4View.SIZE).headerLength();
            headers += header;
            octets += ip.totalLength() - header;
        }
        return headers / octets;
    }
}
