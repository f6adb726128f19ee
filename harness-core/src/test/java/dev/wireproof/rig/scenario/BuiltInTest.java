package dev.wireproof.rig.scenario;

import static dev.wireproof.rig.scenario.Words.DATAGRAM;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.echoReply;
import static dev.wireproof.rig.scenario.Words.echoRequest;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.rig.capture.LadderText;
import org.junit.jupiter.api.Test;

/** Ladders and labs on the built-in stack: the rig itself, with the simplest traffic. */
class BuiltInTest {
    /** Scenarios of this test. */
    public static final class Samples {
        @Scenario(id = "sample/echo")
        public void echo(Ladder it) {
            it.in(now(), echoRequest(7, 1).data(56));
            it.out(now(), echoReply(7, 1).data(56)).proves("IP-8/echo");
        }

        @Scenario(id = "sample/unexpected")
        public void unexpected(Ladder it) {
            it.in(now(), echoRequest(7, 1).data(56));
        }

        @Scenario(id = "sample/udp")
        public void datagram(Ladder it) {
            var socket = it.sut().socket(DATAGRAM).bind(5000);
            it.in(now(), udp(4000, 5000, 10));
            it.equal("datagram", bytes(10), socket.read(100));
            var waiting = it.call("read", () -> socket.read(100).length);
            waiting.blocks();
            it.quiet(ms(20));
            it.in(now(), udp(4000, 5000, 11));
            waiting.returns(ms(20), 11);
        }

        @Scenario(id = "sample/lab")
        public void lab(Lab lab) {
            LabHost a = lab.host("a");
            LabHost b = lab.host("b");
            LabWire wire = lab.wire(a, b).oneWayDelay(ms(5));
            wire.faults(a.to(b)).dropOnce(udp(0, 5000, 20));
            lab.task(b, "server", () -> lab.equal("read", 30, b.socket(DATAGRAM).bind(5000).read(100).length));
            lab.task(a, "client", () -> {
                SutSocket s = a.socket(DATAGRAM);
                s.sendTo(bytes(20), wire.addressB(), 5000);
                lab.loop().blocking().sleep(ms(100));
                s.sendTo(bytes(30), wire.addressB(), 5000);
            });
            lab.run();
            lab.ladder().find(a.to(b), udp(0, 5000, 20));
        }
    }

    private static ScenarioResult run(String id) {
        return new ScenarioRunner(new BuiltIn()).run(Scenarios.of(Samples.class).get(id), 1, null);
    }

    @Test
    void anEchoIsAnsweredAtTheSameInstantAndEverythingIsGivenBack() {
        ScenarioResult result = run("sample/echo");
        assertEquals("", result.message());
        assertEquals(4, result.trace().frames().size(), () -> LadderText.of(result.trace().frames()));
    }

    @Test
    void aFrameNobodyExpectsFailsTheScenario() {
        assertTrue(run("sample/unexpected").message().contains("unexpected frame at the end"));
    }

    @Test
    void blockingCallsGoOnWhileTheScenarioDoes() {
        assertEquals("", run("sample/udp").message());
    }

    @Test
    void aLabRunsProgramsOverACableWithAFault() {
        ScenarioResult result = run("sample/lab");
        assertEquals("", result.message(), () -> LadderText.of(result.trace().frames()));
        assertTrue(LadderText.of(result.trace().frames()).contains("dropped"));
    }
}
