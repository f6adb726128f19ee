package dev.wireproof.rig.cli;

import dev.wireproof.rig.explore.Properties;
import dev.wireproof.rig.explore.Property;
import dev.wireproof.rig.scenario.IdPattern;
import dev.wireproof.rig.scenario.ScenarioMethod;
import dev.wireproof.rig.scenario.Scenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The scenarios and properties that patterns on the command line mean, each sorted by id; all when there are no patterns. */
record Chosen(List<ScenarioMethod> scenarios, List<Property<?>> properties) {
    /**
     * @throws UsageException for a pattern that matches neither a scenario nor a property
     */
    static Chosen of(List<String> patterns) {
        Scenarios allScenarios = Scenarios.onClassPath();
        Properties allProperties = Properties.onClassPath();
        TreeMap<String, ScenarioMethod> scenarios = new TreeMap<>();
        TreeMap<String, Property<?>> properties = new TreeMap<>();
        for (String text : patterns.isEmpty() ? List.of("*") : patterns) {
            IdPattern pattern = new IdPattern(text);
            List<ScenarioMethod> some = allScenarios.matching(pattern);
            List<Property<?>> others = allProperties.matching(pattern);
            if (some.isEmpty() && others.isEmpty() && !patterns.isEmpty()) {
                throw new UsageException("pattern '" + text + "' matches no scenario and no property; expected an id such as "
                        + "ip-fragment/NAME, an area, or a glob such as 'tcp-*'");
            }
            some.forEach(s -> scenarios.put(s.id(), s));
            others.forEach(p -> properties.put(p.id(), p));
        }
        return new Chosen(new ArrayList<>(scenarios.values()), new ArrayList<>(properties.values()));
    }
}
