package dev.wireproof.catalogue;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.wireproof.rig.capture.Golden;
import dev.wireproof.rig.capture.LadderText;
import dev.wireproof.rig.report.LadderSvg;
import dev.wireproof.rig.scenario.BuiltIn;
import dev.wireproof.rig.scenario.GoldenCheck;
import dev.wireproof.rig.scenario.ReplayToken;
import dev.wireproof.rig.scenario.ScenarioMethod;
import dev.wireproof.rig.scenario.ScenarioResult;
import dev.wireproof.rig.scenario.ScenarioRunner;
import dev.wireproof.rig.scenario.Scenarios;
import dev.wireproof.support.ProjectFiles;
import io.qameta.allure.Allure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every scenario of the catalogue on the built-in stack, against its golden. */
class CatalogueTest {
    private static final GoldenCheck GOLDENS = new GoldenCheck(ProjectFiles.root().resolve("pcaps"));

    @TempDir
    private Path scratch;

    @TestFactory
    List<DynamicNode> everyScenarioMatchesItsGolden() {
        TreeMap<String, List<DynamicTest>> areas = new TreeMap<>();
        for (ScenarioMethod s : Scenarios.onClassPath().all()) {
            areas.computeIfAbsent(s.area(), a -> new ArrayList<>()).add(dynamicTest(s.id(), () -> run(s)));
        }
        List<DynamicNode> nodes = new ArrayList<>();
        areas.forEach((area, tests) -> nodes.add(dynamicContainer(area, tests)));
        return nodes;
    }

    private void run(ScenarioMethod scenario) throws IOException {
        ScenarioResult result = GOLDENS.apply(new ScenarioRunner(new BuiltIn()).run(scenario, ProjectFiles.seed(), null));
        report(result);
        assertTrue(result.isGood(), () -> scenario.id() + " (" + scenario.where() + "): " + result.message() + "\nreplay: ./harness replay "
                + new ReplayToken(scenario.id(), result.profile(), result.seed()));
    }

    private void report(ScenarioResult result) throws IOException {
        Allure.feature(result.scenario().area());
        Allure.description(result.scenario().sentence());
        Allure.parameter("seed", result.seed());
        Allure.parameter("profile", result.profile());
        result.lines().forEach(Allure::step);
        result.scenario().rfc().forEach(r -> Allure.label("rfc", r));
        result.proofs().forEach(p -> Allure.label("proves", p));
        if (result.trace().frames().isEmpty()) {
            return;
        }
        Allure.addAttachment("ladder", "text/plain", LadderText.of(result.trace().frames()));
        Allure.addAttachment("ladder picture", "image/svg+xml", LadderSvg.of(result.trace().frames()), ".svg");
        Path capture = scratch.resolve(result.scenario().name() + ".pcapng");
        Golden.write(result.trace().frames(), capture);
        try (InputStream in = Files.newInputStream(capture)) {
            Allure.addAttachment("capture", "application/vnd.tcpdump.pcap", in, ".pcapng");
        }
    }
}
