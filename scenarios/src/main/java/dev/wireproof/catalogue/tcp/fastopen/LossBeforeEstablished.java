package dev.wireproof.catalogue.tcp.fastopen;

import static dev.wireproof.catalogue.tcp.fastopen.FastOpenOpening.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Loss of what a child of Fast Open sends before its handshake ends. */
public class LossBeforeEstablished {
    private static final int RECOVERY = 3;

    @Scenario(id = "tcp-fastopen/loss-before-the-handshake", needs = {Capability.SYSCTLS, Capability.TCP_INFO},
            confirmedBy = {"kernel:6.18.44", "packetdrill:fastopen/server/client-ack-dropped-then-recovery-ms-timestamps.pkt"})
    public void theThirdSegmentMayTellOfLossOfWhatWasSentBefore(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_congestion_control", "reno");
        SutSocket listener = listener(it, 5);
        it.in(now(), syn(0).text(1000).mss(1012).sackPermitted().ts(1000).wscale(7).fastOpen(FIRST_COOKIE));
        it.out(now(), synAck(0, 1001).noFastOpen());
        SutSocket child = listener.accept();
        it.equal("text", bytes(1000), child.read(2000));
        it.pass(ms(10));
        child.write(bytes(10_000));
        for (int i = 0; i < 10; i++) {
            it.out(now(), i == 9 ? data(9001, 10_001).psh().ack(1001) : segment(1 + 1000 * i, 1001 + 1000 * i).ack(1001));
        }
        it.info(child).unacked(10).cwnd(10);
        it.step("the ACK that would have ended the handshake was lost; this one tells that two segments are missing");
        it.in(after(ms(10)), ack(1001, 1).win(257).ts(1010).sack(2001, 5001));
        it.out(now(), segment(1, 1001).ack(1001).retransmitted());
        it.info(child).state("ESTABLISHED").caState(RECOVERY).ssthresh(5).sacked(3).lost(2).retrans(1);
    }
}
