package dev.wireproof.catalogue;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.wireproof.rig.live.External;
import dev.wireproof.rig.live.target.KernelTargets;
import dev.wireproof.rig.report.LedgerCheck;
import dev.wireproof.rig.report.coverage.DeviationLedger;
import dev.wireproof.rig.scenario.ReplayToken;
import dev.wireproof.rig.scenario.ScenarioMethod;
import dev.wireproof.rig.scenario.ScenarioResult;
import dev.wireproof.rig.scenario.ScenarioResult.Outcome;
import dev.wireproof.rig.scenario.ScenarioRunner;
import dev.wireproof.rig.scenario.Scenarios;
import dev.wireproof.support.ProjectFiles;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every ladder of the catalogue, unchanged, on the machine's kernel: it agrees, or the ledger knows better. */
@External
class KernelCatalogueTest {
    @TestFactory
    Stream<DynamicTest> everyLadderAgreesWithTheKernel() throws IOException {
        DeviationLedger ledger = DeviationLedger.read(ProjectFiles.root().resolve("deviations.tsv"));
        ScenarioRunner runner = new ScenarioRunner(new KernelTargets());
        List<ScenarioMethod> ladders = Scenarios.onClassPath().all().stream().filter(s -> !s.isLab()).toList();
        return ladders.stream().map(s -> dynamicTest(s.id(), () -> run(runner, ledger, s)));
    }

    private static void run(ScenarioRunner runner, DeviationLedger ledger, ScenarioMethod scenario) {
        ScenarioResult result = LedgerCheck.apply(ledger, runner.run(scenario, ProjectFiles.seed(), null));
        Assumptions.assumeFalse(result.outcome() == Outcome.SKIPPED, result.message());
        assertTrue(result.isGood(), () -> scenario.id() + " (" + scenario.where() + "): " + result.message() + "\nreplay: ./harness replay "
                + new ReplayToken(scenario.id(), result.profile(), result.seed()));
    }
}
