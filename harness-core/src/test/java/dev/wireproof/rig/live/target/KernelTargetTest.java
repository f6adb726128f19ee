package dev.wireproof.rig.live.target;

import static dev.wireproof.rig.scenario.Words.DATAGRAM;
import static dev.wireproof.rig.scenario.Words.STREAM;
import static dev.wireproof.rig.scenario.Words.ack;
import static dev.wireproof.rig.scenario.Words.after;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.data;
import static dev.wireproof.rig.scenario.Words.fin;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.syn;
import static dev.wireproof.rig.scenario.Words.synAck;
import static dev.wireproof.rig.scenario.Words.udp;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.rig.live.External;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.LadderRun;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.RunSetup;
import dev.wireproof.rig.scenario.ScenarioFailure;
import dev.wireproof.rig.scenario.ScenarioSkipped;
import dev.wireproof.rig.scenario.SutSocket;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@External
class KernelTargetTest {
    private static void run(Consumer<Ladder> ladder) {
        LadderRun.run(new KernelTargets().open(new RunSetup(1, Profile.MODERN)), it -> {
            it.ports(8080, 40_000);
            ladder.accept(it);
        });
    }

    private static SutSocket accepted(Ladder it) {
        SutSocket listener = it.sut().socket(STREAM).bind(8080).listen(1);
        it.in(now(), syn(0).win(32_792).mss(1000).sackPermitted().wscale(7));
        it.out(now(), synAck(0, 1).mss(1460).sackPermitted().wscale(10));
        it.in(after(ms(100)), ack(1, 1).win(257));
        it.info("ESTABLISHED").rtt(ms(100)).rto(ms(300));
        return listener.accept();
    }

    @Test
    void aPassiveOpenIsMeasuredAndUnansweredDataComesAgain() {
        run(it -> {
            SutSocket conn = accepted(it);
            it.sut().sysctl("net.ipv4.tcp_early_retrans", "0");
            conn.write(bytes(1000));
            it.out(now(), data(1, 1001).psh().ack(1));
            it.quiet(ms(299));
            it.out(after(ms(1)), data(1, 1001).psh().ack(1).retransmitted());
            it.info(conn).backoff(1).totalRetrans(1).cwnd(1);
            it.in(now(), ack(1, 1001).win(257));
        });
    }

    @Test
    void anActiveOpenReturnsWhenTheThirdSegmentLeaves() {
        run(it -> {
            SutSocket client = it.sut().socket(STREAM);
            PendingCall<SutSocket> call = it.call("connect", () -> client.connect(it.peer(), 80));
            it.out(now(), syn(0).mss(1460));
            call.blocks();
            it.in(after(ms(50)), synAck(0, 1).mss(1000));
            it.out(now(), ack(1, 1));
            call.returns(ms(50), Errno.OK);
            it.equal("neighbour", "REACHABLE", it.sut().neighbour(it.peer()));
        });
    }

    @Test
    void dataIsAcknowledgedReadAndBothSidesClose() {
        run(it -> {
            SutSocket conn = accepted(it);
            it.in(now(), data(1, 1001).ack(1));
            it.out(now(), ack(1, 1001));
            it.equal("data", bytes(1000), conn.readFully(1000));
            it.equal("poll", "OUT", conn.poll());
            it.in(now(), fin(1001, 1));
            it.out(after(ms(40)), ack(1, 1002));
            it.equal("end", new byte[0], conn.read(10));
            conn.close();
            it.out(now(), fin(1, 1002));
            it.info("LAST_ACK");
            it.in(now(), ack(1002, 2));
            it.equal("resets", 0L, it.sut().counter("Tcp.OutRsts"));
        });
    }

    @Test
    void aDatagramIsEchoed() {
        run(it -> {
            SutSocket server = it.sut().socket(DATAGRAM).bind(7);
            it.in(now(), udp(5000, 7, 100));
            byte[] request = server.read(2000);
            server.sendTo(request, it.peer(), 5000);
            it.out(now(), udp(7, 5000, 100));
        });
    }

    @Test
    void metricsOfTheRouteAreObeyed() {
        run(it -> {
            it.sut().routeMetrics("initcwnd 2");
            accepted(it).write(bytes(5000));
            it.out(now(), data(1, 1001).ack(1));
            it.out(now(), data(1001, 2001).ack(1));
            it.quiet(ms(50));
        });
    }

    @Test
    void aDifferenceIsAnOrdinaryFailureAndACallThatHangsIsNamed() {
        assertTrue(assertThrows(ScenarioFailure.class, () -> run(it -> {
            it.sut().socket(STREAM).bind(8080).listen(1);
            it.in(now(), syn(0));
            it.out(now(), synAck(0, 1).mss(1000));
        })).getMessage().contains("mss: expected 1000, got 1460"));
        assertTrue(assertThrows(ScenarioFailure.class, () -> run(it -> {
            SutSocket listener = it.sut().socket(STREAM).bind(8080).listen(1);
            it.call("accept", listener::accept).returns(ms(10), Errno.OK);
        })).getMessage().contains("still blocked"));
    }

    @Test
    void whatTheKernelLacksSkipsByName() {
        assertTrue(assertThrows(ScenarioSkipped.class, () -> new KernelTargets().open(new RunSetup(1, Profile.TEXTBOOK)))
                .getMessage().contains("textbook"));
        assertTrue(assertThrows(ScenarioSkipped.class, () -> run(it -> it.sut().sysctl("net.ipv4.no_such", "1")))
                .getMessage().contains("net.ipv4.no_such"));
        assertTrue(assertThrows(ScenarioSkipped.class, () -> run(it -> it.sut().counter("TcpExt.NoSuch")))
                .getMessage().contains("TcpExt.NoSuch"));
    }
}
