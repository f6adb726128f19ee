package dev.wireproof.rig.cli;

import dev.wireproof.rig.capture.Confirmation;
import dev.wireproof.rig.capture.Golden;
import dev.wireproof.rig.capture.GoldenText;
import dev.wireproof.rig.capture.TsharkExpert;
import dev.wireproof.rig.report.coverage.SpecCatalogue;
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
        SpecCatalogue requirements = SpecCatalogue.load();
        int code = Main.OK;
        for (ScenarioMethod s : Scenarios.onClassPath().matching(patterns)) {
            List<Confirmation> reasons = confirmations(s, requirements);
            ScenarioResult result = runner.run(s, home.seed(), null);
            if (result.outcome() != ScenarioResult.Outcome.PASSED) {
                out.println("not blessed: " + s.id() + ": " + result.message());
                code = Main.FOUND;
                continue;
            }
            Golden golden = goldens.goldenOf(s);
            Map<String, List<String>> header = header(golden, s, result);
            List<String> faults = s.about().malformed() ? List.of() : header.get(GoldenText.INJECTS);
            if (!faults.isEmpty()) {
                out.println("not blessed: " + s.id() + ": tshark finds faults that the scenario does not inject (malformed = true says so): "
                        + String.join("; ", faults));
                code = Main.FOUND;
            } else if (isCurrent(golden, result, header, reasons)) {
                out.println("unchanged " + s.id());
            } else {
                bless(golden, result, header, reasons);
                out.println("blessed " + s.id() + " (" + result.trace().frames().size() + " frames): " + Home.shown(golden.text()));
            }
        }
        return code;
    }

    private List<Confirmation> confirmations(ScenarioMethod s, SpecCatalogue requirements) {
        List<Confirmation> all = new ArrayList<>();
        for (String text : because.isEmpty() ? List.of(s.about().confirmedBy()) : because) {
            Confirmation one = Confirmation.parse(text);
            if (one.kind().equals("rfc") && requirements.requirement(one.detail()).isEmpty()) {
                throw new UsageException("confirmation '" + text + "': no RFC requirement has this id; 'harness coverage' lists them");
            }
            all.add(one);
        }
        if (all.isEmpty()) {
            throw new UsageException("golden " + s.id() + ": --because is needed, such as --because rfc:9293-3.5-a");
        }
        return all;
    }

    /** What stands above the ladder. What tshark thinks is asked where it is installed, and kept from before elsewhere. */
    private static Map<String, List<String>> header(Golden golden, ScenarioMethod s, ScenarioResult result) {
        Map<String, List<String>> header = new LinkedHashMap<>();
        header.put(GoldenText.SPEC, result.proofs());
        header.put(GoldenText.RFC, s.rfc());
        List<String> remarks = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        if (TsharkExpert.isAvailable()) {
            for (TsharkExpert.Item item : TsharkExpert.itemsOf(result.trace().frames())) {
                (item.isFault() ? faults : remarks).add(item.line().toString());
            }
        } else if (golden.exists()) {
            GoldenText old = golden.readText();
            remarks.addAll(old.values(GoldenText.EXPERT));
            faults.addAll(old.values(GoldenText.INJECTS));
        }
        header.put(GoldenText.EXPERT, remarks);
        header.put(GoldenText.INJECTS, faults);
        return header;
    }

    private static boolean isCurrent(Golden golden, ScenarioResult result, Map<String, List<String>> header, List<Confirmation> reasons) {
        if (!golden.exists() || golden.compare(result.trace().frames()).isPresent()) {
            return false;
        }
        GoldenText old = golden.readText();
        List<String> because = reasons.stream().map(Confirmation::toString).toList();
        return because.equals(old.values(GoldenText.CONFIRMED_BY))
                && header.entrySet().stream().allMatch(e -> e.getValue().equals(old.values(e.getKey())));
    }

    private static void bless(Golden golden, ScenarioResult result, Map<String, List<String>> header, List<Confirmation> reasons) {
        try {
            Files.createDirectories(golden.capture().getParent());
        } catch (IOException e) {
            throw new UsageException(golden.capture().getParent() + ": cannot make this folder: " + e.getMessage());
        }
        golden.bless(result.trace().frames(), reasons, header);
    }
}
