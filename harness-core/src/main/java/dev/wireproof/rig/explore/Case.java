package dev.wireproof.rig.explore;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a property is tried with: numbers by name and a list of steps. As text, the settings and then each step behind a bar, such as
 * {@code run=7 mtu=576 | 0+8 MF | 8+16}; a step prints and reads as text without bars.
 */
public final class Case<S> {
    private final Map<String, Long> settings;
    private final List<S> steps;

    Case(Map<String, Long> settings, List<S> steps) {
        this.settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        this.steps = List.copyOf(steps);
    }

    /** The value of a setting. */
    public long get(String name) {
        Long value = settings.get(name);
        if (value == null) {
            throw new IllegalArgumentException("case has no setting " + name);
        }
        return value;
    }

    /** The value of a setting that fits an {@code int}. */
    public int number(String name) {
        return Math.toIntExact(get(name));
    }

    public boolean is(String flag) {
        return get(flag) != 0;
    }

    public List<S> steps() {
        return steps;
    }

    Case<S> with(String name, long value) {
        Map<String, Long> changed = new LinkedHashMap<>(settings);
        changed.put(name, value);
        return new Case<>(changed, steps);
    }

    Case<S> with(List<S> others) {
        return new Case<>(settings, others);
    }

    Case<S> withStep(int place, S other) {
        List<S> changed = new ArrayList<>(steps);
        changed.set(place, other);
        return with(changed);
    }

    Case<S> without(int from, int to) {
        List<S> fewer = new ArrayList<>(steps.subList(0, from));
        fewer.addAll(steps.subList(to, steps.size()));
        return with(fewer);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        settings.forEach((name, value) -> text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(value));
        steps.forEach(step -> text.append(text.isEmpty() ? "| " : " | ").append(step));
        return text.toString();
    }
}
