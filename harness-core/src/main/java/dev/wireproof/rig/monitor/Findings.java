package dev.wireproof.rig.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the monitors of one capture say: violations, and how many judgements were conclusive, inconclusive or only worth a note. */
public final class Findings {
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, Long> inconclusive = new TreeMap<>();
    private final Map<String, Long> notes = new TreeMap<>();
    private long conclusive;

    /** A rule is broken. */
    public void violation(long frame, String monitor, String message) {
        violations.add(new Violation(frame, monitor, message));
        conclusive++;
    }

    /** A rule was applied and holds. */
    public void holds() {
        conclusive++;
    }

    /** A rule could not be applied. */
    public void inconclusive(String why) {
        inconclusive.merge(why, 1L, Long::sum);
    }

    /** Something a reader should know that breaks no rule. */
    public void note(String what) {
        notes.merge(what, 1L, Long::sum);
    }

    /** By frame. */
    public List<Violation> violations() {
        List<Violation> sorted = new ArrayList<>(violations);
        sorted.sort(Comparator.comparingLong(Violation::frame));
        return sorted;
    }

    /** No rule is broken. */
    public boolean isClean() {
        return violations.isEmpty();
    }

    public long conclusive() {
        return conclusive;
    }

    /** Reasons and how often, by reason. */
    public Map<String, Long> inconclusive() {
        return inconclusive;
    }

    /** Notes and how often, by note. */
    public Map<String, Long> notes() {
        return notes;
    }
}
