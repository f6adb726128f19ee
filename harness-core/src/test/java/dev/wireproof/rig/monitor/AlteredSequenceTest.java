package dev.wireproof.rig.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.rig.capture.CapturedFrame;
import dev.wireproof.rig.capture.CaptureInterface;
import dev.wireproof.rig.capture.DecodedFrame;
import dev.wireproof.rig.capture.Direction;
import dev.wireproof.rig.capture.LinkType;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * One data frame of a good transfer gets another sequence number: exactly that frame is reported. Frames that are missing are not.
 */
class AlteredSequenceTest {
    private static final int FIRST_DATA = 3;
    private static final int ROUNDS = 30;

    /** Two segments of data, an ACK, and so on; a FIN with the last data. */
    static List<CapturedFrame> transfer(boolean zeros) {
        Talk talk = Talk.opened();
        long at = 1;
        for (int i = 0; i < ROUNDS; i++) {
            int length = 300 + i % 7;
            int flags = Talk.ACK | Talk.PSH | (i == ROUNDS - 1 ? Talk.FIN : 0);
            talk.a(at, 1, Talk.ACK, zeros ? new byte[length] : Talk.octets(at, length));
            talk.a(at + length, 1, flags, zeros ? new byte[length] : Talk.octets(at + length, length));
            at += 2L * length + (i == ROUNDS - 1 ? 1 : 0);
            talk.b(1, at, Talk.ACK, 0);
        }
        talk.b(1, at, Talk.ACK | Talk.FIN, 0).a(at, 2, Talk.ACK, 0);
        List<CapturedFrame> oneTap = new ArrayList<>();
        CaptureInterface tap = new CaptureInterface(0, "if0", "", LinkType.ETHERNET);
        for (CapturedFrame f : talk.frames()) {
            oneTap.add(new CapturedFrame(
                    f.number(), f.unixNanos(), tap, f.octets(), f.originalLength(), Direction.UNKNOWN, ""));
        }
        return oneTap;
    }

    private static List<Violation> check(List<CapturedFrame> frames) {
        CaptureCheck check = CaptureCheck.foreign();
        frames.forEach(check::frame);
        return check.result("x").violations();
    }

    @Property(tries = 1000)
    void isTheOneFinding(
            @ForAll boolean zeros,
            @ForAll boolean repaired,
            @ForAll @IntRange(max = ROUNDS - 1) int round,
            @ForAll @IntRange(max = 1) int half,
            @ForAll int by) {
        List<CapturedFrame> frames = transfer(zeros);
        int index = FIRST_DATA + 3 * round + half;
        CapturedFrame good = frames.get(index);
        DecodedFrame decoded = DecodedFrame.of(good);
        int delta = by == 0 ? 1 : by;
        frames.set(index, new CapturedFrame(
                good.number(), good.unixNanos(), good.on(), altered(decoded, delta, repaired), good.originalLength(),
                good.direction(), ""));
        List<Violation> violations = check(frames);
        assertEquals(1, violations.size(), () -> "by " + delta + ": " + violations);
        assertEquals(index + 1, violations.get(0).frame(), violations::toString);
    }

    private static byte[] altered(DecodedFrame frame, int by, boolean repaired) {
        byte[] octets = frame.octets().clone();
        int at = frame.tcp().offset() + 4;
        int field = frame.tcp().checksum();
        int seq = frame.tcp().seq() + by;
        for (int half = 0; half < 2; half++) {
            int old = (octets[at + 2 * half] & 255) << 8 | octets[at + 2 * half + 1] & 255;
            int now = seq >>> (half == 0 ? 16 : 0) & 0xFFFF;
            octets[at + 2 * half] = (byte) (now >>> 8);
            octets[at + 2 * half + 1] = (byte) now;
            int sum = (~field & 0xFFFF) + (~old & 0xFFFF) + now;
            field = ~((sum & 0xFFFF) + (sum >>> 16)) & 0xFFFF;
        }
        if (repaired) {
            octets[at + 12] = (byte) (field >>> 8);
            octets[at + 13] = (byte) field;
        }
        return octets;
    }

    @Property(tries = 1000)
    void missingFramesAreNoFindings(@ForAll boolean zeros, @ForAll @Size(max = 12) List<@IntRange(max = 95) Integer> missing) {
        List<CapturedFrame> frames = new ArrayList<>(transfer(zeros));
        List<CapturedFrame> left = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            if (!missing.contains(i)) {
                left.add(frames.get(i));
            }
        }
        assertEquals(List.of(), check(left));
    }

    @Property(tries = 300)
    void lateStartsAndCutFramesAreNoFindings(@ForAll @IntRange(max = 94) int late, @ForAll @IntRange(min = 34, max = 300) int snap) {
        CaptureCheck check = CaptureCheck.foreign();
        List<CapturedFrame> frames = transfer(false);
        for (CapturedFrame f : frames.subList(late, frames.size())) {
            byte[] cut = java.util.Arrays.copyOf(f.octets(), Math.min(snap, f.octets().length));
            check.frame(new CapturedFrame(f.number(), f.unixNanos(), f.on(), cut, f.originalLength(), f.direction(), ""));
        }
        CheckResult result = check.result("x");
        assertEquals(List.of(), result.violations());
        assertTrue(result.inconclusiveCount() > 0, result::toText);
    }
}
