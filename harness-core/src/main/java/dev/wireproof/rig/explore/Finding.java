package dev.wireproof.rig.explore;

import dev.wireproof.rig.scenario.Trial;

/**
 * Something that an exploration found.
 *
 * @param id of the property or scenario
 * @param statement what was to hold
 * @param seed that drew it
 * @param drawn the case as drawn, or empty for a scenario
 * @param replay token that repeats it, after minimising
 * @param command the whole command line for that
 */
public record Finding(String id, String statement, long seed, String drawn, String replay, String command, Trial trial) {
    /** For people: what failed, how, the ladder, and how to repeat it. */
    public String toText() {
        StringBuilder text = new StringBuilder(id).append("\n").append(statement).append("\n\n").append(trial.message()).append("\n\n");
        text.append("replay: ").append(command).append('\n');
        text.append("seed: ").append(seed).append('\n');
        if (!drawn.isEmpty()) {
            text.append("as drawn: ").append(drawn).append('\n');
        }
        if (!trial.lines().isEmpty() && !trial.message().contains("ladder so far")) {
            text.append("\nladder:\n  ").append(String.join("\n  ", trial.lines())).append('\n');
        }
        return text.toString();
    }
}
