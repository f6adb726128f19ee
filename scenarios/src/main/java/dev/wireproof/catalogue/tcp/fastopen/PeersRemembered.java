package dev.wireproof.catalogue.tcp.fastopen;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** What a host remembers of a peer from one connection to the next (RFC 9040 section 8; Linux {@code tcp_metrics}). */
public class PeersRemembered {
    private static final int SLOW = 300;

    /** A connection with a round trip of 300 ms ends in order; the host closes first. */
    private static void slowConnection(Ladder it, SutSocket listener) {
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        it.in(after(ms(SLOW)), ack(1, 1));
        SutSocket child = listener.accept();
        child.write(bytes(500));
        it.out(now(), data(1, 501).psh().ack(1));
        it.in(after(ms(SLOW)), ack(1, 501));
        child.close();
        it.out(now(), fin(501, 1));
        it.in(after(ms(SLOW)), fin(1, 502));
        it.out(now(), ack(502, 2));
    }

    private static SutSocket fastConnection(Ladder it, SutSocket listener, int port) {
        it.in(after(ms(10)), syn(0).mss(1000).peerPort(port));
        it.out(now(), synAck(0, 1).peerPort(port));
        it.in(after(ms(10)), ack(1, 1).peerPort(port));
        return listener.accept();
    }

    @Scenario(id = "tcp-memory/slow-peer", needs = {Capability.TCP_INFO, Capability.SYSCTLS},
            confirmedBy = {"formula:RTO = RTT + max(2 RTT, 200 ms) of the remembered RTT until text is measured (facts 9.12)", "kernel:6.18.44"})
    public void theTimeoutOfANewConnectionFollowsTheSlowerOneBefore(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_no_metrics_save", "0");
        SutSocket listener = listener(it);
        slowConnection(it, listener);
        SutSocket next = fastConnection(it, listener, 40_001);
        it.info(next).rtt(ms(10)).rto(ms(900));
        next.write(bytes(500));
        it.out(now(), data(1, 501).psh().ack(1).peerPort(40_001));
        it.step("text that is measured counts from then on");
        it.in(after(ms(10)), ack(1, 501).peerPort(40_001));
        it.info(next).rto(ms(210));
    }

    @Scenario(id = "tcp-memory/nothing-kept", needs = {Capability.TCP_INFO, Capability.SYSCTLS},
            confirmedBy = {"formula:tcp_no_metrics_save 1 leaves the timeout to the handshake (facts 9.12)", "kernel:6.18.44"})
    public void nothingIsRememberedWhereTheOperatorForbidsIt(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_no_metrics_save", "1");
        SutSocket listener = listener(it);
        slowConnection(it, listener);
        SutSocket next = fastConnection(it, listener, 40_001);
        it.info(next).rtt(ms(10)).rto(ms(210));
    }

    @Scenario(id = "tcp-memory/known-peers-first", needs = Capability.SYSCTLS,
            confirmedBy = {"formula:without cookies the last quarter of tcp_max_syn_backlog is for peers with a remembered RTT (facts 8.3)",
                    "kernel:6.18.44"})
    public void theReservedPartOfTheBacklogIsForPeersThatAreRemembered(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_no_metrics_save", "0");
        it.sut().sysctl("net.ipv4.tcp_syncookies", "0");
        it.sut().sysctl("net.ipv4.tcp_max_syn_backlog", "8");
        SutSocket listener = listener(it, 100);
        slowConnection(it, listener);
        for (int port = 40_001; port <= 40_009; port++) {
            it.in(now(), syn(0).mss(1000).peerPort(port));
            it.out(now(), synAck(0, 1).peerPort(port));
        }
    }

    @Scenario(id = "tcp-memory/threshold", needs = {Capability.TCP_INFO, Capability.SYSCTLS},
            confirmedBy = {"formula:the threshold of a connection that ended in congestion avoidance (tcp_update_metrics)", "kernel:6.18.44"})
    public void theThresholdIsRememberedWhereTheOperatorWishes(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_no_metrics_save", "0");
        it.sut().sysctl("net.ipv4.tcp_no_ssthresh_metrics_save", "0");
        it.sut().sysctl("net.ipv4.tcp_congestion_control", "reno");
        SutSocket listener = listener(it);
        SutSocket first = fastConnection(it, listener, 40_000);
        first.write(bytes(4000));
        for (int i = 0; i < 4; i++) {
            it.out(now(), i == 3 ? data(3001, 4001).psh().ack(1) : data(1 + 1000 * i, 1001 + 1000 * i).ack(1));
        }
        it.step("the first of four is lost");
        it.in(after(ms(10)), ack(1, 1).win(65_535));
        it.in(now(), ack(1, 1).win(65_535));
        it.in(now(), ack(1, 1).win(65_535));
        it.out(now(), data(1, 1001).ack(1).retransmitted());
        it.in(after(ms(10)), ack(1, 4001));
        first.write(bytes(4000, 5000));
        it.out(now(), data(4001, 5001).psh().ack(1));
        it.in(after(ms(10)), ack(1, 5001));
        it.info(first).ssthresh(5).caState(0);
        first.close();
        it.out(now(), fin(5001, 1));
        it.in(after(ms(10)), fin(1, 5002));
        it.out(now(), ack(5002, 2));
        SutSocket next = fastConnection(it, listener, 40_001);
        it.info(next).ssthresh(5).cwnd(10);
    }
}
