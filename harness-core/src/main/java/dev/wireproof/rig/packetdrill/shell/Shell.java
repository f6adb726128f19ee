package dev.wireproof.rig.packetdrill.shell;

import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs shell text on a host. Files with commands are read from the folder of the script; everything else is a known command. */
public final class Shell {
    private static final int NOT_FOUND = 127;
    private static final int DEEPEST = 8;
    /** What {@code PPID} shows to a command: packetdrill's own process. */
    private static final String PROCESS = "1";

    private final Path folder;
    private final HostOperator host;
    private final Settings settings;
    private final Commands commands;
    private int depth;

    /** @param folder relative names start here */
    public Shell(Path folder, HostOperator host) {
        this.folder = folder;
        this.host = host;
        settings = new Settings(host);
        commands = new Commands(host, settings);
    }

    /** Settings that files of commands have asked for and this host does not have, {@code name=value}. */
    public List<String> missingSettings() {
        return settings.missing();
    }

    /**
     * Runs text. The outcome is that of the last command.
     *
     * @param firstLine number of the text's first line
     * @throws ScriptProblem for what nobody here knows
     */
    public Outcome run(String text, int firstLine) {
        Outcome last = Outcome.GOOD;
        for (ShellLine line : ShellReader.read(text, firstLine, Shell::variable)) {
            boolean due = switch (line.when()) {
                case ALWAYS -> true;
                case IF_GOOD -> last.status() == 0;
                case IF_BAD -> last.status() != 0;
            };
            if (due) {
                try {
                    last = pipeline(line);
                } catch (ScriptProblem e) {
                    throw e.at(line.line());
                }
            }
        }
        return last;
    }

    private static String variable(String name) {
        return name.equals("PPID") || name.equals("PACKETDRILL_PID") ? PROCESS : null;
    }

    private Outcome pipeline(ShellLine line) {
        Outcome last = Outcome.GOOD;
        for (ShellLine.Simple command : line.pipeline()) {
            last = command(command.words(), last.output());
            if (command.output() != null) {
                last = redirect(last, command.output());
            }
        }
        return last;
    }

    private Outcome redirect(Outcome from, String file) {
        if (file.startsWith("/proc/sys/")) {
            return settings.set(Settings.name(file), from.output().trim(), depth > 0);
        }
        if (file.startsWith("/sys/")) {
            return settings.set(file, from.output().trim(), depth > 0);
        }
        if (!file.equals("/dev/null")) {
            host.file(file, from.output().getBytes(StandardCharsets.UTF_8));
        }
        return new Outcome(from.status(), "", from.complaint());
    }

    private Outcome command(List<String> words, String input) {
        String path = words.get(0);
        String name = path.substring(path.lastIndexOf('/') + 1);
        List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
        if (name.startsWith("sysctl_restore_")) {
            return settings.restore() ? Outcome.GOOD : Outcome.bad(NOT_FOUND, path + ": no such file");
        }
        if (name.equals("set_sysctls.py")) {
            return exists(path) ? settings.setAndRemember(arguments, depth > 0) : notFound(path);
        }
        if (name.endsWith(".sh")) {
            return exists(path) ? file(path) : notFound(path);
        }
        return commands.run(name, arguments, input, depth > 0);
    }

    private boolean exists(String path) {
        return Files.isReadable(folder.resolve(path));
    }

    private Outcome notFound(String path) {
        return Outcome.bad(NOT_FOUND, path + ": no such file beside the script");
    }

    private Outcome file(String path) {
        String text;
        try {
            text = Files.readString(folder.resolve(path));
        } catch (IOException e) {
            return Outcome.bad(NOT_FOUND, path + ": cannot be read: " + e.getMessage());
        }
        if (++depth > DEEPEST) {
            throw ScriptProblem.failed(0, path + ": files of commands call each other without end");
        }
        try {
            return run(text, 1);
        } catch (ScriptProblem e) {
            throw e.inside(folder.resolve(path).normalize().toString());
        } finally {
            depth--;
        }
    }
}
