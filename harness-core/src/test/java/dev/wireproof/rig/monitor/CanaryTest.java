package dev.wireproof.rig.monitor;

import static dev.wireproof.rig.monitor.Talk.ACK;
import static dev.wireproof.rig.monitor.Talk.CWR;
import static dev.wireproof.rig.monitor.Talk.ECE;
import static dev.wireproof.rig.monitor.Talk.FIN;
import static dev.wireproof.rig.monitor.Talk.PSH;
import static dev.wireproof.rig.monitor.Talk.URG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.rig.capture.CapturedFrame;
import dev.wireproof.rig.capture.Captures;
import dev.wireproof.rig.capture.FrameBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule has a capture that it alone reports, at the right frame, whether frames may be missing or not. */
class CanaryTest {
    private static final int[] SACK_30_40 = Talk.sackOfA(30_000, 40_000);

    static Stream<Arguments> canaries() {
        return Stream.of(
                canary("ip-checksum", 2, ping().a(broken(FrameBuilder.frame().icmp(8, 0, 2).build(), 24)).frames()),
                canary("icmp-checksum", 2, ping().a(FrameBuilder.frame().icmp(8, 0, 2).badChecksum().build()).frames()),
                canary("udp-checksum", 2,
                        ping().a(FrameBuilder.frame().udp(5, 6, 4).payload(new byte[4]).badChecksum().build()).frames()),
                canary("tcp-checksum", 4, Talk.opened().captures()
                        .a(FrameBuilder.frame().tcp(9, 80, 1, 1, 16, 500).badChecksum().build()).frames()),
                canary("lengths", 2, ping().a(FrameBuilder.frame().udp(5, 6, 9).payload(new byte[4]).build()).frames()),
                canary("tcp-options", 5, Talk.opened().a(1, 1, ACK, 10).with(2, 4, 5, 0xB4).a(11, 1, ACK, 10).b(1, 21, ACK, 0)),
                canary("tcp-options", 5, Talk.opened().a(1, 1, ACK, 10).with(34, 2, 1, 1).a(11, 1, ACK, 10).b(1, 21, ACK, 0)),
                canary("tcp-options", 5, Talk.opened().a(1, 1, ACK, 10).bare().a(11, 1, ACK, 10).b(1, 21, ACK, 0)),
                canary("tcp-sequence", 5,
                        Talk.opened().a(1, 1, ACK, 100).a(251, 1, ACK, 100).a(201, 1, ACK, 100).b(1, 301, ACK, 0)),
                canary("tcp-window", 5, Talk.opened().a(1, 1, ACK, 500).a(501, 1, ACK, 600).b(1, 501, ACK, 0).windowB(300)
                        .b(1, 1101, ACK, 0)),
                canary("tcp-ack", 5, Talk.opened().a(1, 1, ACK, 100).b(1, 151, ACK, 0).a(101, 1, ACK, 100).b(1, 201, ACK, 0)),
                canary("tcp-ack-order", 7, Talk.opened().a(1, 1, ACK, 100).b(1, 101, ACK, 0).a(101, 1, ACK, 100)
                        .b(1, 51, ACK, 10).b(11, 201, ACK, 0)),
                canary("tcp-window-shrink", 6,
                        Talk.opened().a(1, 1, ACK, 100).b(1, 101, ACK, 0).windowB(200).b(1, 101, ACK, 10).b(11, 101, ACK, 0)),
                canary("tcp-retransmission", 6, Talk.opened().a(1, 1, ACK, 100).a(101, 1, ACK, 100)
                        .a(1, 1, ACK, new byte[100]).b(1, 201, ACK, 0).a(201, 1, ACK, 10)),
                canary("tcp-fin", 6, Talk.opened().a(1, 1, ACK | FIN, 10).b(1, 12, ACK, 0).a(12, 1, ACK, 10).b(1, 12, ACK, 0)),
                canary("tcp-sack", 5, Talk.opened().a(1, 1, ACK, 100).with(SACK_30_40).b(1, 1, ACK, 0).a(101, 1, ACK, 10)),
                canary("tcp-urgent", 5, Talk.opened().pointer(50).a(1, 1, ACK | URG, 10).a(11, 1, ACK, 10).b(1, 21, ACK, 0)),
                canary("tcp-urgent", 5,
                        Talk.opened().pointer(50).a(1, 1, ACK | URG, 10).pointer(30).a(11, 1, ACK | URG, 10).b(1, 21, ACK, 0)),
                canary("tcp-ecn", 3, Talk.openedWithEcn().tos(2).a(1, 1, ACK, 0).tos(2).a(1, 1, ACK, 100).b(1, 101, ACK | ECE, 0)
                        .tos(2).a(101, 1, ACK | CWR, 100).b(1, 201, ACK, 0)),
                canary("tcp-ecn", 5, Talk.openedWithEcn().a(1, 1, ACK, 0).tos(2).a(1, 1, ACK, 100)
                        .tos(2).a(1, 1, ACK, 100).b(1, 101, ACK, 0)),
                canary("tcp-ecn", 5, Talk.openedWithEcn().a(1, 1, ACK, 0).tos(2).a(1, 1, ACK, 100)
                        .a(1, 1, ACK | CWR, 100).b(1, 101, ACK, 0)),
                canary("tcp-ecn", 4, Talk.opened().tos(2).a(1, 1, ACK, 100).b(1, 101, ACK, 0)),
                canary("tcp-timestamp", 5,
                        Talk.opened().a(1, 1, ACK, 100).shiftStamps(-4).a(101, 1, ACK, 10).shiftStamps(4).a(111, 1, ACK, 10)));
    }

    private static Captures ping() {
        return new Captures().a(FrameBuilder.frame().icmp(8, 0, 1).build());
    }

    private static byte[] broken(byte[] octets, int at) {
        octets[at] ^= 1;
        return octets;
    }

    private static Arguments canary(String rule, long frame, Talk talk) {
        return canary(rule, frame, talk.frames());
    }

    private static Arguments canary(String rule, long frame, List<CapturedFrame> frames) {
        return Arguments.of(rule, frame, frames);
    }

    @ParameterizedTest(name = "{0} at frame {1}")
    @MethodSource("canaries")
    void isReportedByItsRuleAlone(String rule, long frame, List<CapturedFrame> frames) {
        for (CaptureCheck check : List.of(CaptureCheck.foreign(), CaptureCheck.complete(1500))) {
            frames.forEach(check::frame);
            List<Violation> violations = check.result("canary").violations();
            assertEquals(1, violations.size(), violations::toString);
            assertEquals(rule, violations.get(0).monitor(), violations::toString);
            assertEquals(frame, violations.get(0).frame(), violations::toString);
        }
    }

    @org.junit.jupiter.api.Test
    void packetBeyondTheMtuIsReportedOnOurRunsOnly() {
        List<CapturedFrame> frames =
                new Captures().a(FrameBuilder.frame().udp(5, 6, 2000).payload(new byte[2000]).build()).frames();
        CaptureCheck ours = CaptureCheck.complete(1500);
        frames.forEach(ours::frame);
        assertEquals("mtu", ours.result("x").violations().get(0).monitor());
        CaptureCheck foreign = CaptureCheck.foreign();
        frames.forEach(foreign::frame);
        CheckResult result = foreign.result("x");
        assertEquals(List.of(), result.violations());
        assertEquals(1, result.noteCount());
    }

    @org.junit.jupiter.api.Test
    void textBeforeTheHandshakeEndsIsReportedUnlessTheSynTriedFastOpen() {
        Talk late = Talk.halfOpen().b(1, 1, ACK, 100).a(1, 101, ACK, 0);
        CaptureCheck ours = CaptureCheck.complete(1500);
        late.frames().forEach(ours::frame);
        assertEquals(List.of("tcp-early-text"), ours.result("x").violations().stream().map(Violation::monitor).toList());
        CaptureCheck foreign = CaptureCheck.foreign();
        late.frames().forEach(foreign::frame);
        assertEquals(List.of(), foreign.result("x").violations());
        Talk early = Talk.halfOpen(34, 2, 1, 1).b(1, 1, ACK, 100).a(1, 101, ACK, 0);
        CaptureCheck again = CaptureCheck.complete(1500);
        early.frames().forEach(again::frame);
        assertEquals(List.of(), again.result("x").violations());
    }

    @org.junit.jupiter.api.Test
    void goodConnectionIsJudgedAndPasses() {
        Talk talk = Talk.opened().a(1, 1, ACK | PSH, 400).b(1, 401, ACK, 0).b(1, 401, ACK | PSH, 300).a(401, 301, ACK, 0)
                .a(401, 301, ACK | FIN, 0).b(301, 402, ACK, 0).b(301, 402, ACK | FIN, 0).a(402, 302, ACK, 0);
        for (CaptureCheck check : List.of(CaptureCheck.foreign(), CaptureCheck.complete(1500))) {
            talk.frames().forEach(check::frame);
            CheckResult result = check.result("good");
            assertEquals(List.of(), result.violations());
            assertEquals(0, result.inconclusiveCount(), result::toText);
            assertEquals(0, result.noteCount(), result::toText);
        }
    }
}
