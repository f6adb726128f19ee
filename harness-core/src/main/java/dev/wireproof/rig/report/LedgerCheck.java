package dev.wireproof.rig.report;

import dev.wireproof.rig.report.coverage.Deviation;
import dev.wireproof.rig.report.coverage.DeviationLedger;
import dev.wireproof.rig.report.coverage.ScenarioOutcome;
import dev.wireproof.rig.scenario.ScenarioResult;
import dev.wireproof.rig.scenario.ScenarioResult.Outcome;
import java.util.Optional;

/** Holds a result against the ledger of known deviations. */
public final class LedgerCheck {
    private LedgerCheck() {}

    /** A failure that the ledger knows becomes a skip that says so; a pass that the ledger rules out becomes a failure. */
    public static ScenarioResult apply(DeviationLedger ledger, ScenarioResult result) {
        if (result.outcome() != Outcome.FAILED && result.outcome() != Outcome.PASSED) {
            return result;
        }
        Optional<Deviation> row = ledger.excuse(outcome(result));
        if (row.isEmpty()) {
            return result;
        }
        Deviation d = row.get();
        String about = d.subject() + " (ledger line " + d.line() + "): " + d.ours() + "; expected: " + d.expected();
        return result.outcome() == Outcome.FAILED
                ? result.skippedBy("known deviation " + about)
                : result.failedBy("unexpected pass, the ledger is stale: " + about);
    }

    /** What the ledger and the coverage need to know of a result. */
    public static ScenarioOutcome outcome(ScenarioResult r) {
        return new ScenarioOutcome(r.scenario().id(), r.profile(), ScenarioOutcome.Result.valueOf(r.outcome().name()), r.proofs(),
                r.scenario().rfc());
    }
}
