package dev.wireproof.rig.packetdrill.shell;

import java.util.List;

/**
 * Commands joined by pipes, and when they run.
 *
 * @param when relative to the line before
 */
record ShellLine(int line, When when, List<Simple> pipeline) {
    enum When {
        ALWAYS,
        /** Behind {@code &&}. */
        IF_GOOD,
        /** Behind {@code ||}. */
        IF_BAD
    }

    /**
     * One command.
     *
     * @param words the name first
     * @param output file that its output goes to, or null
     */
    record Simple(List<String> words, String output) {}
}
