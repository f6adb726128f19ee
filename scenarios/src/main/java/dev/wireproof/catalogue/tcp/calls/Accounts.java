package dev.wireproof.catalogue.tcp.calls;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.Timestamping;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** What a socket tells of the work it has done: TCP_INFO's counts and times, notices of MSG_ZEROCOPY and SO_TIMESTAMPING. */
public class Accounts {
    @Scenario(id = "tcp-calls/what-held-a-sender", needs = Capability.TCP_INFO,
            confirmedBy = {"packetdrill:gtests/net/tcp/tcp_info/tcp-info-rwnd-limited.pkt", "kernel:6.18.44"})
    public void busyTimeIsToldWithWhatHeldTheSenderBack(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000), 2000);
        conn.write(bytes(3000));
        it.out(now(), data(1, 1001).ack(1));
        it.out(now(), data(1001, 2001).psh().ack(1));
        it.info(conn).unsent(1000).busy(ms(0));
        it.step("the window holds the third segment back for 50 ms");
        it.in(after(ms(50)), ack(1, 1001).win(2000));
        it.out(now(), data(2001, 3001).psh().ack(1));
        it.info(conn).busy(ms(50)).windowLimited(ms(50)).bufferLimited(ms(0)).unsent(0).proves("SOCK-5/info");
        it.step("the rest of the flight is plain work");
        it.in(after(ms(30)), ack(1, 3001).win(2000));
        it.info(conn).busy(ms(80)).windowLimited(ms(50)).proves("SOCK-5/info");
        it.step("and then there is nothing to do");
        it.pass(ms(100));
        it.info(conn).busy(ms(80)).octets(3000, 0, 0);
    }

    @Scenario(id = "tcp-calls/small-send-buffer", needs = {Capability.TCP_INFO, Capability.VIRTUAL_TIME},
            confirmedBy = "packetdrill:gtests/net/tcp/tcp_info/tcp-info-sndbuf-limited.pkt")
    public void aBufferSmallerThanTheWindowIsToldAsTheLimit(Ladder it) {
        SutSocket conn = passive(it, listener(it, "SO_SNDBUF", 2304), syn(0).mss(1000), 65_535);
        PendingCall<Integer> call = it.call("write", () -> conn.write(bytes(6000)));
        it.out(now(), data(1, 1001).ack(1));
        it.out(now(), data(1001, 2001).ack(1));
        it.out(now(), data(2001, 3001).psh().ack(1));
        call.blocks();
        it.in(after(ms(40)), ack(1, 3001));
        it.out(now(), data(3001, 4001).ack(1));
        it.out(now(), data(4001, 5001).ack(1));
        it.out(now(), data(5001, 6001).psh().ack(1));
        it.info(conn).busy(ms(40)).windowLimited(ms(0)).bufferLimited(ms(40)).proves("SOCK-5/info");
        call.returns(ms(40), 6000);
        it.in(after(ms(20)), ack(1, 6001));
        it.info(conn).bufferLimited(ms(40)).octets(6000, 0, 0);
    }

    @Scenario(id = "tcp-calls/counts-of-a-connection", needs = {Capability.TCP_INFO, Capability.SYSCTLS},
            confirmedBy = {"formula:tcp_get_info", "kernel:6.18.44"})
    public void octetsSegmentsAndIdleTimesAreCounted(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_early_retrans", "0");
        SutSocket conn = passive(it);
        conn.write(bytes(500));
        it.out(now(), data(1, 501).psh().ack(1));
        it.out(between(ms(200), ms(240)), data(1, 501).psh().ack(1).retransmitted());
        it.in(after(ms(10)), data(1, 301).psh().ack(501));
        it.out(now(), ack(501, 301));
        it.in(after(ms(20)), data(301, 401).psh().ack(501));
        it.out(now(), ack(501, 401));
        it.info(conn).octets(500, 400, 500).segments(4, 4, 2, 2).totalRetrans(1).proves("SOCK-5/info");
        it.pass(ms(70));
        it.info(conn).since(ms(100), ms(70), ms(70)).proves("SOCK-5/info");
    }

    @Scenario(id = "tcp-calls/notices-of-memory", needs = Capability.ERROR_QUEUE,
            confirmedBy = "packetdrill:gtests/net/tcp/zerocopy/batch.pkt")
    public void memoryOfWritesIsToldFreeWhenTheyAreAcknowledged(Ladder it) {
        SutSocket conn = passive(it).nonBlocking(true);
        it.step("without SO_ZEROCOPY the flag means nothing");
        conn.send(bytes(10), Sock.MSG_ZEROCOPY);
        it.out(now(), data(1, 11).psh().ack(1));
        it.in(after(ms(10)), ack(1, 11));
        it.fails(Errno.EAGAIN, conn::takeQueuedError);
        conn.option("SO_ZEROCOPY", 1);
        conn.send(bytes(1500), Sock.MSG_ZEROCOPY);
        it.out(now(), data(11, 1011).ack(1));
        it.out(now(), data(1011, 1511).psh().ack(1));
        it.in(after(ms(10)), ack(1, 1011));
        it.fails(Errno.EAGAIN, conn::takeQueuedError);
        it.in(after(ms(10)), ack(1, 1511));
        it.equal("ready", "OUT ERR", conn.poll());
        it.step("a second write is told with the first");
        conn.send(bytes(100), Sock.MSG_ZEROCOPY);
        it.out(now(), data(1511, 1611).psh().ack(1));
        it.in(after(ms(10)), ack(1, 1611));
        it.equal("calls 0 to 1, copied", "OK ZEROCOPY 0/1 info 0 data 1, 0 octets", conn.takeQueuedError());
        it.equal("ready", "OUT", conn.poll());
        it.step("a reset frees everything");
        conn.send(bytes(100), Sock.MSG_ZEROCOPY);
        it.out(now(), data(1611, 1711).psh().ack(1));
        it.in(after(ms(10)), rst(1));
        it.equal("call 2", "OK ZEROCOPY 0/1 info 2 data 2, 0 octets", conn.takeQueuedError());
    }

    @Scenario(id = "tcp-calls/notices-of-a-write-that-waits", needs = {Capability.ERROR_QUEUE, Capability.VIRTUAL_TIME},
            confirmedBy = "kernel:6.18.44")
    public void aWriteThatJoinsAnotherAndWaitsIsToldWithItAtItsEnd(Ladder it) {
        SutSocket conn = passive(it, listener(it, "SO_SNDBUF", 2304), syn(0).mss(1000), 65_535);
        conn.option("SO_ZEROCOPY", 1);
        conn.option("TCP_CORK", 1);
        conn.send(bytes(500), Sock.MSG_ZEROCOPY);
        PendingCall<Integer> call = it.call("send", () -> conn.send(bytes(5500), Sock.MSG_ZEROCOPY));
        it.out(now(), data(1, 1001).ack(1));
        it.out(now(), data(1001, 2001).ack(1));
        it.out(now(), data(2001, 3001).psh().ack(1));
        call.blocks();
        it.step("all of the first write is acknowledged, but the second one goes on");
        it.in(after(ms(10)), ack(1, 2001));
        it.out(now(), data(3001, 4001).ack(1));
        it.out(now(), data(4001, 5001).psh().ack(1));
        it.fails(Errno.EAGAIN, conn::takeQueuedError);
        it.in(after(ms(10)), rst(1));
        call.returns(ms(20), 4500);
        it.equal("calls 0 to 1, copied", "OK ZEROCOPY 0/1 info 0 data 1, 0 octets", conn.takeQueuedError());
        it.fails(Errno.EAGAIN, conn::takeQueuedError);
    }

    @Scenario(id = "tcp-calls/times-of-writes", needs = Capability.ERROR_QUEUE,
            confirmedBy = "packetdrill:gtests/net/tcp/timestamping/partial.pkt")
    public void theLastOctetOfAWriteIsToldWhenQueuedSentAndAcknowledged(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000), 2000).nonBlocking(true);
        it.fails(Errno.EINVAL, () -> it.sut().socket(STREAM).option("SO_TIMESTAMPING", Timestamping.OPT_ID));
        it.fails(Errno.EINVAL, () -> conn.option("SO_TIMESTAMPING", Timestamping.OPT_ID_TCP));
        conn.option("SO_TIMESTAMPING", Timestamping.TX | Timestamping.OPT_ID | Timestamping.OPT_TSONLY | Timestamping.SOFTWARE);
        conn.write(bytes(2500));
        it.out(now(), data(1, 1001).ack(1));
        it.out(now(), data(1001, 2001).psh().ack(1));
        it.step("its last octet waits for the window, so nothing is told yet");
        it.fails(Errno.EAGAIN, conn::takeQueuedError);
        it.in(after(ms(10)), ack(1, 2001));
        it.out(now(), data(2001, 2501).psh().ack(1));
        it.equal("queued", "ENOMSG TIMESTAMPING 0/0 info 1 data 2499, 0 octets", conn.takeQueuedError());
        it.equal("sent", "ENOMSG TIMESTAMPING 0/0 info 0 data 2499, 0 octets", conn.takeQueuedError());
        it.fails(Errno.EAGAIN, conn::takeQueuedError);
        it.in(after(ms(10)), ack(1, 2501));
        it.equal("acknowledged", "ENOMSG TIMESTAMPING 0/0 info 2 data 2499, 0 octets", conn.takeQueuedError());
    }
}
