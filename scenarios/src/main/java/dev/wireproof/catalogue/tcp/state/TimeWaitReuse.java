package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import java.nio.ByteBuffer;

/** A client's four values in TIME-WAIT that it wants again (facts 8.9). */
public class TimeWaitReuse {
    private static final int SEQ_BEHIND_IP_HEADER = 24;
    /** Linux: 65535 + 2, beyond any window of the old connection. */
    private static final int STEP = 65_537;

    /** One port for everybody. */
    private static void onePort(Ladder it, int reuse) {
        it.sut().sysctl("net.ipv4.ip_local_port_range", "40000 40000");
        it.sut().sysctl("net.ipv4.tcp_tw_reuse", Integer.toString(reuse));
    }

    /** Opens and closes, the host first; the number behind its FIN. */
    private static int goThroughTimeWait(Ladder it, SutSocket client, boolean times) {
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        int isn = ByteBuffer.wrap(it.lastSent()).getInt(SEQ_BEHIND_IP_HEADER);
        it.in(after(ms(10)), times ? synAck(0, 1).mss(1000).ts(1000) : synAck(0, 1).mss(1000));
        it.out(now(), ack(1, 1));
        connect.returns(ms(10), Errno.OK);
        client.close();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), times ? fin(1, 2).ts(1010) : fin(1, 2));
        it.out(now(), ack(2, 2));
        return isn + 2;
    }

    private static void opensAnew(Ladder it, SutSocket client, int oldNext) {
        client.nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0)).proves("TCP-15/time-wait-reuse");
        it.equal("its number", oldNext + STEP, ByteBuffer.wrap(it.lastSent()).getInt(SEQ_BEHIND_IP_HEADER)).proves("TCP-15/time-wait-reuse");
        it.equal("counted", 1L, it.sut().counter("TcpExt.TWRecycled"));
        it.in(after(ms(10)), synAck(100_000, 1).mss(1000).ts(3000));
        it.out(now(), ack(1, 100_001));
        it.equal("connected", "OUT", client.poll());
    }

    @Scenario(id = "tcp-state/time-wait-reused-by-connect", needs = {Capability.SYSCTLS, Capability.COUNTERS},
            rfc = {"9293-MAY-2"},
            confirmedBy = {"formula:tcp_tw_reuse 1, a second after TIME-WAIT began, with timestamps (facts 8.9)", "kernel:6.18.44"})
    public void withReuseAClientGetsItsPortBackAfterASecond(Ladder it) {
        onePort(it, 1);
        int next = goThroughTimeWait(it, it.sut().socket(STREAM), true);
        it.fails(Errno.EADDRNOTAVAIL, () -> it.sut().socket(STREAM).connect(it.peer(), 80)).proves("TCP-15/time-wait-reuse");
        it.quiet(ms(1100));
        opensAnew(it, it.sut().socket(STREAM), next);
    }

    @Scenario(id = "tcp-state/time-wait-not-reused", needs = Capability.SYSCTLS,
            rfc = {"9293-MAY-2"},
            confirmedBy = {"formula:tcp_tw_reuse 0 never, 2 on loopback alone (facts 8.9)", "kernel:6.18.44"})
    public void withoutReuseTheClientMustWait(Ladder it) {
        onePort(it, 0);
        goThroughTimeWait(it, it.sut().socket(STREAM), true);
        it.quiet(ms(1100));
        it.fails(Errno.EADDRNOTAVAIL, () -> it.sut().socket(STREAM).connect(it.peer(), 80)).proves("TCP-15/time-wait-reuse");
        it.sut().sysctl("net.ipv4.tcp_tw_reuse", "2");
        it.fails(Errno.EADDRNOTAVAIL, () -> it.sut().socket(STREAM).connect(it.peer(), 80)).proves("TCP-15/time-wait-reuse");
        it.step("another peer's port makes other four values");
        SutSocket other = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> other.connect(it.peer(), 81));
        it.out(now(), syn(0).peerPort(81)).proves("TCP-17/reuse-without-bind");
    }

    @Scenario(id = "tcp-state/time-wait-not-reused-without-timestamps", needs = Capability.SYSCTLS,
            rfc = {"9293-MAY-2"},
            confirmedBy = {"formula:reuse needs timestamps (facts 8.9)", "kernel:6.18.44"})
    public void withoutTimestampsNoReuseHelps(Ladder it) {
        onePort(it, 1);
        goThroughTimeWait(it, it.sut().socket(STREAM), false);
        it.quiet(ms(1100));
        it.fails(Errno.EADDRNOTAVAIL, () -> it.sut().socket(STREAM).connect(it.peer(), 80)).proves("TCP-15/time-wait-reuse");
    }

    @Scenario(id = "tcp-state/time-wait-reused-by-a-named-port", needs = {Capability.SYSCTLS, Capability.COUNTERS},
            rfc = {"9293-MAY-2"},
            confirmedBy = {"formula:a port of bind at once, with timestamps, whatever tcp_tw_reuse says (facts 8.9)", "kernel:6.18.44"})
    public void whoNamesThePortGetsItAtOnce(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_tw_reuse", "0");
        int next = goThroughTimeWait(it, it.sut().socket(STREAM).option("SO_REUSEADDR", 1).bind(41_000), true);
        opensAnew(it, it.sut().socket(STREAM).option("SO_REUSEADDR", 1).bind(41_000), next);
    }
}
