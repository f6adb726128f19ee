package dev.wireproof.rig.live;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A child process in the namespace of the thread that starts it. */
final class Command {
    private static final List<String> SYSTEM_FOLDERS = List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin");

    private Command() {
    }

    static Process start(String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(words));
        line.set(0, find(words[0]));
        return new ProcessBuilder(line).redirectErrorStream(true).start();
    }

    static String run(String... words) throws IOException {
        Process child = start(words);
        child.getOutputStream().close();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = codeOf(child);
        if (code != 0) {
            throw new LiveSetupException("\"" + String.join(" ", words) + "\" failed with code " + code + ": "
                    + output.strip().replace('\n', ' '));
        }
        return output;
    }

    private static int codeOf(Process child) {
        try {
            return child.waitFor();
        } catch (InterruptedException stop) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a command", stop);
        }
    }

    /**
     * The path of {@code program}; the search covers the folders of system programs, which a user's PATH may lack.
     *
     * @throws LiveSetupException when it is nowhere
     */
    static String find(String program) {
        List<String> folders = new ArrayList<>();
        String path = System.getenv("PATH");
        if (path != null) {
            folders.addAll(List.of(path.split(File.pathSeparator)));
        }
        folders.addAll(SYSTEM_FOLDERS);
        for (String folder : folders) {
            File candidate = new File(folder, program);
            if (candidate.isFile() && candidate.canExecute()) {
                return candidate.getPath();
            }
        }
        throw new LiveSetupException("program \"" + program + "\" is not installed");
    }
}
