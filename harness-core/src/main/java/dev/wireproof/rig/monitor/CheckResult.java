package dev.wireproof.rig.monitor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    /** The JSON contract of {@code check}: one entry of its {@code files}. */
    public Map<String, Object> toModel() {
        List<Object> found = new ArrayList<>();
        for (Violation violation : violations) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("frame", violation.frame());
            one.put("monitor", violation.monitor());
            one.put("message", violation.message());
            found.add(one);
        }
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("file", file);
        model.put("frames", frames);
        model.put("violations", found);
        model.put("conclusive", conclusive);
        model.put("inconclusive", inconclusiveCount());
        model.put("notes", noteCount());
        return model;
    }

    /** Several lines for a person: the count, each violation, reasons and notes. */
    public String toText() {
        long share = conclusive + inconclusiveCount() == 0 ? 0 : 100 * conclusive / (conclusive + inconclusiveCount());
        StringBuilder text = new StringBuilder();
        text.append(file).append(": ").append(frames).append(" frames, ").append(violations.size());
        text.append(violations.size() == 1 ? " violation; " : " violations; ");
        text.append(conclusive).append(" judgements conclusive (").append(share).append(" %), ").append(inconclusiveCount());
        text.append(" inconclusive, ").append(noteCount()).append(" notes\n");
        violations.forEach(violation -> text.append("  ").append(violation).append('\n'));
        inconclusive.forEach((why, count) -> text.append("  inconclusive ").append(count).append(" x ").append(why).append('\n'));
        notes.forEach((what, count) -> text.append("  note ").append(count).append(" x ").append(what).append('\n'));
        return text.toString();
    }
}
