package dev.wireproof.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.wireproof.support.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same seed gives the same bytes: in any order, any JVM, any language and zone. */
class DeterminismTest {

    private static TreeMap<String, String> expected;

    private static synchronized TreeMap<String, String> expected() throws IOException {
        if (expected == null) {
            expected = CatalogueDigest.run(ProjectFiles.seed(), false);
        }
        return expected;
    }

    @Test
    void aSecondRunInTheSameJvmGivesTheSameBytes() throws IOException {
        assertFalse(expected().isEmpty());
        assertSame(CatalogueDigest.run(ProjectFiles.seed(), true));
    }

    static Iterable<Path> jdks() throws IOException {
        return Jdks.found().values();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aFreshJvmWithAnotherLanguageAndZoneGivesTheSameBytes(Path jdk, @TempDir Path folder) throws Exception {
        Path output = folder.resolve("digests");
        Process process = new ProcessBuilder(jdk.resolve("bin/java").toString(), "-cp", System.getProperty("java.class.path"),
                "-XX:+UseSerialGC", "-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Kathmandu",
                "-Dfile.encoding=ISO-8859-1", CatalogueDigest.class.getName(), Long.toString(ProjectFiles.seed()))
                .redirectOutput(output.toFile()).redirectError(folder.resolve("errors").toFile()).start();
        assertEquals(0, process.waitFor(), () -> text(folder.resolve("errors")));
        TreeMap<String, String> digests = new TreeMap<>();
        for (String line : Files.readAllLines(output)) {
            String[] parts = line.split(" ", 2);
            digests.put(parts[0], parts[1]);
        }
        assertSame(digests);
    }

    @Test
    void anotherSeedGivesOtherBytes() throws IOException {
        assertNotEquals(expected(), CatalogueDigest.run(ProjectFiles.seed() + 1, false));
    }

    private static void assertSame(TreeMap<String, String> actual) throws IOException {
        List<String> different = new ArrayList<>();
        expected().forEach((id, digest) -> {
            if (!digest.equals(actual.get(id))) {
                different.add(id + ": " + digest + ", and then " + actual.get(id));
            }
        });
        assertEquals(List.of(), different);
        assertEquals(expected().keySet(), actual.keySet());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
