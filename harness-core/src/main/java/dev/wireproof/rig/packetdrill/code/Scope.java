package dev.wireproof.rig.packetdrill.code;

import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import java.util.Map;
import java.util.TreeMap;

/** The names that code sees: variables of earlier blocks, constants, and TCP_INFO as it was when the block was due. */
final class Scope {
    private final Map<String, Object> variables = new TreeMap<>();
    private final Map<String, Long> constants;
    private final StringBuilder printed = new StringBuilder();
    private Map<String, Long> observed = new TreeMap<>();

    Scope(Map<String, Long> constants) {
        this.constants = constants;
    }

    /** From here on the observed names have these values. */
    void observe(Map<String, Long> snapshot) {
        observed = snapshot;
        variables.keySet().removeAll(snapshot.keySet());
    }

    Object get(String name) {
        Object value = variables.get(name);
        if (value == null) {
            value = observed.get(name);
        }
        if (value == null) {
            value = constants.get(name);
        }
        if (value == null) {
            throw ScriptProblem.unsupported("the name " + name + " in code");
        }
        return value;
    }

    void set(String name, Object value) {
        variables.put(name, value);
    }

    void print(String text) {
        printed.append(text).append('\n');
    }

    String printed() {
        return printed.toString();
    }
}
