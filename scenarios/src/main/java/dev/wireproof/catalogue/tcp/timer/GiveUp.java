package dev.wireproof.catalogue.tcp.timer;

import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.TcpSpec;

/** When a connection whose peer is silent ends (facts 9.13: by time since the first retransmission, not by count). */
public class GiveUp {
    private static final long TIMEOUT_MILLIS = 210;
    private static final long LONGEST_MILLIS = 120_000;

    /** Expects {@code count} retransmissions with doubled gaps up to 120 s; milliseconds from the first sending to the expiry after them. */
    private static long retransmissions(Ladder it, TcpSpec segment, int count, String clause) {
        long gap = TIMEOUT_MILLIS;
        long sum = 0;
        for (int n = 0; n < count; n++) {
            it.out(after(ms(gap)), segment.retransmitted()).proves(clause);
            sum += gap;
            gap = Math.min(2 * gap, LONGEST_MILLIS);
        }
        return sum + gap;
    }

    @Scenario(id = "tcp-timer/retries2", needs = {Capability.VIRTUAL_TIME, Capability.COUNTERS},
            rfc = {"9293-MUST-20", "9293-SHLD-10", "9293-SHLD-11", "6298-2.5", "9293-3.10.8-a", "6298-5.5"},
            confirmedBy = {"formula:first expiry 924.6 s or more after the first retransmission (facts 9.13, appendix C 5)", "kernel:6.18.44"})
    public void dataIsGivenUpAfterFifteenRetransmissions(Ladder it) {
        SutSocket conn = passive(it);
        PendingCall<byte[]> read = it.call("read", () -> conn.read(1));
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1));
        long end = retransmissions(it, data(1, 11).psh().ack(1), 15, "TCP-10/maximum");
        it.quiet(seconds(120));
        read.returns(ms(end), Errno.ETIMEDOUT).proves("TCP-10/retries2");
        it.equal("counted", 1L, it.sut().counter("TcpExt.TCPAbortOnTimeout"));
        it.in(after(seconds(1)), ack(1, 11));
        it.out(now(), rst(11)).proves("TCP-10/retries2");
    }

    @Scenario(id = "tcp-timer/retries2-of-three", needs = {Capability.VIRTUAL_TIME, Capability.SYSCTLS},
            rfc = {"9293-MUST-20", "9293-3.10.8-a"},
            confirmedBy = "formula:model(3) = 3.0 s since the first retransmission (facts 9.13)")
    public void retries2IsATimeModelledOnACount(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_retries2", "3");
        SutSocket conn = passive(it);
        PendingCall<byte[]> read = it.call("read", () -> conn.read(1));
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1));
        it.step("the fourth expiry is 2.94 s after the first, too early by 60 ms");
        long end = retransmissions(it, data(1, 11).psh().ack(1), 4, "TCP-10/backoff");
        it.quiet(seconds(4));
        read.returns(ms(end), Errno.ETIMEDOUT).proves("TCP-10/retries2");
    }

    @Scenario(id = "tcp-timer/orphan-retries", needs = Capability.VIRTUAL_TIME,
            rfc = {"9293-3.10.7.4-5i", "9293-3.10.8-b", "9293-MUST-20"},
            confirmedBy = "formula:8 retries for an orphan, 102.2 s since the first retransmission (facts 9.13)")
    public void theFinOfAnOrphanIsSentNineTimes(Ladder it) {
        SutSocket conn = passive(it);
        conn.close();
        it.out(now(), fin(1, 1));
        retransmissions(it, fin(1, 1), 8, "TCP-15/orphans");
        it.quiet(seconds(60));
        it.step("nothing is left that would know the peer's FIN");
        it.in(now(), fin(1, 2));
        it.out(now(), rst(2)).proves("TCP-15/orphans");
    }

    @Scenario(id = "tcp-timer/user-timeout",
            rfc = {"9293-3.10.8-a"},
            confirmedBy = {"rfc:9293-3.10.8-a", "packetdrill:gtests/net/tcp/user_timeout/user_timeout.pkt", "kernel:6.18.44"})
    public void theUserTimeoutEndsAConnectionWhoseDataStaysUnacknowledged(Ladder it) {
        SutSocket conn = passive(it).option("TCP_USER_TIMEOUT", 1500);
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1));
        it.out(between(ms(205), ms(235)), data(1, 11).psh().ack(1).retransmitted());
        it.out(between(ms(400), ms(480)), data(1, 11).psh().ack(1).retransmitted());
        it.out(between(ms(800), ms(960)), data(1, 11).psh().ack(1).retransmitted());
        it.quiet(ms(1000));
        it.equal("error", "ETIMEDOUT", conn.takeError()).proves("TCP-14/user-timeout", "SOCK-5/user-timeout");
        it.in(now(), ack(1, 11));
        it.out(now(), rst(11));
    }

    @Scenario(id = "tcp-timer/textbook-report-at-r1", profile = "textbook", needs = {Capability.VIRTUAL_TIME, Capability.SYSCTLS},
            rfc = "9293-SHLD-9",
            confirmedBy = {"rfc:9293-SHLD-9", "formula:timeouts of 1, 2, 4 and 8 s, of which the fourth comes after R1 = 3 repetitions"})
    public void atR1TheUserHearsOfTheTrouble(Ladder it) {
        SutSocket conn = passive(it).option("IP_RECVERR", 1).nonBlocking(true);
        conn.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(1));
        for (int gap = 1; gap <= 4; gap *= 2) {
            it.out(after(seconds(gap)), data(1, 101).psh().ack(1).retransmitted());
        }
        it.fails(Errno.EAGAIN, conn::takeQueuedError);
        it.out(after(seconds(8)), data(1, 101).psh().ack(1).retransmitted());
        it.equal("error queue", "ETIMEDOUT LOCAL 0/0 info 0 about 10.0.0.2:40000, 0 octets", conn.takeQueuedError());
        it.fails(Errno.EAGAIN, conn::takeQueuedError);
        it.step("the connection lives on, and nothing else is told before R2");
        it.in(after(ms(10)), ack(1, 101));
        it.equal("error", "OK", conn.takeError());
        it.step("who has switched such reports off hears nothing");
        conn.option("IP_RECVERR", 0);
        conn.write(bytes(100, 200));
        it.out(now(), data(101, 201).psh().ack(1));
        for (int i = 0; i < 4; i++) {
            it.out(between(seconds(1), seconds(120)), data(101, 201).psh().ack(1).retransmitted());
        }
        it.fails(Errno.EAGAIN, conn::takeQueuedError);
    }
}
