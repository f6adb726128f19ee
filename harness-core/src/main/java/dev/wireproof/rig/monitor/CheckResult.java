package dev.wireproof.rig.monitor;

import java.util.List;
import java.util.Map;

/**
 * What a check of one file found.
 *
 * @param conclusive judgements that were made, violations among them
 * @param inconclusive reasons why judgements could not be made, and how many each
 * @param notes remarks, and how many each
 */
public record CheckResult(
        String file, long frames, List<Violation> violations, long conclusive, Map<String, Long> inconclusive, Map<String, Long> notes) {
    /** Judgements that could not be made. */
    public long inconclusiveCount() {
        return total(inconclusive);
    }

    public long noteCount() {
        return total(notes);
    }

    private static long total(Map<String, Long> counts) {
        long total = 0;
        for (long count : counts.values()) {
            total += count;
        }
        return total;
    }

    /** The JSON of {@code check} for several files, in their order. */
    public static String toJson(List<CheckResult> results) {
        StringBuilder json = new StringBuilder("{\"files\":[");
        for (int i = 0; i < results.size(); i++) {
            json.append(i == 0 ? "" : ",");
            results.get(i).appendTo(json);
        }
        return json.append("]}").toString();
    }

    private void appendTo(StringBuilder json) {
        quoted(json.append("{\"file\":"), file).append(",\"frames\":").append(frames).append(",\"violations\":[");
        for (int i = 0; i < violations.size(); i++) {
            Violation violation = violations.get(i);
            json.append(i == 0 ? "" : ",").append("{\"frame\":").append(violation.frame()).append(",\"monitor\":");
            quoted(json, violation.monitor()).append(",\"message\":");
            quoted(json, violation.message()).append('}');
        }
        json.append("],\"conclusive\":").append(conclusive).append(",\"inconclusive\":").append(inconclusiveCount());
        json.append(",\"notes\":").append(noteCount()).append('}');
    }

    private static StringBuilder quoted(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u00").append(Character.forDigit(c >>> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                json.append(c);
            }
        }
        return json.append('"');
    }

    /** Several lines for a person: the count, each violation, reasons and notes. */
    public String toText() {
        long share = conclusive + inconclusiveCount() == 0 ? 0 : 100 * conclusive / (conclusive + inconclusiveCount());
        StringBuilder text = new StringBuilder();
        text.append(file).append(": ").append(frames).append(" frames, ").append(violations.size()).append(" violations; ");
        text.append(conclusive).append(" judgements conclusive (").append(share).append(" %), ").append(inconclusiveCount());
        text.append(" inconclusive, ").append(noteCount()).append(" notes\n");
        violations.forEach(violation -> text.append("  ").append(violation).append('\n'));
        inconclusive.forEach((why, count) -> text.append("  inconclusive ").append(count).append(" x ").append(why).append('\n'));
        notes.forEach((what, count) -> text.append("  note ").append(count).append(" x ").append(what).append('\n'));
        return text.toString();
    }
}
