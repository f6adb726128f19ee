package dev.wireproof.rig.cli;

import dev.wireproof.rig.report.Json;
import dev.wireproof.rig.report.JsonReader;
import dev.wireproof.rig.report.LedgerCheck;
import dev.wireproof.rig.report.TextFile;
import dev.wireproof.rig.report.coverage.CoverageReport;
import dev.wireproof.rig.report.coverage.CoverageTable;
import dev.wireproof.rig.report.coverage.ScenarioOutcome;
import dev.wireproof.rig.report.coverage.SpecCatalogue;
import dev.wireproof.rig.scenario.GoldenCheck;
import dev.wireproof.rig.scenario.ScenarioRunner;
import dev.wireproof.rig.scenario.Scenarios;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coverage}: what is proven, and what is open. */
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        description = "Shows which clauses of the specification and which RFC requirements passing scenarios prove; the rest is open.")
final class CoverageCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--from", paramLabel = "FILE", description = "Use the JSON of an earlier 'run --json' instead of running the catalogue.")
    private Path from;

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Home home = Home.find();
        List<ScenarioOutcome> outcomes = from == null ? ran(home) : read(from);
        CoverageReport report = CoverageReport.of(SpecCatalogue.load(), outcomes, home.ledger());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Json.print(report.toModel()));
        } else {
            CoverageTable.lines(report).forEach(out::println);
        }
        return report.problems().isEmpty() ? Main.OK : Main.FOUND;
    }

    private static List<ScenarioOutcome> ran(Home home) {
        Session session = new Session(new ScenarioRunner(Targets.named("builtin")), home.seed(), null, new GoldenCheck(home.pcaps()), null, false);
        List<ScenarioOutcome> outcomes = new ArrayList<>();
        session.run(Scenarios.onClassPath().all(), Runtime.getRuntime().availableProcessors(), r -> outcomes.add(LedgerCheck.outcome(r.result())));
        return outcomes;
    }

    private static List<ScenarioOutcome> read(Path file) {
        String text = TextFile.read(file);
        try {
            Map<?, ?> run = (Map<?, ?>) JsonReader.read(text);
            List<ScenarioOutcome> outcomes = new ArrayList<>();
            for (Object o : (List<?>) run.get("scenarios")) {
                Map<?, ?> s = (Map<?, ?>) o;
                outcomes.add(new ScenarioOutcome((String) s.get("id"), String.valueOf(s.get("profile")),
                        ScenarioOutcome.Result.valueOf(((String) s.get("result")).toUpperCase(Locale.ROOT)), strings(s.get("proves")),
                        strings(s.get("rfc"))));
            }
            return outcomes;
        } catch (ClassCastException | NullPointerException e) {
            throw new UsageException(file + ": expected the JSON that 'run --json' prints");
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + ": " + e.getMessage());
        }
    }

    private static List<String> strings(Object list) {
        List<String> all = new ArrayList<>();
        ((List<?>) list).forEach(x -> all.add((String) x));
        return all;
    }
}
