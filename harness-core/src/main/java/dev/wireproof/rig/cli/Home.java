package dev.wireproof.rig.cli;

import dev.wireproof.rig.report.coverage.DeviationLedger;
import dev.wireproof.rig.report.coverage.TableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project's folders lie: {@code wireproof.home}, set by the launcher, or the current folder. */
final class Home {
    private final Path root;

    private Home(Path root) {
        this.root = root;
    }

    static Home find() {
        return new Home(Path.of(System.getProperty("wireproof.home", "")).toAbsolutePath());
    }

    /** Golden captures. */
    Path pcaps() {
        return root.resolve("pcaps");
    }

    /** What runs write. */
    Path reports() {
        return root.resolve("reports");
    }

    /** Known deviations. */
    Path deviations() {
        return root.resolve("deviations.tsv");
    }

    /** The ledger of known deviations; empty where there is none. */
    DeviationLedger ledger() {
        try {
            return Files.exists(deviations()) ? DeviationLedger.read(deviations()) : DeviationLedger.empty();
        } catch (IOException e) {
            throw new UsageException(deviations() + ": cannot be read: " + e.getMessage());
        } catch (TableException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /** The seed of ordinary runs: the number in {@code seed.txt}, or 1 where there is none. */
    long seed() {
        Path file = root.resolve("seed.txt");
        if (!Files.exists(file)) {
            return 1;
        }
        try {
            return Long.parseLong(Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IOException | NumberFormatException e) {
            throw new UsageException(file + ": expected one number, the seed of ordinary runs");
        }
    }

    /** A path for people: relative to the current folder where that is shorter. */
    static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
    }
}
