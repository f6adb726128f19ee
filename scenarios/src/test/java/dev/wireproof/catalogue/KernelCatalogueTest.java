package dev.wireproof.catalogue;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.rig.live.External;
import dev.wireproof.rig.live.target.KernelTargets;
import dev.wireproof.rig.report.LedgerCheck;
import dev.wireproof.rig.report.coverage.DeviationLedger;
import dev.wireproof.rig.scenario.ReplayToken;
import dev.wireproof.rig.scenario.ScenarioMethod;
import dev.wireproof.rig.scenario.ScenarioResult;
import dev.wireproof.rig.scenario.ScenarioRunner;
import dev.wireproof.rig.scenario.Scenarios;
import dev.wireproof.rig.scenario.TargetFactory;
import dev.wireproof.support.ProjectFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every ladder of the catalogue, unchanged, on the machine's kernel: it agrees, or the ledger knows better. */
@External
class KernelCatalogueTest {
    @TestFactory
    Stream<DynamicTest> everyLadderAgreesWithTheKernel() throws IOException {
        DeviationLedger ledger = DeviationLedger.read(ProjectFiles.root().resolve("deviations.tsv"));
        KernelTargets kernel = new KernelTargets();
        List<ScenarioMethod> ladders = Scenarios.onClassPath().all().stream().filter(s -> canRun(s, kernel)).toList();
        ScenarioRunner runner = new ScenarioRunner(kernel);
        List<String> notJudged = new ArrayList<>();
        return Stream.concat(
                ladders.stream().map(s -> dynamicTest(s.id(), () -> run(runner, ledger, s, notJudged))),
                Stream.of(dynamicTest("the machine was free enough to judge nine ladders of ten", () -> assertTrue(
                        notJudged.size() * 10 <= ladders.size(), () -> "not judged: " + notJudged))));
    }

    private static boolean canRun(ScenarioMethod scenario, TargetFactory kernel) {
        return !scenario.isLab() && scenario.about().profile().equals(Profile.MODERN.name())
                && Stream.of(scenario.about().needs()).allMatch(kernel::offers);
    }

    private static void run(ScenarioRunner runner, DeviationLedger ledger, ScenarioMethod scenario, List<String> notJudged) {
        ScenarioResult result = LedgerCheck.apply(ledger, runner.run(scenario, ProjectFiles.seed(), null));
        if (result.isNotJudged()) {
            notJudged.add(scenario.id() + ": " + result.message().lines().findFirst().orElse(""));
        }
        assertTrue(result.isGood(), () -> scenario.id() + " (" + scenario.where() + "): " + result.message() + "\nreplay: ./harness replay "
                + new ReplayToken(scenario.id(), result.profile(), result.seed()));
    }
}
