package dev.wireproof.rig.cli;

import dev.wireproof.rig.capture.Confirmation;
import dev.wireproof.rig.capture.Golden;
import dev.wireproof.rig.capture.GoldenText;
import dev.wireproof.rig.scenario.GoldenCheck;
import dev.wireproof.rig.scenario.ScenarioMethod;
import dev.wireproof.rig.scenario.ScenarioResult;
import dev.wireproof.rig.scenario.ScenarioRunner;
import dev.wireproof.rig.scenario.Scenarios;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bless}: makes the run of a scenario its golden. */
@Command(
        name = "bless",
        mixinStandardHelpOptions = true,
        description = "Runs a scenario and writes its capture and ladder to pcaps/ as the golden trace.",
        footer = {"", "A golden says what outside the stack confirms it: rfc:ROW, example:TABLE, kernel:RELEASE, packetdrill:PATH, formula:TEXT."})
final class BlessCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Scenario ids, areas or globs.")
    private List<String> patterns;

    @Option(names = "--because", paramLabel = "CONFIRMATION", description = "What confirms it; may come several times (default: what the scenario names).")
    private List<String> because = new ArrayList<>();

    @Override
    public Integer call() {
        Home home = Home.find();
        PrintWriter out = spec.commandLine().getOut();
        ScenarioRunner runner = new ScenarioRunner(Targets.named("builtin"));
        GoldenCheck goldens = new GoldenCheck(home.pcaps());
        int code = Main.OK;
        for (ScenarioMethod s : Scenarios.onClassPath().matching(patterns)) {
            List<Confirmation> reasons = confirmations(s);
            ScenarioResult result = runner.run(s, home.seed(), null);
            if (result.outcome() != ScenarioResult.Outcome.PASSED) {
                out.println("not blessed: " + s.id() + ": " + result.message());
                code = Main.FOUND;
                continue;
            }
            Golden golden = goldens.goldenOf(s);
            if (golden.exists() && golden.compare(result.trace().frames()).isEmpty() && because.isEmpty()) {
                out.println("unchanged " + s.id());
                continue;
            }
            bless(golden, s, result, reasons);
            out.println("blessed " + s.id() + " (" + result.trace().frames().size() + " frames): " + Home.shown(golden.text()));
        }
        return code;
    }

    private List<Confirmation> confirmations(ScenarioMethod s) {
        List<Confirmation> all = new ArrayList<>();
        for (String text : because.isEmpty() ? List.of(s.about().confirmedBy()) : because) {
            all.add(Confirmation.parse(text));
        }
        if (all.isEmpty()) {
            throw new UsageException("golden " + s.id() + ": --because is needed, such as --because rfc:9293-3.5-a");
        }
        return all;
    }

    private static void bless(Golden golden, ScenarioMethod s, ScenarioResult result, List<Confirmation> reasons) {
        Map<String, List<String>> header = new LinkedHashMap<>();
        header.put(GoldenText.SPEC, result.proofs());
        header.put(GoldenText.RFC, s.rfc());
        if (golden.exists()) {
            GoldenText old = golden.readText();
            header.put(GoldenText.EXPERT, old.values(GoldenText.EXPERT));
            header.put(GoldenText.INJECTS, old.values(GoldenText.INJECTS));
        }
        try {
            Files.createDirectories(golden.capture().getParent());
        } catch (IOException e) {
            throw new UsageException(golden.capture().getParent() + ": cannot make this folder: " + e.getMessage());
        }
        golden.bless(result.trace().frames(), reasons, header);
    }
}
