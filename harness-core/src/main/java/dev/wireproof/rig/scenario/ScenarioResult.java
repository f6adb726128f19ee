package dev.wireproof.rig.scenario;

import java.util.List;

/**
 * How a scenario ended and what it left.
 *
 * @param profile kernel profile it ran with, or {@code kernel}
 * @param message empty when it passed; otherwise complete: what was expected, what came, the ladder so far
 * @param proofs clauses that its assertions named before it ended
 * @param lines the ladder in words, with the scenario's steps
 * @param virtualNanos how long the run lasted in its own time
 */
public record ScenarioResult(
        ScenarioMethod scenario,
        String profile,
        long seed,
        Outcome outcome,
        String message,
        Trace trace,
        List<String> proofs,
        List<String> lines,
        long virtualNanos) {
    /** How a scenario can end. */
    public enum Outcome {
        PASSED,
        FAILED,
        SKIPPED,
        /** It broke: an exception that is no expectation. */
        ERROR
    }

    /** True for a run that the machine was too busy for; see {@link Target#notJudged}. */
    public boolean isNotJudged() {
        return outcome == Outcome.SKIPPED && message.startsWith(Trial.NOT_JUDGED);
    }

    public boolean isGood() {
        return outcome == Outcome.PASSED || outcome == Outcome.SKIPPED;
    }

    /** The same result turned into a failure by a check made afterwards. */
    public ScenarioResult failedBy(String why) {
        return endedAs(Outcome.FAILED, message.isEmpty() ? why : message + "\n" + why);
    }

    /** The same result excused afterwards; it proves nothing. */
    public ScenarioResult skippedBy(String why) {
        return endedAs(Outcome.SKIPPED, why);
    }

    private ScenarioResult endedAs(Outcome how, String why) {
        return new ScenarioResult(scenario, profile, seed, how, why, trace, proofs, lines, virtualNanos);
    }
}
