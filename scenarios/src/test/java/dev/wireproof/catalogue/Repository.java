package dev.wireproof.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the tests run in. */
final class Repository {
    /** The folder with the parent pom. */
    static final Path ROOT = root();

    private Repository() {}

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("seed.txt"))) {
            at = at.getParent();
        }
        return at;
    }

    /** The seed of ordinary runs. */
    static long seed() {
        try {
            return Long.parseLong(Files.readString(ROOT.resolve("seed.txt")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
