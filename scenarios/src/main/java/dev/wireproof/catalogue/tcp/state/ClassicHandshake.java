package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Handshakes as older kernels did them: profile {@code classic}, which is 2.6.32 unless a setting says otherwise. */
public class ClassicHandshake {
    private static void unansweredSyns(Ladder it, int firstSeconds, int repetitions) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        int gap = firstSeconds;
        for (int i = 0; i < repetitions; i++) {
            it.out(after(seconds(gap)), syn(0).retransmitted()).proves("TCP-4/syn-classic-" + firstSeconds + "s");
            gap *= 2;
        }
        it.quiet(seconds(gap));
        connect.returns(seconds(2L * gap - firstSeconds), Errno.ETIMEDOUT).proves("TCP-4/syn-classic-" + firstSeconds + "s");
    }

    @Scenario(id = "tcp-state/classic-syn-from-3-seconds", profile = "classic", needs = Capability.VIRTUAL_TIME,
            rfc = "9293-MUST-23",
            confirmedBy = "formula:0 3 9 21 45 93, ETIMEDOUT at 189 s: tcp_syn_retries 5 from RFC 2988's 3 s (kernel 2.6.32)")
    public void aSynIsSentSixTimesFromThreeSeconds(Ladder it) {
        unansweredSyns(it, 3, 5);
    }

    @Scenario(id = "tcp-state/classic-syn-from-1-second", profile = "classic", needs = {Capability.VIRTUAL_TIME, Capability.SYSCTLS},
            rfc = "6298-2.1",
            confirmedBy = "formula:0 1 3 7 15 31 63, ETIMEDOUT at 127 s: tcp_syn_retries 6 from RFC 6298's 1 s (kernels 3.7 to 6.4)")
    public void withAFirstTimeoutOfASecondASynIsSentSevenTimes(Ladder it) {
        it.sut().sysctl("net.classic.initial_rto_ms", "1000");
        it.sut().sysctl("net.ipv4.tcp_syn_retries", "6");
        unansweredSyns(it, 1, 6);
    }

    @Scenario(id = "tcp-state/classic-syn-queue", profile = "classic", needs = Capability.COUNTERS,
            rfc = "9293-3.10.7.2-c",
            confirmedBy = "formula:backlog + 1 rounded up to a power of two, at least 16 (facts 8.3, kernel 2.6.32)")
    public void theSynQueueIsATableOfAPowerOfTwo(Ladder it) {
        fills(it, 7777, 1, 16);
        fills(it, 7778, 16, 32);
        it.equal("dropped", 2L, it.sut().counter("TcpExt.TCPReqQFullDrop")).proves("TCP-3/syn-queue-bound-classic");
    }

    private static void fills(Ladder it, int port, int backlog, int entries) {
        it.sut().socket(STREAM).bind(port).listen(backlog);
        for (int i = 1; i <= entries; i++) {
            it.in(after(ms(1)), syn(0).port(port).peerPort(40_000 + i).mss(1000));
            it.out(now(), synAck(0, 1).port(port).peerPort(40_000 + i)).proves("TCP-3/syn-queue-bound-classic");
        }
        it.in(after(ms(1)), syn(0).port(port).peerPort(39_000).mss(1000));
        it.quiet(ms(100)).proves("TCP-3/syn-queue-bound-classic");
    }

    @Scenario(id = "tcp-state/classic-accept-queue", profile = "classic", needs = Capability.COUNTERS,
            rfc = "9293-3.10.7.2-c",
            confirmedBy = "formula:backlog + 1 of at most 128, then SYNs are dropped while two requests are young (facts 8.3, kernel 2.6.32)")
    public void anAcceptQueueHolds129AndTwoMoreMayAsk(Ladder it) {
        listener(it, 1000);
        for (int i = 1; i <= 129; i++) {
            it.in(after(ms(1)), syn(0).peerPort(40_000 + i).mss(1000));
            it.out(now(), synAck(0, 1).peerPort(40_000 + i));
            it.in(now(), ack(1, 1).peerPort(40_000 + i));
        }
        it.step("the queue is full, and still two requests are taken");
        for (int i = 130; i <= 131; i++) {
            it.in(after(ms(1)), syn(0).peerPort(40_000 + i).mss(1000));
            it.out(now(), synAck(0, 1).peerPort(40_000 + i)).proves("TCP-3/somaxconn");
        }
        it.in(after(ms(1)), syn(0).peerPort(40_132).mss(1000));
        it.quiet(ms(500)).proves("TCP-3/somaxconn", "TCP-3/accept-queue-full");
        it.equal("overflows", 1L, it.sut().counter("TcpExt.ListenOverflows"));
    }

    @Scenario(id = "tcp-state/somaxconn-by-age",
            confirmedBy = {"formula:128 up to 5.3, then 4096 (facts appendix E)", "kernel:6.18.44"})
    public void theLongestBacklogDependsOnTheKernelsAge(Lab lab) {
        LabHost modern = lab.host("modern");
        LabHost classic = lab.host("classic", Profile.CLASSIC);
        lab.wire(modern, classic);
        lab.equal("modern", 4096L, modern.net().sysctls().get("net.core.somaxconn").value()).proves("TCP-3/somaxconn");
        lab.equal("classic", 128L, classic.net().sysctls().get("net.core.somaxconn").value()).proves("TCP-3/somaxconn");
        modern.socket(DATAGRAM).sendTo(bytes(1), classic.address(), 9);
        lab.runFor(ms(1));
    }

    @Scenario(id = "tcp-state/classic-full-queue-costs-3-seconds", profile = "classic",
            rfc = "9293-MUST-22",
            confirmedBy = "formula:the SYN that a full listener drops is sent again after 3 s (kernel 2.6.32)")
    public void aConnectThatMeetsAFullQueueTakesThreeSeconds(Lab lab) {
        LabHost client = lab.host("client", Profile.CLASSIC);
        LabHost server = lab.host("server", Profile.CLASSIC);
        LabWire wire = lab.wire(client, server).oneWayDelay(ms(1));
        server.sysctl("net.classic.young_requests", "-1");
        SutSocket listener = server.socket(STREAM).bind(7777).listen(0);
        lab.task(client, "first", () -> client.socket(STREAM).connect(wire.addressB(), 7777));
        lab.runFor(ms(100));
        long start = lab.now();
        long[] took = new long[1];
        lab.task(client, "second", () -> {
            client.socket(STREAM).connect(wire.addressB(), 7777);
            took[0] = lab.now() - start;
        });
        lab.runFor(seconds(2));
        listener.accept();
        lab.runFor(seconds(2));
        lab.equal("from the first SYN to the SYN-ACK", ms(3002).nanos(), took[0]).proves("TCP-4/full-queue-delay-classic");
    }
}
