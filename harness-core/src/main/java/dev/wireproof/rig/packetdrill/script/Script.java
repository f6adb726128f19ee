package dev.wireproof.rig.packetdrill.script;

import java.util.List;

/**
 * One script, in the order of its text.
 *
 * @param path as messages name it
 * @param options {@code --name=value} lines before anything else
 * @param init shell text that runs first, or null
 * @param cleanup shell text that runs last, after a failure too, or null
 */
public record Script(String path, List<ScriptOption> options, ShellText init, List<Event> events, ShellText cleanup) {

    /** A flag of packetdrill's own command line, given in the script; the value is empty when there is none. */
    public record ScriptOption(int line, String name, String value) {}

    /** Commands for a shell, with the line they start in. */
    public record ShellText(int line, String text) {}
}
