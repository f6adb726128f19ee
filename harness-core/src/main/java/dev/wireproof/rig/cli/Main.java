package dev.wireproof.rig.cli;

import dev.wireproof.rig.capture.CaptureException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point: {@code harness COMMAND}. */
@Command(
        name = "harness",
        mixinStandardHelpOptions = true,
        version = "Wireproof 0.1.0",
        description = "Conformance and fault injection for TCP/IP in virtual time.")
public final class Main {
    /** All went well. */
    static final int OK = 0;
    /** Something was found: a failed scenario, a difference, a violation. */
    static final int FOUND = 1;
    /** The call or the environment is wrong. */
    static final int USAGE = 2;

    private static final List<Class<?>> COMMANDS = List.of(RunCommand.class, ListCommand.class, ReplayCommand.class, BlessCommand.class,
            CheckCommand.class, DiffCommand.class, CoverageCommand.class, ExploreCommand.class, PacketdrillCommand.class,
            BenchCommand.class, LiveCommand.class);

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(new PrintWriter(System.out, true, StandardCharsets.UTF_8), new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    /** Runs one command line; for tests and embedding. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new Main());
        addCommands(line, arguments.length == 0 ? "" : arguments[0]);
        line.setOut(out);
        line.setErr(err);
        line.setParameterExceptionHandler((e, args) -> {
            String command = e.getCommandLine().getCommandSpec().qualifiedName();
            err.println(command + ": " + e.getMessage().lines().findFirst().orElse("") + " (see '" + command + " --help')");
            return USAGE;
        });
        line.setExecutionExceptionHandler((e, at, result) -> {
            if (e instanceof UsageException || e instanceof IllegalArgumentException || e instanceof CaptureException) {
                err.println(at.getCommandSpec().qualifiedName() + ": " + e.getMessage());
                return USAGE;
            }
            throw e;
        });
        if (arguments.length == 0) {
            line.usage(out);
            return USAGE;
        }
        int code = line.execute(arguments);
        out.flush();
        err.flush();
        return code;
    }

    // Reading what a command looks like takes longer than many a command, so only the one that is called is read, if there is one.
    private static void addCommands(CommandLine line, String called) {
        List<Class<?>> chosen = COMMANDS.stream().filter(c -> c.getAnnotation(Command.class).name().equals(called)).toList();
        (chosen.isEmpty() ? COMMANDS : chosen).forEach(line::addSubcommand);
    }
}
