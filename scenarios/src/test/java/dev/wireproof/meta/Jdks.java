package dev.wireproof.meta;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The JDKs of this machine that the project supports. */
final class Jdks {

    private static final Path USUAL_FOLDER = Path.of("/usr/lib/jvm");
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");
    private static final int OLDEST = 17;

    private Jdks() {
    }

    /** Homes by major version, the running one always among them. */
    static TreeMap<Integer, Path> found() throws IOException {
        TreeMap<Integer, Path> homes = new TreeMap<>();
        if (Files.isDirectory(USUAL_FOLDER)) {
            try (Stream<Path> folders = Files.list(USUAL_FOLDER)) {
                for (Path home : folders.sorted().toList()) {
                    int version = version(home);
                    if (version >= OLDEST && Files.isExecutable(home.resolve("bin/java"))) {
                        homes.putIfAbsent(version, home);
                    }
                }
            }
        }
        homes.put(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
        return homes;
    }

    private static int version(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release)) {
            return 0;
        }
        Matcher matcher = VERSION.matcher(Files.readString(release));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
