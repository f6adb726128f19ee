package dev.wireproof.rig.cli;

import dev.wireproof.rig.capture.Golden;
import dev.wireproof.rig.scenario.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the frames of a run where a command wants them. */
final class Captures {
    private Captures() {}

    /** Makes the folder when it is missing. */
    static void write(Trace trace, Path file) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UsageException(file.getParent() + ": cannot make this folder: " + e.getMessage());
        }
        Golden.write(trace.frames(), file);
    }
}
