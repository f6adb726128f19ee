package dev.wireproof.rig.report.coverage;

import java.util.List;

/**
 * What one scenario showed.
 *
 * @param id      id of the scenario, such as {@code tcp/passive-open}
 * @param profile kernel profile it ran on ({@code modern}, {@code classic}, {@code textbook}), or {@code kernel} for a real one
 * @param result  how it ended
 * @param proves  clause ids that its assertions name
 * @param rfc     requirement ids that it stands for
 */
public record ScenarioOutcome(String id, String profile, Result result, List<String> proves, List<String> rfc) {
    /** How a scenario ended; only {@link #PASSED} proves anything. */
    public enum Result { PASSED, FAILED, SKIPPED, ERROR }

    public ScenarioOutcome {
        proves = List.copyOf(proves);
        rfc = List.copyOf(rfc);
    }

    /** Whether it ran and did not do what it should. */
    public boolean isBroken() {
        return result == Result.FAILED || result == Result.ERROR;
    }
}
