package dev.wireproof.catalogue.tcp.calls;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.sock.Sock;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** What is sent together and what is not, and what the queue tells: MSG_EOR, SIOCOUTQ, TCP_NOTSENT_LOWAT. */
public class Records {
    @Scenario(id = "tcp-calls/end-of-record",
            confirmedBy = {"packetdrill:gtests/net/tcp/eor/no-coalesce-small.pkt", "kernel:6.18.44"})
    public void nothingJoinsTheSegmentThatEndsARecord(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000), 2000);
        conn.write(bytes(2000));
        it.out(now(), data(1, 1001).ack(1));
        it.out(now(), data(1001, 2001).psh().ack(1));
        it.step("the window is full: what follows waits, and joins unless a record ends");
        conn.send(bytes(100), Sock.MSG_EOR);
        conn.write(bytes(100));
        conn.send(bytes(100), Sock.MSG_EOR);
        conn.write(bytes(100));
        it.in(after(ms(10)), ack(1, 2001).win(5000));
        it.out(now(), data(2001, 2101).psh().ack(1)).proves("SOCK-2/flags");
        it.out(now(), data(2101, 2301).psh().ack(1)).proves("SOCK-2/flags");
        it.step("a last small one waits by Nagle's rule");
        it.in(after(ms(10)), ack(1, 2301).win(5000));
        it.out(now(), data(2301, 2401).psh().ack(1));
        it.in(after(ms(10)), ack(1, 2401).win(5000));
    }

    @Scenario(id = "tcp-calls/records-sent-again", needs = Capability.SYSCTLS,
            confirmedBy = {"packetdrill:gtests/net/tcp/eor/no-coalesce-retrans.pkt", "kernel:6.18.44"})
    public void recordsStayApartWhenTheyAreSentAgain(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_early_retrans", "0");
        SutSocket conn = passive(it).option("TCP_NODELAY", 1);
        conn.send(bytes(100), Sock.MSG_EOR);
        it.out(now(), data(1, 101).psh().ack(1));
        conn.send(bytes(100), Sock.MSG_EOR);
        it.out(now(), data(101, 201).psh().ack(1));
        conn.write(bytes(100));
        it.out(now(), data(201, 301).psh().ack(1));
        conn.write(bytes(100));
        it.out(now(), data(301, 401).psh().ack(1));
        it.out(between(ms(200), ms(240)), data(1, 101).psh().ack(1).retransmitted());
        it.in(after(ms(10)), ack(1, 101));
        it.out(now(), data(101, 201).psh().ack(1).retransmitted());
        it.step("plain writes are joined");
        it.out(now(), data(201, 401).psh().ack(1).retransmitted());
        it.in(after(ms(10)), ack(1, 401));
    }

    @Scenario(id = "tcp-calls/what-the-queue-holds", needs = Capability.IOCTLS,
            confirmedBy = {"formula:SIOCOUTQ from SND.UNA, SIOCOUTQNSD from SND.NXT, a FIN counts (Linux tcp_ioctl)", "kernel:6.18.44"})
    public void octetsQueuedUnsentAndUnreadAreTold(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000), 2000);
        conn.write(bytes(3000));
        it.out(now(), data(1, 1001).ack(1));
        it.out(now(), data(1001, 2001).psh().ack(1));
        it.equal("queued", 3000, conn.queued()).proves("SOCK-2/siocoutq");
        it.equal("unsent", 1000, conn.unsent());
        it.in(after(ms(10)), data(1, 51).psh().ack(1001).win(1000));
        it.out(now(), ack(2001, 51));
        it.equal("queued", 2000, conn.queued()).proves("SOCK-2/siocoutq");
        it.equal("unread", 50, conn.unread()).proves("SOCK-2/siocinq");
        conn.read(20);
        it.equal("unread", 30, conn.unread()).proves("SOCK-2/siocinq");
        conn.shutdownWrite();
        it.equal("with the FIN", 2001, conn.queued());
        it.equal("unsent with the FIN", 1001, conn.unsent());
        it.in(after(ms(10)), ack(51, 2001).win(5000));
        it.out(now(), data(2001, 3001).psh().fin().ack(51));
        it.in(after(ms(10)), ack(51, 3002));
        it.equal("queued", 0, conn.queued());
    }

    @Scenario(id = "tcp-calls/little-unsent",
            confirmedBy = {"packetdrill:gtests/net/tcp/notsent_lowat/notsent-lowat-setsockopt.pkt", "kernel:6.18.44"})
    public void aLowWaterMarkOfUnsentOctetsHoldsWritersBack(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000), 2000).nonBlocking(true);
        conn.option("TCP_NOTSENT_LOWAT", 4000);
        it.equal("option", 4000, conn.option("TCP_NOTSENT_LOWAT")).proves("SOCK-2/sockopt");
        int taken = conn.write(bytes(20_000));
        it.equal("taken", 6000, taken);
        it.out(now(), data(1, 1001).ack(1));
        it.out(now(), data(1001, 2001).psh().ack(1));
        it.equal("ready", "", conn.poll());
        it.step("two segments more make the unsent part half of the mark");
        it.in(after(ms(10)), ack(1, 2001).win(2000));
        it.out(now(), data(2001, 3001).ack(1));
        it.out(now(), data(3001, 4001).psh().ack(1));
        it.equal("ready", "", conn.poll());
        it.in(after(ms(10)), ack(1, 4001).win(2000));
        it.out(now(), data(4001, 5001).ack(1));
        it.out(now(), data(5001, 6001).psh().ack(1));
        it.equal("ready", "OUT", conn.poll());
        it.in(after(ms(10)), ack(1, 6001));
    }

    @Scenario(id = "tcp-calls/send-buffer", needs = Capability.SYSCTLS,
            confirmedBy = {"formula:twice the window in buffers of 2304 octets (Linux tcp_sndbuf_expand)", "kernel:6.18.44"})
    public void theSendBufferGrowsWithTheWindowUnlessItIsSet(Ladder it) {
        SutSocket conn = passive(it).nonBlocking(true);
        it.equal("10 segments, twice", 46_080, conn.option("SO_SNDBUF")).proves("TCP-9/wmem-autotuning");
        int taken = conn.write(bytes(100_000));
        it.equal("ready", "", conn.poll());
        for (int i = 0; i < 10; i++) {
            it.out(now(), data(1 + 1000 * i, 1001 + 1000 * i).ack(1));
        }
        it.in(after(ms(10)), ack(1, 1001));
        it.out(now(), data(10_001, 11_001).ack(1));
        it.out(now(), data(11_001, 12_001).ack(1));
        it.equal("11 segments, twice", 50_688, conn.option("SO_SNDBUF")).proves("TCP-9/wmem-autotuning");
        it.check("taken", taken > 20_000 && taken < 46_080);
        conn.option("SO_SNDBUF", 10_000);
        it.equal("doubled", 20_000, conn.option("SO_SNDBUF")).proves("SOCK-5/sndbuf");
        conn.option("SO_SNDBUF", 1);
        it.equal("least", 4608, conn.option("SO_SNDBUF")).proves("SOCK-5/sndbuf");
    }
}
