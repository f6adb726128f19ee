package dev.wireproof.rig.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares two captures frame by frame and names the first difference. */
public final class CaptureDiff {
    private static final int LONGEST_VALUE = 60;

    private CaptureDiff() {}

    /**
     * The first difference.
     *
     * @param frame number of the frame, from 1
     * @param fields names of the fields that differ; empty when one capture has no such frame
     * @param text several lines for a person: both frames under each other, then field by field
     */
    public record Difference(long frame, List<String> fields, String text) {}

    /** The first frame that differs, or empty when all are equal but for what is ignored. */
    public static Optional<Difference> first(List<CapturedFrame> expected, List<CapturedFrame> actual, Set<Ignore> ignored) {
        FrameFields expectedFields = new FrameFields(ignored, startOf(expected));
        FrameFields actualFields = new FrameFields(ignored, startOf(actual));
        int common = Math.min(expected.size(), actual.size());
        for (int i = 0; i < common; i++) {
            Map<String, String> wanted = expectedFields.of(DecodedFrame.of(expected.get(i)));
            Map<String, String> got = actualFields.of(DecodedFrame.of(actual.get(i)));
            if (!wanted.equals(got)) {
                return Optional.of(difference(i + 1L, wordsOf(expected, i), wordsOf(actual, i), wanted, got));
            }
        }
        if (expected.size() == actual.size()) {
            return Optional.empty();
        }
        boolean missing = expected.size() > common;
        String line = wordsOf(missing ? expected : actual, common);
        String text = "frame " + (common + 1) + (missing ? " is missing" : " is too many") + ": expected " + expected.size()
                + " frames, got " + actual.size() + "\n  " + (missing ? "expected" : "actual  ") + "  " + line;
        return Optional.of(new Difference(common + 1L, List.of(), text));
    }

    private static long startOf(List<CapturedFrame> capture) {
        return capture.isEmpty() ? 0 : capture.get(0).unixNanos();
    }

    /** One frame in words, which depend on the frames before it. */
    private static String wordsOf(List<CapturedFrame> capture, int at) {
        FrameText words = new FrameText();
        for (CapturedFrame before : capture.subList(0, at)) {
            words.line(DecodedFrame.of(before));
        }
        CapturedFrame captured = capture.get(at);
        String comment = captured.comment().isEmpty() ? "" : "  ; " + captured.comment();
        return TimeText.millis(captured.unixNanos() - startOf(capture)) + " ms  " + captured.on().name() + "  "
                + words.line(DecodedFrame.of(captured)) + comment;
    }

    private static Difference difference(
            long number, String wantedLine, String gotLine, Map<String, String> wanted, Map<String, String> got) {
        List<String> names = new ArrayList<>(wanted.keySet());
        got.keySet().stream().filter(name -> !wanted.containsKey(name)).forEach(names::add);
        List<String> differing = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        text.append("frame ").append(number).append(" differs\n  expected  ").append(wantedLine);
        text.append("\n  actual    ").append(gotLine);
        for (String name : names) {
            String a = wanted.getOrDefault(name, "(absent)");
            String b = got.getOrDefault(name, "(absent)");
            if (!a.equals(b)) {
                differing.add(name);
                int from = Arrays.mismatch(a.toCharArray(), b.toCharArray());
                text.append("\n  ").append(name).append(" ".repeat(Math.max(1, 14 - name.length())));
                text.append("expected ").append(shortened(a, from)).append("\n  ").append(" ".repeat(14));
                text.append("actual   ").append(shortened(b, from));
            }
        }
        return new Difference(number, differing, text.toString());
    }

    /** A long value from a little before its first difference. */
    private static String shortened(String value, int differsAt) {
        if (value.isEmpty()) {
            return "(empty)";
        }
        int from = value.length() <= LONGEST_VALUE ? 0 : Math.max(0, Math.min(differsAt - 8, value.length() - 8));
        int to = Math.min(value.length(), from + LONGEST_VALUE);
        return (from > 0 ? "..." : "") + value.substring(from, to) + (to < value.length() ? "..." : "");
    }
}
