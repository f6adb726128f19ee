package dev.wireproof.rig.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blessing, comparing, and what a comparison may ignore. */
class GoldenTest {
    @TempDir
    Path pcaps;

    private static Captures ping(int id) {
        return new Captures()
                .a(FrameBuilder.frame().identification(id).icmp(8, 0, 1).payload(new byte[8]).build())
                .b(FrameBuilder.frame().back().identification(id).icmp(0, 0, 1).payload(new byte[8]).build());
    }

    private static Captures open(int isn, int port) {
        return new Captures()
                .a(FrameBuilder.frame().tcp(port, 80, isn, 0, 2, 1000, 2, 4, 5, 0xB4).build())
                .b(FrameBuilder.frame().back().tcp(80, port, 2 * isn, isn + 1, 18, 1000, 2, 4, 5, 0xB4).build())
                .a(FrameBuilder.frame().tcp(port, 80, isn + 1, 2 * isn + 1, 16, 1000).build());
    }

    @Test
    void blessedRunIsTheSameAndItsTextFits() {
        Golden golden = new Golden(pcaps, "icmp/echo");
        golden.bless(
                ping(1).frames(), List.of(Confirmation.parse("rfc:792-1")),
                Map.of("expert", List.of("frame 2: odd: but right"), "rfc", List.of("792-1")));
        assertTrue(golden.compare(ping(1).frames()).isEmpty());
        assertTrue(golden.defect().isEmpty(), () -> golden.defect().toString());
        GoldenText text = golden.readText();
        assertEquals(List.of("icmp/echo"), text.values("scenario"));
        assertEquals(List.of(new GoldenText.ExpertLine(2, "odd: but right")), text.items("expert"));
        assertEquals(text, GoldenText.parse(text.print(), "again"));
    }

    @Test
    void firstDifferentFrameAndFieldsAreNamed() {
        Golden golden = new Golden(pcaps, "icmp/echo");
        golden.bless(ping(1).frames(), List.of(Confirmation.parse("kernel:6.18")), Map.of());
        String difference = golden.compare(ping(2).frames()).orElseThrow();
        assertTrue(difference.contains("frame 1 differs"), difference);
        assertTrue(difference.contains("ip.id         expected 1\n                actual   2"), difference);
        String missing = golden.compare(ping(1).frames().subList(0, 1)).orElseThrow();
        assertTrue(missing.contains("frame 2 is missing: expected 2 frames, got 1"), missing);
    }

    @Test
    void comparisonIgnoresWhatItIsTold() {
        List<CapturedFrame> one = open(100, 4000).frames();
        List<CapturedFrame> other = open(-7, 4001).frames();
        assertEquals(
                List.of("tcp.srcport", "tcp.seq", "tcp.checksum"),
                CaptureDiff.first(one, other, EnumSet.noneOf(Ignore.class)).orElseThrow().fields());
        assertEquals(
                List.of("tcp.srcport"), CaptureDiff.first(one, other, EnumSet.of(Ignore.ISN)).orElseThrow().fields());
        assertTrue(CaptureDiff.first(one, other, EnumSet.of(Ignore.ISN, Ignore.PORTS)).isEmpty());
    }

    @Test
    void tooManyFramesAreNotBlessed() {
        List<CapturedFrame> many = Collections.nCopies(1001, ping(1).frames().get(0));
        Golden golden = new Golden(pcaps, "icmp/many");
        CaptureException e = assertThrows(
                CaptureException.class, () -> golden.bless(many, List.of(Confirmation.parse("kernel:6.18")), Map.of()));
        assertEquals("golden icmp/many: 1001 frames: expected at most 1000", e.getMessage());
        assertFalse(Files.exists(golden.capture()));
        assertThrows(CaptureException.class, () -> golden.bless(ping(1).frames(), List.of(), Map.of()));
    }

    @Test
    void unknownConfirmationsAndHeadersAreNamed() {
        assertThrows(IllegalArgumentException.class, () -> Confirmation.parse("tshark:fine"));
        assertThrows(IllegalArgumentException.class, () -> Confirmation.parse("rfc:"));
        CaptureException e =
                assertThrows(CaptureException.class, () -> GoldenText.parse("scenario: a/b\nfoo: x\n\n", "b.txt"));
        assertTrue(e.getMessage().startsWith("b.txt: line 2: 'foo': expected one of"), e.getMessage());
    }
}
