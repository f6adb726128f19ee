package dev.wireproof.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's own files, found from whatever folder inside the project a test runs in. */
public final class ProjectFiles {

    private ProjectFiles() {
    }

    /**
     * The folder that holds the launcher and {@code seed.txt}.
     *
     * @throws IllegalStateException if the working directory lies outside the project
     */
    public static Path root() {
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            if (Files.isRegularFile(dir.resolve("seed.txt")) && Files.isRegularFile(dir.resolve("harness"))) {
                return dir;
            }
        }
        throw new IllegalStateException("not inside the project: " + Path.of("").toAbsolutePath());
    }

    /** The seed that {@code mvn verify} uses. */
    public static long seed() {
        try {
            return Long.parseLong(Files.readString(root().resolve("seed.txt")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
