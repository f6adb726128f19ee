package dev.wireproof.rig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.rig.live.External;
import dev.wireproof.rig.live.host.LiveHost;
import dev.wireproof.rig.live.host.LivePlan;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@External
class LiveCommandTest {
    private static final String NAME = "wireproof-cli-" + ProcessHandle.current().pid();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void aNamespaceInUseIsOneLine() {
        try (LiveHost first = new LiveHost(LivePlan.inNamespace(NAME))) {
            assertEquals(2, run("live", "--ns", NAME, "--for", "1s"));
            assertEquals("harness live: namespace " + NAME + " is in use by another run; choose another name\n", err.toString());
            assertFalse(first.loop().isStopped());
        }
    }

    @Test
    void aFetchThatFailsIsFound() {
        assertEquals(1, run("live", "--ns", NAME, "--fetch", "http://192.0.2.1:9/", "--for", "1s"));
        assertTrue(out.toString().contains("1 of 1 transfers did not end in time"), out.toString());
        assertFalse(Files.exists(Path.of("/var/run/netns", NAME)));
    }

    @Test
    void anInterruptedRunLeavesAWholeCaptureAndNoNamespace() throws Exception {
        Path capture = folder.resolve("live.pcapng");
        Process run = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Main.class.getName(), "live", "--ns", NAME, "--serve", "echo:7",
                "--capture", capture.toString())).redirectErrorStream(true).start();
        BufferedReader lines = run.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        while (line != null && !line.equals("ends with Ctrl-C")) {
            line = lines.readLine();
        }
        assertEquals(0, new ProcessBuilder("ip", "netns", "exec", NAME, "ping", "-q", "-c", "3", "-i", "0.01", "192.0.2.2")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor());

        run.toHandle().destroy();

        assertTrue(run.waitFor(10, TimeUnit.SECONDS));
        assertTrue(lines.lines().anyMatch(l -> l.startsWith("sent 4 frames")));
        assertFalse(Files.exists(Path.of("/var/run/netns", NAME)));
        assertTrue(Files.size(capture) > 8 * 42, capture.toString());
    }
}
