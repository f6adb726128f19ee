package dev.wireproof.rig.cli;

import dev.wireproof.rig.bench.BulkOptions;
import dev.wireproof.rig.bench.BulkResult;
import dev.wireproof.rig.bench.BulkTransfer;
import dev.wireproof.rig.report.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench}: what a frame costs. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the built-in stack. 'bench bulk': one TCP transfer between two simulated hosts.",
            "The cable: 10 Gb/s, 50 us, MTU 1500; socket buffers of 131,072 bytes; frames are counted once a cable.",
            "CPU time is that of the whole process, JVM start included."
        })
final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "WHAT", description = "bulk")
    private String what;

    @Option(names = "--bytes", paramLabel = "N", defaultValue = "1G", description = "Payload, such as 300M or 1G (powers of 1000; default: ${DEFAULT-VALUE}).")
    private String bytes;

    @Option(names = "--flows", paramLabel = "N", defaultValue = "1", description = "Connections that share the cable (default: ${DEFAULT-VALUE}).")
    private int flows;

    @Option(names = "--loss", paramLabel = "P", defaultValue = "0", description = "Loss of frames each way, such as 0.01 or 1%% (default: none).")
    private String loss;

    @Option(names = "--offloads", paramLabel = "WHICH", defaultValue = "on", description = {
        "on: the NICs take super-segments, fill in checksums, join received segments and moderate interrupts, as those of Linux hosts;",
        "off: every frame goes through the stack by itself (default: ${DEFAULT-VALUE})."
    })
    private String offloads;

    @Option(names = "--capture", paramLabel = "WHICH", defaultValue = "none", description = "none, or both: a real pcapng file of full frames a host (default: ${DEFAULT-VALUE}).")
    private String capture;

    @Option(names = "--out", paramLabel = "DIR", description = "Where captures go (default: a temporary folder, removed afterwards).")
    private Path out;

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (!what.equals("bulk")) {
            throw new UsageException("bench " + what + ": expected bulk");
        }
        if (flows < 1) {
            throw new UsageException("--flows " + flows + ": expected 1 or more");
        }
        boolean both = choose("--capture", capture, "none", "both");
        Path folder = !both ? null : out == null ? Files.createTempDirectory("wireproof-bench") : Files.createDirectories(out);
        BulkOptions options = new BulkOptions(Quantities.bytes("--bytes", bytes), flows, Quantities.millionths("--loss", loss),
                choose("--offloads", offloads, "off", "on"), folder);
        long start = WallClock.nanos();
        BulkResult result = new BulkTransfer(options, Home.find().seed()).run();
        print(result, WallClock.nanos() - start, WallClock.processCpuNanos());
        if (both && out == null) {
            Files.deleteIfExists(folder.resolve("client.pcapng"));
            Files.deleteIfExists(folder.resolve("server.pcapng"));
            Files.deleteIfExists(folder);
        }
        return Main.OK;
    }

    private static boolean choose(String option, String value, String no, String yes) {
        if (!value.equals(no) && !value.equals(yes)) {
            throw new UsageException(option + " " + value + ": expected " + no + " or " + yes);
        }
        return value.equals(yes);
    }

    private void print(BulkResult r, long wallNanos, long cpuNanos) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("frames", r.frames());
        model.put("dataFrames", r.dataFrames());
        model.put("framesPerSecond", Math.round(r.frames() * 1e9 / wallNanos));
        model.put("nsPerFrame", Math.round((double) cpuNanos / r.frames()));
        model.put("cpuSecondsPerGB", Math.round((double) cpuNanos / r.bytes() * 1000) / 1000.0);
        model.put("bytesPerFrame", Math.round((double) r.frameOctets() / r.frames()));
        model.put("virtualSeconds", r.virtualNanos() / 1e9);
        model.put("wallSeconds", wallNanos / 1e9);
        PrintWriter to = spec.commandLine().getOut();
        if (json) {
            to.print(Json.print(model));
            return;
        }
        to.println(String.format(Locale.ROOT, "%d frames (%d with data), %.0f frames/s, %d ns of CPU a frame, %.2f CPU-s/GB, %.3f s virtual, %.3f s wall",
                r.frames(), r.dataFrames(), r.frames() * 1e9 / wallNanos, Math.round((double) cpuNanos / r.frames()),
                (double) cpuNanos / r.bytes(), r.virtualNanos() / 1e9, wallNanos / 1e9));
    }
}
