package dev.wireproof.rig.cli;

import dev.wireproof.rig.explore.SideBySide;
import dev.wireproof.rig.packetdrill.Flags;
import dev.wireproof.rig.packetdrill.Packetdrill;
import dev.wireproof.rig.packetdrill.Verdict;
import dev.wireproof.rig.report.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code packetdrill}: scripts of packetdrill on the built-in stack. */
@Command(
        name = "packetdrill",
        mixinStandardHelpOptions = true,
        description = "Runs packetdrill scripts on the built-in stack in virtual time.",
        footer = {"", "A script that asks for what the runner or the stack does not know is unsupported, which counts as found (exit code 1)."})
final class PacketdrillCommand implements Callable<Integer> {
    private static final long SEED = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE|DIR", arity = "1..*", description = "Scripts, or folders with .pkt files below (without *v6.pkt).")
    private List<Path> names;

    @Option(names = "--ip", paramLabel = "FAMILY", description = "ipv4: addresses and symbols of google's corpus in its IPv4 mode.")
    private String family;

    @Option(names = "--jobs", paramLabel = "N", description = "Scripts side by side (default: number of processors).")
    private Integer jobs;

    @Option(names = "--json", description = "Print the results as JSON.")
    private boolean json;

    @Mixin
    private PacketdrillFlags flags;

    private record Ran(Verdict verdict, long wallMillis) {}

    @Override
    public Integer call() {
        if (family != null && !family.equals("ipv4")) {
            throw new UsageException("--ip " + family + ": expected ipv4");
        }
        Packetdrill runner = new Packetdrill(family == null ? Flags.STANDARD : Flags.CORPUS_IPV4, flags.given, SEED);
        PrintWriter out = spec.commandLine().getOut();
        List<Callable<Ran>> pieces = new ArrayList<>();
        for (Path script : Packetdrill.scripts(names)) {
            pieces.add(() -> one(runner, script));
        }
        List<Ran> all = new ArrayList<>();
        SideBySide.run(jobs(), pieces, ran -> false, ran -> {
            all.add(ran);
            if (!json) {
                print(out, ran.verdict);
            }
        });
        if (json) {
            out.print(Json.print(model(all)));
        } else {
            without(out, all);
            out.println(count(all, Verdict.Result.PASSED) + " passed, " + count(all, Verdict.Result.FAILED) + " failed, "
                    + count(all, Verdict.Result.UNSUPPORTED) + " unsupported");
        }
        return count(all, Verdict.Result.PASSED) == all.size() ? Main.OK : Main.FOUND;
    }

    private static Ran one(Packetdrill runner, Path script) {
        long start = WallClock.nanos();
        Verdict v = runner.run(script);
        return new Ran(v, WallClock.millisSince(start));
    }

    private static long count(List<Ran> all, Verdict.Result result) {
        return all.stream().filter(r -> r.verdict.result() == result).count();
    }

    private static void without(PrintWriter out, List<Ran> all) {
        TreeSet<String> settings = new TreeSet<>();
        all.forEach(r -> settings.addAll(r.verdict.without()));
        if (!settings.isEmpty()) {
            out.println("Files that scripts share ask for settings which the stack does not have: " + String.join(", ", settings));
        }
    }

    private static Map<String, Object> model(List<Ran> all) {
        Map<String, Object> m = new LinkedHashMap<>();
        for (Verdict.Result r : Verdict.Result.values()) {
            m.put(r.word(), count(all, r));
        }
        m.put("scripts", all.stream().map(r -> r.verdict.toModel(r.wallMillis)).toList());
        return m;
    }

    private static void print(PrintWriter out, Verdict v) {
        Paint paint = Paint.forTerminal();
        switch (v.result()) {
            case PASSED -> out.println(paint.green("pass ") + v.path());
            case UNSUPPORTED -> out.println("unsupported " + v.path() + ":" + v.line() + ": " + v.message());
            default -> {
                out.println(paint.red("FAIL ") + v.path() + ":" + v.line() + ": " + v.message());
                out.print(v.ladder().isEmpty() ? "" : "  " + v.ladder().stripTrailing().replace("\n", "\n  ") + "\n");
            }
        }
        out.flush();
    }

    private int jobs() {
        int n = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
        if (n < 1) {
            throw new UsageException("--jobs " + n + ": expected 1 or more");
        }
        return n;
    }
}
