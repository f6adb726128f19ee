package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Limits of the small objects that stand for connections which are over. */
public class SmallObjects {
    @Scenario(id = "tcp-state/time-wait-answers-are-limited", needs = Capability.COUNTERS,
            rfc = "9293-3.10.7.4-4d",
            confirmedBy = "kernel:6.18.44")
    public void anOldSynInTimeWaitIsAnsweredTwiceASecondAtMost(Ladder it) {
        SutSocket conn = passive(it);
        conn.close();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), ack(1, 2));
        it.in(after(ms(10)), fin(1, 2));
        it.out(now(), ack(2, 2));
        it.in(after(ms(600)), syn(-1000).mss(1000));
        it.out(now(), ack(2, 2)).proves("TCP-15/time-wait-old-segment");
        it.in(after(ms(100)), syn(-1000).mss(1000));
        it.quiet(ms(100)).proves("TCP-16/rate-limited");
        it.equal("skipped", 1L, it.sut().counter("TcpExt.TCPACKSkippedTimeWait"));
    }

    @Scenario(id = "tcp-state/fin-wait-2-answers-are-limited", needs = Capability.COUNTERS,
            rfc = "9293-3.10.7.4-1e",
            confirmedBy = "kernel:6.18.44")
    public void anOldAckAtAnOrphanInFinWait2IsAnsweredTwiceASecondAtMost(Ladder it) {
        SutSocket conn = passive(it);
        conn.close();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), ack(1, 2));
        it.in(after(ms(600)), ack(0, 2));
        it.out(now(), ack(2, 1)).proves("TCP-1/unacceptable-sequence-acked");
        it.in(after(ms(100)), ack(0, 2));
        it.quiet(ms(100)).proves("TCP-16/rate-limited");
        it.equal("skipped", 1L, it.sut().counter("TcpExt.TCPACKSkippedFinWait2"));
    }

    @Scenario(id = "tcp-state/fin-wait-2-by-a-segment-with-fin", rfc = "9293-3.10.7.4-5h",
            confirmedBy = "kernel:6.18.44")
    public void anOrphanWhoseFinIsAcknowledgedByASegmentWithAnOldFinStillChecksAcknowledgements(Ladder it) {
        SutSocket conn = passive(it);
        conn.close();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), fin(0, 2));
        it.out(now(), ack(2, 1));
        it.in(after(ms(600)), fin(1, -70_000));
        it.out(now(), ack(2, 1));
        it.in(after(ms(600)), fin(1, 2));
        it.out(now(), ack(2, 2));
    }

    @Scenario(id = "tcp-state/no-room-for-time-wait", needs = {Capability.SYSCTLS, Capability.COUNTERS},
            rfc = "9293-3.10.7.4-8e",
            confirmedBy = {"formula:tcp_max_tw_buckets exceeded: straight to CLOSED (facts 10.6)", "kernel:6.18.44"})
    public void withoutRoomTheConnectionIsGoneAtOnce(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_max_tw_buckets", "0");
        SutSocket conn = passive(it);
        conn.shutdownWrite();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), ack(1, 2));
        it.in(after(ms(10)), fin(1, 2));
        it.out(now(), ack(2, 2));
        it.equal("counted", 1L, it.sut().counter("TcpExt.TCPTimeWaitOverflow"));
        it.in(after(ms(10)), fin(1, 2));
        it.out(now(), rst(2));
    }

    @Scenario(id = "tcp-state/linger2-negative", needs = Capability.COUNTERS,
            rfc = {"9293-3.10.5-b"},
            confirmedBy = {"formula:TCP_LINGER2 below 0 resets instead of waiting in FIN_WAIT_2 (facts 10.1 step 8)", "kernel:6.18.44"})
    public void aNegativeLinger2AbortsInsteadOfWaitingForTheFin(Ladder it) {
        SutSocket conn = passive(it).option("TCP_LINGER2", -1);
        conn.shutdownWrite();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), ack(1, 2));
        conn.close();
        it.out(now(), rstAck(2, 1)).proves("TCP-15/fin-wait-2-timeout");
        it.equal("counted", 1L, it.sut().counter("TcpExt.TCPAbortOnLinger"));
    }
}
