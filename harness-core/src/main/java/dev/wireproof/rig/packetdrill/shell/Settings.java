package dev.wireproof.rig.packetdrill.shell;

import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sysctls by the names that operators use, and the ones to put back. */
final class Settings {
    private static final int NO_SUCH_SETTING = 255;

    private final HostOperator host;
    private final Map<String, String> missing = new LinkedHashMap<>();
    private Map<String, String> before;

    Settings(HostOperator host) {
        this.host = host;
    }

    /** {@code net.ipv4.x} for {@code net/ipv4/x} and for a file below {@code /proc/sys}. */
    static String name(String word) {
        String name = word.startsWith("/proc/sys/") ? word.substring("/proc/sys/".length()) : word;
        return name.indexOf('/') >= 0 && !name.startsWith("/") ? name.replace('/', '.') : name;
    }

    /**
     * Sets one.
     *
     * @param common asked for by a file that all scripts share: a setting that Linux has and this host has not is then noted, not refused
     */
    Outcome set(String name, String value, boolean common) {
        if (host.sysctl(name) != null) {
            host.sysctl(name, value);
            return Outcome.GOOD;
        }
        if (!LinuxSettings.has(name)) {
            return Outcome.bad(NO_SUCH_SETTING, "sysctl " + name + ": Linux has no such setting");
        }
        if (!common) {
            throw ScriptProblem.unsupported("the setting " + name + " = " + value);
        }
        missing.put(name, value);
        return Outcome.GOOD;
    }

    /** {@code name=value} words of {@code set_sysctls.py}: keeps what they were for {@link #restore}. */
    Outcome setAndRemember(List<String> words, boolean common) {
        before = new LinkedHashMap<>();
        Outcome last = Outcome.GOOD;
        for (String w : words) {
            int equals = w.indexOf('=');
            if (equals < 0) {
                return Outcome.bad(1, "set_sysctls.py '" + w + "': expected NAME=VALUE");
            }
            String name = name(w.substring(0, equals));
            if (host.sysctl(name) != null) {
                before.put(name, host.sysctl(name));
            }
            last = set(name, w.substring(equals + 1), common);
        }
        return last;
    }

    /** Puts back what {@link #setAndRemember} changed; false when it never ran. */
    boolean restore() {
        if (before == null) {
            return false;
        }
        before.forEach(host::sysctl);
        return true;
    }

    List<String> missing() {
        List<String> all = new ArrayList<>();
        missing.forEach((name, value) -> all.add(name + "=" + value));
        return all;
    }
}
