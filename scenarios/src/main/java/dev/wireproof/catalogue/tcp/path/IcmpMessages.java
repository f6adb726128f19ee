package dev.wireproof.catalogue.tcp.path;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** ICMP errors about segments, by the state of their connection (RFC 9293 section 3.9.2.2; Linux {@code tcp_v4_err}). */
public class IcmpMessages {
    private static final int QUOTED = 28;
    private static final int[][] MESSAGES = {
        {3, 0}, {3, 1}, {3, 2}, {3, 3}, {3, 5}, {3, 6}, {3, 7}, {3, 8}, {3, 9}, {3, 10}, {3, 11}, {3, 12}, {3, 13}, {3, 14}, {3, 15}, {11, 0}, {12, 0}
    };
    private static final Errno[] ERRORS = {
        Errno.ENETUNREACH, Errno.EHOSTUNREACH, Errno.ENOPROTOOPT, Errno.ECONNREFUSED, Errno.EOPNOTSUPP, Errno.ENETUNREACH,
        Errno.EHOSTDOWN, Errno.ENONET, Errno.ENETUNREACH, Errno.EHOSTUNREACH, Errno.ENETUNREACH, Errno.EHOSTUNREACH,
        Errno.EHOSTUNREACH, Errno.EHOSTUNREACH, Errno.EHOSTUNREACH, Errno.EHOSTUNREACH, Errno.EPROTO
    };

    @Scenario(id = "tcp-path/errors-while-connecting",
            rfc = {"9293-MUST-54", "9293-SHLD-26"},
            confirmedBy = {"rfc:9293-SHLD-26", "kernel:6.18.44"})
    public void everyErrorAboutTheSynEndsTheAttemptWithItsErrno(Ladder it) {
        for (int i = 0; i < MESSAGES.length; i++) {
            SutSocket client = it.sut().socket(STREAM);
            int port = 80 + i;
            PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), port));
            it.out(now(), syn(0));
            it.in(after(ms(1)), icmp(MESSAGES[i][0], MESSAGES[i][1]).quoting(it.lastSent(), QUOTED));
            connect.returns(ms(1), ERRORS[i]).proves("IP-8/hard-error");
            client.close();
        }
    }

    @Scenario(id = "tcp-path/errors-while-established", needs = Capability.TCP_INFO,
            rfc = {"9293-MUST-54", "9293-MUST-56", "9293-SHLD-25", "9293-MUST-47"},
            confirmedBy = {"rfc:9293-MUST-56", "kernel:6.18.44"})
    public void noErrorEndsAnEstablishedConnection(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000), 65_535);
        conn.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(1));
        byte[] sent = it.lastSent();
        for (int i = 0; i < MESSAGES.length; i++) {
            it.in(after(ms(1)), icmp(MESSAGES[i][0], MESSAGES[i][1]).quoting(sent, QUOTED));
            it.quiet(us(100));
            it.equal("readiness", "OUT", conn.poll());
            it.equal("error", ERRORS[i].name(), conn.takeError()).proves("IP-8/soft-error");
            it.equal("error", "OK", conn.takeError()).proves("SOCK-5/error");
        }
        it.info(conn).state("ESTABLISHED").proves("IP-8/soft-error");
        it.in(after(ms(1)), ack(1, 101));
        conn.write(bytes(100, 200));
        it.out(now(), data(101, 201).psh().ack(1));
        it.in(after(ms(1)), ack(1, 201));
    }

    @Scenario(id = "tcp-path/errors-at-once",
            rfc = {"9293-MUST-47", "9293-SHLD-20", "9293-SHLD-25"},
            confirmedBy = "kernel:6.18.44")
    public void withIpRecverrErrorsAreToldAtOnceAndWithoutItNotUnlessAsked(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000), 65_535);
        conn.nonBlocking(true);
        conn.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(1));
        byte[] sent = it.lastSent();
        it.in(after(ms(1)), icmp(3, 1).quoting(sent, QUOTED));
        it.quiet(us(100));
        it.fails(Errno.EAGAIN, () -> conn.read(10));
        conn.option("IP_RECVERR", 1);
        it.in(after(ms(1)), icmp(3, 1).quoting(sent, QUOTED));
        it.quiet(us(100));
        it.equal("readiness", "OUT ERR", conn.poll());
        it.fails(Errno.EHOSTUNREACH, () -> conn.read(10));
        it.fails(Errno.EAGAIN, () -> conn.read(10));
        it.step("the connection lives");
        it.in(after(ms(1)), data(1, 11).psh().ack(101));
        it.out(now(), ack(101, 11));
        it.equal("read", bytes(10), conn.read(10));
        conn.option("IP_RECVERR", 0);
        conn.write(bytes(100, 200));
        it.out(now(), data(101, 201).psh().ack(11));
        it.in(after(ms(1)), icmp(3, 1).quoting(it.lastSent(), QUOTED));
        it.quiet(us(100));
        it.fails(Errno.EAGAIN, () -> conn.read(10));
        it.in(after(ms(1)), ack(11, 201));
    }

    @Scenario(id = "tcp-path/soft-error-at-the-end", needs = Capability.VIRTUAL_TIME,
            rfc = {"9293-MUST-47", "9293-SHLD-25"},
            confirmedBy = "formula:net/ipv4/tcp_timer.c tcp_write_err tells sk_err_soft before ETIMEDOUT")
    public void aConnectionGivenUpEndsWithTheErrorThatCameOnTheWay(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000), 65_535);
        conn.option("TCP_USER_TIMEOUT", 500);
        conn.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(1));
        it.in(after(ms(1)), icmp(3, 13).quoting(it.lastSent(), QUOTED));
        it.out(after(ms(209)), data(1, 101).psh().ack(1).retransmitted());
        it.out(after(ms(420)), data(1, 101).psh().ack(1).retransmitted());
        it.pass(seconds(1));
        it.equal("error", "EHOSTUNREACH", conn.takeError());
    }

    @Scenario(id = "tcp-path/backoff-taken-back", needs = {Capability.VIRTUAL_TIME, Capability.TCP_INFO},
            confirmedBy = "formula:RFC 6069 section 3: one doubling is undone for each unreachable message about the oldest segment")
    public void unreachableMessagesAboutTheOldestSegmentUndoTheBackoff(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000), 65_535);
        conn.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(1));
        it.out(after(ms(210)), data(1, 101).psh().ack(1).retransmitted());
        it.out(after(ms(420)), data(1, 101).psh().ack(1).retransmitted());
        it.info(conn).backoff(2);
        it.in(after(ms(10)), icmp(3, 3).quoting(it.lastSent(), QUOTED));
        it.info(conn).backoff(2);
        it.in(after(ms(10)), icmp(3, 1).quoting(it.lastSent(), QUOTED));
        it.info(conn).backoff(1);
        it.out(after(ms(400)), data(1, 101).psh().ack(1).retransmitted());
        it.info(conn).backoff(2);
        it.in(after(ms(10)), ack(1, 101));
    }

    @Scenario(id = "tcp-path/backoff-taken-back-once", needs = Capability.TCP_INFO,
            confirmedBy = "kernel:6.18.44")
    public void noMoreDoublingsAreUndoneThanTheTimeoutsOfThisSegmentMade(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1000), 65_535);
        conn.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(1));
        it.out(between(ms(209), ms(260)), data(1, 101).psh().ack(1).retransmitted());
        it.step("Karn's rule keeps the doubling, the window that opens ends it for probes");
        it.in(after(ms(10)), ack(1, 101).win(0));
        conn.write(bytes(100));
        it.in(after(ms(10)), ack(1, 101).win(65_535));
        it.out(now(), data(101, 201).psh().ack(1));
        it.out(between(ms(419), ms(520)), data(101, 201).psh().ack(1).retransmitted());
        it.info(conn).backoff(1);
        it.in(after(ms(10)), icmp(3, 1).quoting(it.lastSent(), QUOTED));
        it.info(conn).backoff(0);
        it.in(after(ms(10)), icmp(3, 1).quoting(it.lastSent(), QUOTED));
        it.info(conn).backoff(0);
        it.out(between(ms(185), ms(250)), data(101, 201).psh().ack(1).retransmitted());
        it.in(after(ms(10)), ack(1, 201));
    }

    @Scenario(id = "tcp-path/errors-about-a-syn-ack", needs = Capability.COUNTERS,
            rfc = "9293-MUST-54",
            confirmedBy = "kernel:6.18.44")
    public void anUnreachablePeerLosesItsRequest(Ladder it) {
        listener(it);
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        byte[] sent = it.lastSent();
        byte[] other = sent.clone();
        other[24] ^= 0x40;
        it.in(after(ms(1)), icmp(3, 1).quoting(other, QUOTED));
        it.equal("outside the window", 1L, it.sut().counter("TcpExt.OutOfWindowIcmps"));
        it.in(after(ms(1)), icmp(3, 3).quoting(sent, QUOTED));
        it.equal("dropped", 0L, it.sut().counter("TcpExt.ListenDrops"));
        it.in(after(ms(1)), icmp(3, 1).quoting(sent, QUOTED));
        it.equal("dropped", 1L, it.sut().counter("TcpExt.ListenDrops"));
        it.in(after(ms(1)), ack(1, 1));
        it.out(now(), rst(1));
    }

    @Scenario(id = "tcp-path/error-queue-of-a-connect", needs = Capability.ERROR_QUEUE,
            rfc = "9293-SHLD-25",
            confirmedBy = "kernel:6.18.44")
    public void theErrorQueueTellsWhoRefusedTheSyn(Ladder it) {
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        it.in(after(ms(1)), icmp(3, 1).quoting(it.lastSent(), QUOTED));
        it.quiet(us(100));
        it.equal("error queue", "EHOSTUNREACH ICMP 3/1 info 0 by 10.0.0.2 about 10.0.0.2:80, 8 octets", client.takeQueuedError());
        it.fails(Errno.EAGAIN, client::takeQueuedError);
        it.equal("error", "OK", client.takeError());
    }
}
