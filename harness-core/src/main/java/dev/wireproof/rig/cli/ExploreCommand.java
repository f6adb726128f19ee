package dev.wireproof.rig.cli;

import dev.wireproof.rig.explore.Exploration;
import dev.wireproof.rig.explore.Finding;
import dev.wireproof.rig.explore.Probe;
import dev.wireproof.rig.report.Json;
import dev.wireproof.rig.report.TextFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explore}: properties with fresh cases, and scenarios under other seeds, for as long as wanted. */
@Command(
        name = "explore",
        mixinStandardHelpOptions = true,
        description = {
            "Tries properties with ever new cases, and scenarios under other seeds, until the time or the tries are used up.",
            "What is found is made as small as possible, written to reports/findings and printed with the line that repeats it."
        },
        footer = {"", "Exit code 1 when something was found.", "Examples:", "  harness explore --for 10m",
            "  harness explore 'tcp-*' --tries 500 --jobs 1"})
final class ExploreCommand implements Callable<Integer> {
    private static final long DEFAULT_NANOS = 60_000_000_000L;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PATTERN", description = "Ids, areas or globs of properties and scenarios; all when none is given.")
    private List<String> patterns = new ArrayList<>();

    @Option(names = "--for", paramLabel = "TIME", description = "How long, such as 90s, 10m or 2h (default: 60s, or no limit with --tries).")
    private String time;

    @Option(names = "--tries", paramLabel = "N", description = "Tries of each property and scenario (default: no limit).")
    private Long tries;

    @Option(names = "--jobs", paramLabel = "N", description = "Tries side by side (default: number of processors).")
    private Integer jobs;

    @Option(names = "--seed", paramLabel = "N", description = "Seed that draws the seeds of all tries (default: a fresh one, printed).")
    private Long seed;

    @Option(names = "--out", paramLabel = "DIR", description = "Where findings go (default: reports).")
    private Path out;

    @Option(names = "--json", description = "Print the outcome as JSON instead of lines.")
    private boolean json;

    @Override
    public Integer call() {
        List<Probe> probes = probes();
        int threads = atLeastOne("--jobs", jobs == null ? Runtime.getRuntime().availableProcessors() : jobs);
        long most = tries == null ? Long.MAX_VALUE : atLeastOne("--tries", Math.toIntExact(Math.min(tries, Integer.MAX_VALUE)));
        long nanos = time != null ? Quantities.span("--for", time).nanos() : tries == null ? DEFAULT_NANOS : Long.MAX_VALUE;
        Exploration exploration = new Exploration(probes, seed == null ? Exploration.freshSeed() : seed, most, nanos);
        PrintWriter to = spec.commandLine().getOut();
        Path folder = (out == null ? Home.find().reports() : out).resolve("findings");
        if (!json) {
            to.println("exploring " + probes.size() + " properties and scenarios, seed " + exploration.seed());
            to.flush();
        }
        List<Object> found = new ArrayList<>();
        Exploration.Progress end = exploration.run(threads, f -> found.add(report(f, folder, to)), p -> line(to, p));
        if (json) {
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("seed", exploration.seed());
            model.put("tries", end.tries());
            model.put("findings", found);
            to.print(Json.print(model));
        } else {
            line(to, end);
        }
        return found.isEmpty() ? Main.OK : Main.FOUND;
    }

    private List<Probe> probes() {
        Chosen chosen = Chosen.of(patterns);
        List<Probe> probes = new ArrayList<>();
        chosen.properties().forEach(p -> probes.add(Probe.of(p)));
        chosen.scenarios().forEach(s -> probes.add(Probe.of(s)));
        return probes;
    }

    private static int atLeastOne(String option, int value) {
        if (value < 1) {
            throw new UsageException(option + " " + value + ": expected 1 or more");
        }
        return value;
    }

    private Object report(Finding f, Path folder, PrintWriter to) {
        Path file = folder.resolve(f.id() + ".txt");
        TextFile.write(file, f.toText());
        if (!f.trial().trace().frames().isEmpty()) {
            Captures.write(f.trial().trace(), folder.resolve(f.id() + ".pcapng"));
        }
        if (!json) {
            Paint paint = Paint.forTerminal();
            to.println(paint.red("FOUND ") + f.id() + ": " + f.statement());
            to.println("  " + f.trial().message().lines().limit(6).reduce((a, b) -> a + "\n  " + b).orElse(""));
            to.println("  written  " + Home.shown(file));
            to.println("  replay   " + f.command());
            to.flush();
        }
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("id", f.id());
        model.put("message", f.trial().message());
        model.put("seed", f.seed());
        model.put("replay", f.replay());
        model.put("file", file.toString());
        return model;
    }

    private void line(PrintWriter to, Exploration.Progress p) {
        if (!json) {
            to.println(String.format(Locale.ROOT, "%d s, %d tries, %d found", p.nanos() / 1_000_000_000L, p.tries(), p.findings()));
            to.flush();
        }
    }
}
