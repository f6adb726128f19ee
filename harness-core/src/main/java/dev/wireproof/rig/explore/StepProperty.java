package dev.wireproof.rig.explore;

import dev.wireproof.core.sim.Rng;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A property whose cases are {@link Case}s: it says which settings there are and how a step is drawn, read and made simpler, and gets
 * drawing, text and shrinking of whole cases from here. Shrinking leaves out runs of steps, then makes steps and settings simpler.
 *
 * @param <S> a step; immutable, prints as text without bars
 */
public abstract class StepProperty<S> implements Property<Case<S>> {
    private final String id;
    private final String statement;
    private final List<Setting> settings;

    protected StepProperty(String id, String statement, Setting... settings) {
        this.id = id;
        this.statement = statement;
        this.settings = List.of(settings);
    }

    /** The steps of a case whose settings are drawn already. */
    protected abstract List<S> drawSteps(Rng chance, Case<S> settings);

    /**
     * The step that prints so.
     *
     * @throws IllegalArgumentException one line
     */
    protected abstract S readStep(String text);

    /** Simpler steps, boldest first. */
    protected abstract List<S> simplerStep(S step);

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String statement() {
        return statement;
    }

    @Override
    public final Case<S> draw(Rng chance) {
        Map<String, Long> values = new LinkedHashMap<>();
        settings.forEach(s -> values.put(s.name(), s.draw(chance.stream(s.name()))));
        Case<S> bare = new Case<>(values, List.of());
        return bare.with(drawSteps(chance.stream("steps"), bare));
    }

    @Override
    public final Case<S> read(String text) {
        String[] parts = text.trim().split("\\s*\\|\\s*", -1);
        Map<String, Long> values = new LinkedHashMap<>();
        settings.forEach(s -> values.put(s.name(), s.simplest()));
        for (String word : parts[0].isEmpty() ? new String[0] : parts[0].split("\\s+")) {
            int equals = word.indexOf('=');
            Setting setting = equals < 0 ? null : named(word.substring(0, equals));
            if (setting == null) {
                throw new IllegalArgumentException("case of " + id + ": '" + word + "': expected " + shown());
            }
            values.put(setting.name(), setting.read(word.substring(equals + 1)));
        }
        List<S> steps = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            steps.add(readStep(parts[i]));
        }
        return new Case<>(values, steps);
    }

    private Setting named(String name) {
        return settings.stream().filter(s -> s.name().equals(name)).findFirst().orElse(null);
    }

    private String shown() {
        StringBuilder text = new StringBuilder();
        settings.forEach(s -> text.append(s.name()).append("=N "));
        return text + "and steps behind bars";
    }

    @Override
    public final List<Case<S>> simpler(Case<S> one) {
        List<Case<S>> all = new ArrayList<>();
        int count = one.steps().size();
        for (int run = count; run > 0; run /= 2) {
            for (int from = 0; from < count; from += run) {
                all.add(one.without(from, Math.min(count, from + run)));
            }
        }
        for (Setting s : settings) {
            s.simpler(one.get(s.name())).forEach(v -> all.add(one.with(s.name(), v)));
        }
        for (int i = 0; i < count; i++) {
            for (S step : simplerStep(one.steps().get(i))) {
                all.add(one.withStep(i, step));
            }
        }
        return all;
    }
}
