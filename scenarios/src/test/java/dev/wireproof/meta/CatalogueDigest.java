package dev.wireproof.meta;

import dev.wireproof.rig.capture.Golden;
import dev.wireproof.rig.scenario.BuiltIn;
import dev.wireproof.rig.scenario.ScenarioMethod;
import dev.wireproof.rig.scenario.ScenarioResult;
import dev.wireproof.rig.scenario.ScenarioRunner;
import dev.wireproof.rig.scenario.Scenarios;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** The whole catalogue in one digest a scenario, over its capture file, its lines, what it proved and how it ended. */
final class CatalogueDigest {

    private CatalogueDigest() {
    }

    /** Runs everything in the order of the ids, or from the last to the first; digests by id. */
    static TreeMap<String, String> run(long seed, boolean backwards) throws IOException {
        List<ScenarioMethod> scenarios = new ArrayList<>(Scenarios.onClassPath().all());
        if (backwards) {
            Collections.reverse(scenarios);
        }
        TreeMap<String, String> digests = new TreeMap<>();
        Path capture = Files.createTempFile("determinism", ".pcapng");
        try {
            for (ScenarioMethod scenario : scenarios) {
                digests.put(scenario.id(), of(new ScenarioRunner(new BuiltIn()).run(scenario, seed, null), capture));
            }
        } finally {
            Files.delete(capture);
        }
        return digests;
    }

    private static String of(ScenarioResult result, Path capture) throws IOException {
        // Stack traces differ between releases of the JDK, and stand below the first line.
        String message = result.message().lines().findFirst().orElse("");
        String text = result.outcome() + "\n" + message + "\n" + result.lines() + "\n" + result.proofs() + "\n" + result.virtualNanos();
        MessageDigest digest = sha256();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        Golden.write(result.trace().frames(), capture);
        digest.update(Files.readAllBytes(capture));
        return result.outcome() + " " + HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Prints the digests of a run from the last scenario to the first, "id digest" a line. */
    public static void main(String[] arguments) throws IOException {
        run(Long.parseLong(arguments[0]), true).forEach((id, digest) -> System.out.println(id + " " + digest));
    }
}
