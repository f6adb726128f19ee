package dev.wireproof.rig.explore;

import dev.wireproof.rig.scenario.IdPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** All properties of all catalogues on the class path, sorted by id. */
public final class Properties {
    private final TreeMap<String, Property<?>> byId = new TreeMap<>();

    private Properties() {}

    /** Finds catalogues with {@link ServiceLoader}. */
    public static Properties onClassPath() {
        Properties all = new Properties();
        for (PropertyCatalogue c : ServiceLoader.load(PropertyCatalogue.class)) {
            for (Property<?> p : c.properties()) {
                if (!IdPattern.isId(p.id())) {
                    throw new IllegalArgumentException("property " + p.id() + ": expected an id like area/name");
                }
                if (all.byId.put(p.id(), p) != null) {
                    throw new IllegalArgumentException("property " + p.id() + ": two properties have this id");
                }
            }
        }
        return all;
    }

    public List<Property<?>> all() {
        return new ArrayList<>(byId.values());
    }

    /** The one with this id, or null. */
    public Property<?> get(String id) {
        return byId.get(id);
    }

    /** Those that match a pattern, perhaps none. */
    public List<Property<?>> matching(IdPattern pattern) {
        return byId.values().stream().filter(p -> pattern.matches(p.id())).toList();
    }
}
