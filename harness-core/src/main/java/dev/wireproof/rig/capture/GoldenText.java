package dev.wireproof.rig.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text beside a golden capture: header lines {@code name: value}, an empty line, the ladder. A header name may come several times.
 *
 * @param headers values by name, in the order of the file
 * @param ladder the ladder as {@link LadderText} prints it
 */
public record GoldenText(Map<String, List<String>> headers, String ladder) {
    /** Scenario id. */
    public static final String SCENARIO = "scenario";

    /** Clause of the specification that the scenario proves. */
    public static final String SPEC = "spec";

    /** Requirement row. */
    public static final String RFC = "rfc";

    /** See {@link Confirmation}. */
    public static final String CONFIRMED_BY = "confirmed-by";

    /** A Warn or Note of tshark that belongs there: {@code frame N: text}. */
    public static final String EXPERT = "expert";

    /** An item of group Malformed, Protocol or Checksum, or of severity Error, that the scenario injects on purpose. */
    public static final String INJECTS = "injects";

    private static final List<String> NAMES = List.of(SCENARIO, SPEC, RFC, CONFIRMED_BY, EXPERT, INJECTS);
    private static final Pattern ITEM = Pattern.compile("frame (\\d+): (.*)");

    /** One line of tshark's expert information. */
    public record ExpertLine(long frame, String text) {
        @Override
        public String toString() {
            return "frame " + frame + ": " + text;
        }
    }

    /**
     * Reads such a file.
     *
     * @param name how messages call it
     * @throws CaptureException with file, line, and what was expected
     */
    public static GoldenText parse(String text, String name) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        int at = 0;
        int number = 1;
        while (at < text.length() && text.charAt(at) != '\n') {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end < 0 ? text.length() : end);
            int colon = line.indexOf(": ");
            String header = colon < 0 ? line : line.substring(0, colon);
            if (colon < 0 || !NAMES.contains(header)) {
                throw new CaptureException(
                        name + ": line " + number + ": '" + header + "': expected one of the headers " + String.join(", ", NAMES));
            }
            String value = line.substring(colon + 2);
            if (isItemList(header) && !ITEM.matcher(value).matches()) {
                throw new CaptureException(name + ": line " + number + ": '" + value + "': expected 'frame N: text'");
            }
            headers.computeIfAbsent(header, key -> new ArrayList<>()).add(value);
            at = end < 0 ? text.length() : end + 1;
            number++;
        }
        return new GoldenText(headers, at < text.length() ? text.substring(at + 1) : "");
    }

    private static boolean isItemList(String header) {
        return header.equals(EXPERT) || header.equals(INJECTS);
    }

    /** The values of a header, empty when it is absent. */
    public List<String> values(String header) {
        return headers.getOrDefault(header, List.of());
    }

    /** The items of {@link #EXPERT} or {@link #INJECTS}. */
    public List<ExpertLine> items(String header) {
        List<ExpertLine> items = new ArrayList<>();
        for (String value : values(header)) {
            Matcher item = ITEM.matcher(value);
            if (item.matches()) {
                items.add(new ExpertLine(Long.parseLong(item.group(1)), item.group(2)));
            }
        }
        return items;
    }

    /** The file's content. */
    public String print() {
        StringBuilder text = new StringBuilder(ladder.length() + 400);
        for (String name : NAMES) {
            values(name).forEach(value -> text.append(name).append(": ").append(value).append('\n'));
        }
        return text.append('\n').append(ladder).toString();
    }
}
