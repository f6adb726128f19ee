package dev.wireproof.rig.cli;

import dev.wireproof.rig.monitor.CaptureCheck;
import dev.wireproof.rig.monitor.CheckResult;
import dev.wireproof.rig.report.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}: the monitors over captures made anywhere. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks captures (pcap, pcapng, .gz, '-' for standard input) for violations of protocol invariants.",
        footer = {"", "Exit code 1 when a violation was found. Inconclusive: what a late start, cut or missing frames leave open."})
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Captures.")
    private List<String> files;

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        List<CheckResult> results = new ArrayList<>();
        for (String file : files) {
            results.add(CaptureCheck.file(file));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            List<Object> models = new ArrayList<>();
            results.forEach(r -> models.add(r.toModel()));
            out.print(Json.print(Collections.singletonMap("files", models)));
        } else {
            results.forEach(r -> out.print(r.toText()));
        }
        return results.stream().allMatch(r -> r.violations().isEmpty()) ? Main.OK : Main.FOUND;
    }
}
