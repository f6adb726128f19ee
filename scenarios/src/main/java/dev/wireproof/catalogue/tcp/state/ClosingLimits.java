package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Limits of what a host keeps or sends for connections that nobody uses or somebody attacks. */
public class ClosingLimits {
    private static SutSocket connection(Ladder it, SutSocket listener, int peerPort) {
        it.in(after(ms(1)), syn(0).peerPort(peerPort).mss(1000));
        it.out(now(), synAck(0, 1).peerPort(peerPort));
        it.in(after(ms(1)), ack(1, 1).peerPort(peerPort));
        return listener.accept();
    }

    @Scenario(id = "tcp-state/too-many-orphans", needs = {Capability.SYSCTLS, Capability.COUNTERS},
            rfc = "9293-3.10.5-b",
            confirmedBy = "formula:tcp_max_orphans exceeded: RST behind the FIN (facts 10.1 step 9)")
    public void aCloseThatMakesOneOrphanTooManyResets(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_max_orphans", "1");
        SutSocket listener = listener(it);
        SutSocket first = connection(it, listener, 40_001);
        SutSocket second = connection(it, listener, 40_002);
        first.close();
        it.out(now(), fin(1, 1).peerPort(40_001)).proves("TCP-15/orphans");
        second.close();
        it.out(now(), fin(1, 1).peerPort(40_002));
        it.out(now(), rstAck(2, 1).peerPort(40_002)).proves("TCP-15/orphans");
        it.equal("counted", 1L, it.sut().counter("TcpExt.TCPAbortOnMemory"));
        it.step("when the first has ended there is room again");
        it.in(after(ms(1)), rst(1).peerPort(40_001));
        SutSocket third = connection(it, listener, 40_003);
        third.close();
        it.out(now(), fin(1, 1).peerPort(40_003)).proves("TCP-15/orphans");
        it.quiet(ms(150));
    }

    @Scenario(id = "tcp-state/linger2-seconds", needs = Capability.VIRTUAL_TIME,
            rfc = {"9293-3.10.7.4-5j"},
            confirmedBy = {"formula:TCP_LINGER2 instead of tcp_fin_timeout (facts 10.1 step 8)",
                "formula:what is above 60 s is waited twice, in full and as a small object (Linux tcp_keepalive_timer)"})
    public void linger2IsHowLongAnOrphanWaitsForTheFin(Ladder it) {
        SutSocket listener = listener(it);
        int[][] saidAndLasts = {{5, 5}, {60, 60}, {90, 60}, {120, 120}};
        for (int[] pair : saidAndLasts) {
            int seconds = pair[1];
            int peerPort = 40_000 + pair[0];
            SutSocket conn = connection(it, listener, peerPort).option("TCP_LINGER2", pair[0]);
            conn.shutdownWrite();
            it.out(now(), fin(1, 1).peerPort(peerPort));
            it.in(after(ms(10)), ack(1, 2).peerPort(peerPort));
            conn.close();
            it.step("a second before the end the connection is there, a second after it is not");
            it.in(after(seconds(seconds - 1)), ack(0, 2).peerPort(peerPort));
            it.out(now(), ack(2, 1).peerPort(peerPort)).proves("TCP-15/fin-wait-2-timeout");
            it.in(after(seconds(2)), ack(0, 2).peerPort(peerPort));
            it.out(now(), rst(2).peerPort(peerPort)).proves("TCP-15/fin-wait-2-timeout");
        }
        it.equal("more than two minutes count as two minutes", 120,
                connection(it, listener, 39_000).option("TCP_LINGER2", 300).option("TCP_LINGER2"));
    }

    @Scenario(id = "tcp-state/challenge-ack-limit", needs = {Capability.SYSCTLS, Capability.COUNTERS},
            rfc = "5961-7-a",
            confirmedBy = {"rfc:5961-7-a", "formula:tcp_challenge_ack_limit of 1 is exactly one a second", "kernel:6.18.44"})
    public void theHostAsAWholeSendsNoMoreChallengesThanItsLimit(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_challenge_ack_limit", "1");
        SutSocket listener = listener(it);
        for (int port = 40_001; port <= 40_003; port++) {
            connection(it, listener, port);
        }
        it.step("three connections, each with an own allowance of one in half a second");
        it.in(now(), rst(100).peerPort(40_001));
        it.out(now(), ack(1, 1).peerPort(40_001));
        it.in(now(), rst(100).peerPort(40_002));
        it.in(now(), rst(100).peerPort(40_003));
        it.quiet(ms(5)).proves("TCP-16/rate-limited");
        it.quiet(ms(1100));
        it.in(now(), rst(100).peerPort(40_003));
        it.out(now(), ack(1, 1).peerPort(40_003)).proves("TCP-16/rate-limited");
    }

    @Scenario(id = "tcp-state/thin-stream", needs = {Capability.VIRTUAL_TIME, Capability.SYSCTLS},
            rfc = "6298-5.5",
            confirmedBy = "formula:six retransmissions without doubling while fewer than four segments are under way (Linux TCP_THIN_LINEAR_RETRIES)")
    public void aThinStreamRepeatsSixTimesBeforeItDoubles(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_thin_linear_timeouts", "1");
        SutSocket conn = passive(it);
        conn.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(1));
        it.out(after(ms(210)), data(1, 101).psh().ack(1).retransmitted());
        for (int i = 1; i <= 6; i++) {
            it.out(after(ms(210)), data(1, 101).psh().ack(1).retransmitted());
        }
        it.out(after(ms(420)), data(1, 101).psh().ack(1).retransmitted());
        it.in(after(ms(10)), ack(1, 101));
    }
}
