package dev.wireproof.rig.packetdrill;

import dev.wireproof.rig.packetdrill.parse.ScriptParser;
import dev.wireproof.rig.packetdrill.run.ScriptRun;
import dev.wireproof.rig.packetdrill.script.Script;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import dev.wireproof.rig.report.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs packetdrill scripts, each on a host of its own. */
public final class Packetdrill {
    private static final String IPV4 = "ipv4";

    private final Flags preset;
    private final List<Map.Entry<String, String>> commandLine;
    private final long seed;

    /**
     * @param preset flags that scripts may override
     * @param commandLine flags that override those of scripts, in their order
     * @throws IllegalArgumentException one line, for a flag that cannot be
     */
    public Packetdrill(Flags preset, List<Map.Entry<String, String>> commandLine, long seed) {
        this.preset = preset;
        this.commandLine = List.copyOf(commandLine);
        this.seed = seed;
        String version = preset.withAll(commandLine).ipVersion();
        if (!version.equals(IPV4)) {
            throw new IllegalArgumentException("--ip_version=" + version + ": expected " + IPV4);
        }
    }

    /**
     * The scripts that files and folders name, folders in order of their paths; scripts of a folder whose name says IPv6 are left out.
     *
     * @throws IllegalArgumentException one line, for a name that is neither
     */
    public static List<Path> scripts(List<Path> names) {
        List<Path> all = new ArrayList<>();
        for (Path name : names) {
            if (Files.isDirectory(name)) {
                all.addAll(below(name));
            } else if (Files.isRegularFile(name)) {
                all.add(name);
            } else {
                throw new IllegalArgumentException(name + ": no such file or folder");
            }
        }
        return all;
    }

    private static List<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(f -> f.toString().endsWith(".pkt") && !f.toString().endsWith("v6.pkt")).sorted().toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException(folder + ": no .pkt files for IPv4 below this folder");
            }
            return found;
        } catch (IOException e) {
            throw new IllegalArgumentException(folder + ": cannot be read: " + e.getMessage());
        }
    }

    /** Runs one script; a file that cannot be read has failed, and others can run. */
    public Verdict run(Path file) {
        String text;
        try {
            text = TextFile.read(file);
        } catch (IllegalArgumentException e) {
            return new Verdict(file.toString(), Verdict.Result.FAILED, 1, e.getMessage().replace(file + ": ", ""), "", List.of());
        }
        return run(file, text);
    }

    /** Runs a text as if it were that file; the file need not exist. */
    public Verdict run(Path file, String text) {
        ScriptRun run = null;
        try {
            Script script = ScriptParser.parse(file.toString(), text, preset.withAll(commandLine).symbols());
            Flags flags = flagsOf(script);
            Path folder = file.toAbsolutePath().getParent();
            run = new ScriptRun(script, flags, folder, seed);
            run.run();
            return Verdict.passed(file.toString(), run.missingSettings());
        } catch (ScriptProblem p) {
            Verdict.Result result = p.kind() == ScriptProblem.Kind.FAILED ? Verdict.Result.FAILED : Verdict.Result.UNSUPPORTED;
            String ladder = run == null || result != Verdict.Result.FAILED ? "" : run.ladder();
            return new Verdict(file.toString(), result, p.line(), p.getMessage(), ladder, run == null ? List.of() : run.missingSettings());
        }
    }

    private Flags flagsOf(Script script) {
        Flags flags = preset;
        int version = 0;
        for (Script.ScriptOption o : script.options()) {
            if (!Flags.isKnown(o.name())) {
                throw ScriptProblem.unsupported(o.line(), "the flag --" + o.name());
            }
            try {
                flags = flags.with(o.name(), o.value());
                version = o.name().equals("ip_version") ? o.line() : version;
            } catch (IllegalArgumentException e) {
                throw ScriptProblem.failed(o.line(), e.getMessage());
            }
        }
        flags = flags.withAll(commandLine);
        if (!flags.ipVersion().equals(IPV4)) {
            throw ScriptProblem.unsupported(version, "the flag --ip_version=" + flags.ipVersion());
        }
        return flags;
    }
}
