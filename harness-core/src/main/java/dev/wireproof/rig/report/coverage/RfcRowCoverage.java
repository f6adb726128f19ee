package dev.wireproof.rig.report.coverage;

import java.util.List;

/**
 * One requirement and what the runs say about it.
 *
 * @param requirement the requirement
 * @param scenarios   ids of all scenarios that stand for it, whatever their result, sorted
 * @param result      the verdict
 */
public record RfcRowCoverage(RfcRequirement requirement, List<String> scenarios, RfcResult result) {
    public RfcRowCoverage {
        scenarios = List.copyOf(scenarios);
    }

    /** Covered = at least one scenario ran for it, and it holds or its deviation is known. */
    public boolean isCovered() {
        return !scenarios.isEmpty() && (result == RfcResult.PASS || result == RfcResult.DEVIATION);
    }
}
