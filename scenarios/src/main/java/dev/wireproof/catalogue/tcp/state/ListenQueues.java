package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** The queue of requests and the queue of accepted-to-be connections at a listener. */
public class ListenQueues {
    private static void request(Ladder it, int peerPort) {
        it.in(after(ms(1)), syn(0).peerPort(peerPort).mss(1000));
        it.out(now(), synAck(0, 1).peerPort(peerPort));
    }

    private static void complete(Ladder it, int peerPort) {
        it.in(after(ms(1)), ack(1, 1).peerPort(peerPort));
    }

    @Scenario(id = "tcp-state/accept-queue-full", needs = Capability.COUNTERS,
            rfc = "9293-3.10.7.2-c",
            confirmedBy = {"formula:backlog + 1 connections, then SYNs are dropped silently (facts 8.3, observed on 6.18.44)", "kernel:6.18.44"})
    public void backlogOneHoldsTwoConnectionsAndDropsTheThirdSyn(Ladder it) {
        SutSocket listener = listener(it, 1);
        for (int port : new int[] {40_001, 40_002}) {
            request(it, port);
            complete(it, port);
        }
        it.quiet(ms(10)).proves("TCP-3/accept-queue-backlog-plus-one", "TCP-3/handshake-without-accept");
        it.in(now(), syn(0).peerPort(40_003).mss(1000));
        it.quiet(ms(900)).proves("TCP-3/accept-queue-full", "TCP-3/accept-queue-bound");
        it.equal("overflows", 1L, it.sut().counter("TcpExt.ListenOverflows")).proves("TCP-3/listen-overflows");
        it.equal("drops", 1L, it.sut().counter("TcpExt.ListenDrops")).proves("TCP-3/listen-drops");
        it.step("accept makes room, and the client's next SYN is served");
        listener.accept();
        request(it, 40_003);
        complete(it, 40_003);
    }

    /** Two of three requests fill the queue of a listener with backlog 1, so that the third final ACK finds it full. */
    private static SutSocket thirdAckFindsTheQueueFull(Ladder it) {
        SutSocket listener = listener(it, 1);
        request(it, 40_001);
        complete(it, 40_001);
        request(it, 40_002);
        request(it, 40_003);
        complete(it, 40_002);
        complete(it, 40_003);
        return listener;
    }

    @Scenario(id = "tcp-state/final-ack-dropped", needs = Capability.COUNTERS,
            rfc = "9293-3.10.7.4-5b",
            confirmedBy = {"formula:facts 8.5 step 8, tcp_abort_on_overflow 0", "kernel:6.18.44"})
    public void theFinalAckIsDroppedWhileTheQueueIsFull(Ladder it) {
        SutSocket listener = thirdAckFindsTheQueueFull(it);
        it.step("the client thinks it is established; the host sends its SYN-ACK again a second after the first");
        it.out(between(ms(940), ms(1040)), synAck(0, 1).peerPort(40_003).retransmitted()).proves("TCP-3/final-ack-dropped");
        it.equal("overflows", 1L, it.sut().counter("TcpExt.ListenOverflows"));
        listener.accept();
        it.in(after(ms(10)), data(1, 11).psh().ack(1).peerPort(40_003));
        it.out(now(), ack(1, 11).peerPort(40_003));
        listener.accept();
        it.equal("octets", bytes(10), listener.accept().read(100));
    }

    @Scenario(id = "tcp-state/abort-on-overflow", needs = Capability.SYSCTLS,
            rfc = "9293-3.10.7.4-5b",
            confirmedBy = {"formula:facts 8.5 step 8, tcp_abort_on_overflow 1", "kernel:6.18.44"})
    public void abortOnOverflowTurnsTheDroppedAckIntoAReset(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_abort_on_overflow", "1");
        thirdAckFindsTheQueueFull(it);
        it.out(now(), rst(1).peerPort(40_003)).proves("TCP-3/abort-on-overflow");
        it.step("a SYN is still dropped in silence");
        it.in(after(ms(1)), syn(0).peerPort(40_004).mss(1000));
        it.quiet(ms(1100)).proves("TCP-3/abort-on-overflow", "TCP-3/accept-queue-full");
    }

    @Scenario(id = "tcp-state/syn-queue-full", needs = {Capability.SYSCTLS, Capability.COUNTERS},
            rfc = "9293-3.10.7.2-c",
            confirmedBy = {"formula:full when requests > backlog (facts 8.3)", "kernel:6.18.44"})
    public void withoutCookiesASynIsDroppedWhenRequestsExceedTheBacklog(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_syncookies", "0");
        listener(it, 1);
        request(it, 40_001);
        request(it, 40_002);
        it.in(after(ms(1)), syn(0).peerPort(40_003).mss(1000));
        it.quiet(ms(500)).proves("TCP-3/syn-queue-bound-modern");
        it.equal("queue full", 1L, it.sut().counter("TcpExt.TCPReqQFullDrop"));
        it.equal("drops", 1L, it.sut().counter("TcpExt.ListenDrops")).proves("TCP-3/listen-drops");
        it.equal("overflows", 0L, it.sut().counter("TcpExt.ListenOverflows"));
    }

    @Scenario(id = "tcp-state/max-syn-backlog", needs = Capability.SYSCTLS,
            rfc = "9293-3.10.7.2-c",
            confirmedBy = {"formula:dropped when tcp_max_syn_backlog - requests < a quarter of it (facts 8.3)", "kernel:6.18.44"})
    public void maxSynBacklogKeepsAQuarterForKnownPeersWithoutCookies(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_syncookies", "0");
        it.sut().sysctl("net.ipv4.tcp_max_syn_backlog", "8");
        listener(it, 100);
        for (int i = 1; i <= 7; i++) {
            request(it, 40_000 + i);
        }
        it.in(after(ms(1)), syn(0).peerPort(40_008).mss(1000));
        it.quiet(ms(500)).proves("TCP-3/max-syn-backlog-without-cookies");
    }

    @Scenario(id = "tcp-state/somaxconn", needs = Capability.SYSCTLS,
            rfc = "9293-3.10.7.2-c",
            confirmedBy = {"formula:backlog is min(listen, somaxconn) (facts 8.3)", "kernel:6.18.44"})
    public void somaxconnBoundsTheBacklog(Ladder it) {
        it.sut().sysctl("net.core.somaxconn", "1");
        listener(it, 100);
        for (int port : new int[] {40_001, 40_002}) {
            request(it, port);
            complete(it, port);
        }
        it.in(after(ms(1)), syn(0).peerPort(40_003).mss(1000));
        it.quiet(ms(500)).proves("TCP-3/accept-queue-bound");
    }

    @Scenario(id = "tcp-state/accept-order",
            rfc = "9293-3.10.7.4-5b",
            confirmedBy = {"formula:FIFO of completed handshakes", "kernel:6.18.44"})
    public void acceptReturnsConnectionsAsTheyCompleted(Ladder it) {
        SutSocket listener = listener(it, 5);
        request(it, 40_001);
        request(it, 40_002);
        complete(it, 40_002);
        complete(it, 40_001);
        for (int port : new int[] {40_001, 40_002}) {
            it.in(after(ms(1)), data(1, 1 + port - 40_000).psh().ack(1).peerPort(port));
            it.out(now(), ack(1, 1 + port - 40_000).peerPort(port));
        }
        it.equal("first", 2, listener.accept().read(100).length).proves("TCP-3/accept-queue-fifo");
        it.equal("second", 1, listener.accept().read(100).length).proves("TCP-3/accept-queue-fifo");
    }

    @Scenario(id = "tcp-state/data-and-end-before-accept",
            rfc = {"9293-3.10.7.4-7a", "9293-3.10.7.4-8b"},
            confirmedBy = "kernel:6.18.44")
    public void dataAndFinComeBeforeAccept(Ladder it) {
        SutSocket listener = listener(it, 5);
        request(it, 40_001);
        complete(it, 40_001);
        it.in(after(ms(5)), data(1, 501).psh().ack(1));
        it.out(now(), ack(1, 501)).proves("TCP-3/data-before-accept");
        it.in(after(ms(5)), fin(501, 1));
        it.out(between(ms(0), ms(44)), ack(1, 502));
        SutSocket conn = listener.accept();
        it.equal("octets", bytes(500), conn.readFully(500)).proves("TCP-3/data-before-accept");
        it.equal("end", 0, conn.read(1).length);
    }

    @Scenario(id = "tcp-state/reset-before-accept",
            rfc = "9293-3.10.7.4-2f",
            confirmedBy = {"formula:appendix C 24 of the facts, observed on 6.18.44", "kernel:6.18.44"})
    public void aConnectionThatWasResetIsStillAccepted(Ladder it) {
        SutSocket listener = listener(it, 5);
        request(it, 40_001);
        complete(it, 40_001);
        it.in(after(ms(5)), rst(1));
        it.equal("readiness", "IN", listener.poll());
        SutSocket conn = listener.accept();
        it.fails(Errno.ECONNRESET, () -> conn.read(1)).proves("TCP-3/handshake-without-accept");
    }
}
