package dev.wireproof.rig.cli;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.rig.report.HtmlReport;
import dev.wireproof.rig.report.Json;
import dev.wireproof.rig.report.JunitXml;
import dev.wireproof.rig.report.RunRecord;
import dev.wireproof.rig.report.TextFile;
import dev.wireproof.rig.scenario.GoldenCheck;
import dev.wireproof.rig.scenario.ScenarioMethod;
import dev.wireproof.rig.scenario.ScenarioResult.Outcome;
import dev.wireproof.rig.scenario.ScenarioRunner;
import dev.wireproof.rig.scenario.Scenarios;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: scenarios against a target, with goldens and a report. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs scenarios, compares each with its golden capture and writes reports/index.html.",
        footer = {"", "Examples:", "  harness run", "  harness run tcp-state 'newreno/*' --fail-fast", "  harness run arp-nud --target kernel"})
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PATTERN", description = "Scenario ids, areas or globs; all when none is given.")
    private List<String> patterns = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all chance (default: the number in seed.txt).")
    private Long seed;

    @Option(names = "--profile", paramLabel = "NAME", description = "Kernel profile for all scenarios: modern, classic or textbook (default: each scenario's own).")
    private String profile;

    @Option(names = "--target", paramLabel = "NAME", defaultValue = "builtin",
            description = "Host under test: builtin, or kernel (the machine's own, needs root; default: ${DEFAULT-VALUE}).")
    private String target;

    @Option(names = "--out", paramLabel = "DIR", description = "Where report and captures go (default: reports).")
    private Path out;

    @Option(names = "--jobs", paramLabel = "N", description = "Scenarios side by side (default: number of processors).")
    private Integer jobs;

    @Option(names = "--junit", paramLabel = "FILE", description = "Also write JUnit XML.")
    private Path junit;

    @Option(names = "--fail-fast", description = "Start no further scenario after the first failure.")
    private boolean failFast;

    @Option(names = "--capture", paramLabel = "WHAT", defaultValue = "all",
            description = "Captures to keep: all, failed or none (default: ${DEFAULT-VALUE}).")
    private String capture;

    @Option(names = "--json", description = "Print the results as JSON instead of lines.")
    private boolean json;

    @Override
    public Integer call() {
        if (junit != null && Files.isDirectory(junit)) {
            throw new UsageException("--junit " + junit + ": is a directory: expected a file to write");
        }
        Home home = Home.find();
        List<ScenarioMethod> chosen = Scenarios.onClassPath().matching(patterns);
        long used = seed == null ? home.seed() : seed;
        Path folder = (out == null ? home.reports() : out).toAbsolutePath();
        boolean ordinary = target.equals("builtin") && used == home.seed() && profile == null;
        Session session = new Session(new ScenarioRunner(Targets.named(target)), used, profile == null ? null : Profile.named(profile),
                ordinary ? new GoldenCheck(home.pcaps()) : null, captures(folder), failFast).knowing(home.ledger());
        PrintWriter to = spec.commandLine().getOut();
        ResultLines lines = new ResultLines(to, json, chosen.size());
        List<Session.Ran> ran = session.run(chosen, jobs(), lines::print);
        RunRecord record = new RunRecord(used, target, records(ran));
        Path report = folder.resolve("index.html");
        TextFile.write(report, HtmlReport.of(record, folder));
        if (junit != null) {
            TextFile.write(junit, JunitXml.of(record));
        }
        if (json) {
            to.print(Json.print(record.toModel()));
        } else {
            lines.summary(record, Home.shown(report));
        }
        return record.isGood() ? Main.OK : Main.FOUND;
    }

    private Path captures(Path folder) {
        return switch (capture) {
            case "all", "failed" -> folder.resolve("captures");
            case "none" -> null;
            default -> throw new UsageException("--capture " + capture + ": expected all, failed or none");
        };
    }

    private int jobs() {
        if (target.equals("kernel")) {
            return 1;
        }
        int n = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
        if (n < 1) {
            throw new UsageException("--jobs " + n + ": expected 1 or more");
        }
        return n;
    }

    private List<RunRecord.Entry> records(List<Session.Ran> ran) {
        List<RunRecord.Entry> entries = new ArrayList<>();
        for (Session.Ran r : ran) {
            boolean keep = r.capture() != null && (capture.equals("all") || r.result().outcome() != Outcome.PASSED);
            if (r.capture() != null && !keep) {
                TextFile.delete(r.capture());
            }
            entries.add(new RunRecord.Entry(r.result(), r.wallMillis(), keep ? r.capture() : null));
        }
        return entries;
    }
}
