package dev.wireproof.rig.cli;

import dev.wireproof.rig.capture.CaptureDiff;
import dev.wireproof.rig.capture.CaptureReader;
import dev.wireproof.rig.capture.Ignore;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code diff}: the first frame in which two captures differ. */
@Command(name = "diff", mixinStandardHelpOptions = true, description = "Compares two captures and shows the first differing frame and its fields.")
final class DiffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "Expected capture (pcap or pcapng, .gz too).")
    private Path a;

    @Parameters(index = "1", paramLabel = "B", description = "Actual capture.")
    private Path b;

    @Option(names = "--ignore", paramLabel = "WHAT", split = ",",
            description = "What may differ: isn, ports, ip-id, time, timestamps (several with commas).")
    private List<String> ignore = List.of();

    @Override
    public Integer call() {
        EnumSet<Ignore> ignored = EnumSet.noneOf(Ignore.class);
        for (String word : ignore) {
            ignored.add(ignoreOf(word));
        }
        Optional<CaptureDiff.Difference> d = CaptureDiff.first(CaptureReader.readAll(a), CaptureReader.readAll(b), ignored);
        spec.commandLine().getOut().println(d.map(CaptureDiff.Difference::text).orElse("no difference"));
        return d.isEmpty() ? Main.OK : Main.FOUND;
    }

    private static Ignore ignoreOf(String word) {
        for (Ignore i : Ignore.values()) {
            if (i.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
                return i;
            }
        }
        throw new UsageException("--ignore " + word + ": expected isn, ports, ip-id, time or timestamps");
    }
}
