package dev.wireproof.core.mib;

import dev.wireproof.core.base.Invariant;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The sysctl tree of one namespace. Subsystems register their settings with Linux's defaults; the profile may override a
 * default by name; operators set and read by name.
 */
public final class Sysctls {
    private final TreeMap<String, Setting> settings = new TreeMap<>();
    private final Profile profile;

    public Sysctls(Profile profile) {
        this.profile = profile;
    }

    public Profile profile() {
        return profile;
    }

    /** Registers a setting of one number; the profile's default, if it has one, wins over {@code standard}. */
    public Setting number(String name, long standard, long minimum, long maximum) {
        return register(new Setting(name, minimum, maximum, new long[] {standard}));
    }

    /** Registers a setting of several numbers. */
    public Setting row(String name, long minimum, long maximum, long... standard) {
        return register(new Setting(name, minimum, maximum, standard));
    }

    /** Registers a setting whose value is one of several words; the first is the default. */
    public Setting choice(String name, List<String> words) {
        return register(new Setting(name, words, false));
    }

    /** Registers a setting whose value is some of several words; all by default. */
    public Setting choices(String name, List<String> words) {
        return register(new Setting(name, words, true));
    }

    /** Registers a setting of any text that {@code form} accepts and brings into the operator's form, or throws IllegalArgumentException for. */
    public Setting text(String name, String standard, UnaryOperator<String> form) {
        return register(Setting.ofText(name, standard, form));
    }

    private Setting register(Setting s) {
        Invariant.check(settings.put(s.name(), s) == null, "sysctl registered twice");
        String override = profile.defaultOf(s.name());
        if (override != null) {
            s.set(override);
        }
        return s;
    }

    /** Removes the settings under a prefix (a device that goes away). */
    public void removeUnder(String prefix) {
        settings.keySet().removeIf(n -> n.startsWith(prefix));
    }

    /**
     * The setting with this name.
     *
     * @throws IllegalArgumentException one line, for a name that does not exist
     */
    public Setting get(String name) {
        Setting s = settings.get(name);
        if (s == null) {
            String near = settings.floorKey(name);
            throw new IllegalArgumentException("sysctl " + name + ": no such setting" + (near == null ? "" : "; nearest is " + near));
        }
        return s;
    }

    /** All names, sorted. */
    public Iterable<String> names() {
        return settings.keySet();
    }
}
