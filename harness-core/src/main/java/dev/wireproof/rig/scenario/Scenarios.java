package dev.wireproof.rig.scenario;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** All scenarios of all catalogues on the class path, sorted by id. */
public final class Scenarios {
    private final TreeMap<String, ScenarioMethod> byId = new TreeMap<>();

    private Scenarios() {}

    /** Finds catalogues with {@link ServiceLoader}. */
    public static Scenarios onClassPath() {
        Scenarios all = new Scenarios();
        for (Catalogue c : ServiceLoader.load(Catalogue.class)) {
            c.scenarioClasses().forEach(all::addClass);
        }
        return all;
    }

    /** The scenarios of these classes alone. */
    public static Scenarios of(Class<?>... classes) {
        Scenarios all = new Scenarios();
        for (Class<?> c : classes) {
            all.addClass(c);
        }
        return all;
    }

    private void addClass(Class<?> type) {
        for (Method m : type.getMethods()) {
            Scenario about = m.getAnnotation(Scenario.class);
            if (about == null || Modifier.isStatic(m.getModifiers())) {
                continue;
            }
            Class<?>[] parameters = m.getParameterTypes();
            if (!IdPattern.isId(about.id()) || parameters.length != 1
                    || parameters[0] != Ladder.class && parameters[0] != Lab.class) {
                throw new IllegalArgumentException("scenario " + about.id() + " in " + type.getName()
                        + ": expected an id like area/name and one parameter, Ladder or Lab");
            }
            if (byId.put(about.id(), new ScenarioMethod(about, m)) != null) {
                throw new IllegalArgumentException("scenario " + about.id() + ": two scenarios have this id");
            }
        }
    }

    public List<ScenarioMethod> all() {
        return new ArrayList<>(byId.values());
    }

    /** The one with this id, or null. */
    public ScenarioMethod get(String id) {
        return byId.get(id);
    }

    /** Those that match a pattern, perhaps none. */
    public List<ScenarioMethod> matching(IdPattern pattern) {
        return byId.values().stream().filter(s -> pattern.matches(s.id())).toList();
    }

    /**
     * Those that match any of the patterns: an id, an area, or a glob with {@code *} and {@code ?}; all when there are none.
     *
     * @throws IllegalArgumentException one line, for a pattern that matches nothing
     */
    public List<ScenarioMethod> matching(List<String> patterns) {
        if (patterns.isEmpty()) {
            return all();
        }
        TreeMap<String, ScenarioMethod> chosen = new TreeMap<>();
        for (String p : patterns) {
            List<ScenarioMethod> found = matching(new IdPattern(p));
            if (found.isEmpty()) {
                throw new IllegalArgumentException("pattern '" + p + "' matches no scenario; expected an id such as "
                        + (byId.isEmpty() ? "area/name" : byId.firstKey()) + ", an area, or a glob such as 'tcp/*'");
            }
            found.forEach(s -> chosen.put(s.id(), s));
        }
        return new ArrayList<>(chosen.values());
    }
}
