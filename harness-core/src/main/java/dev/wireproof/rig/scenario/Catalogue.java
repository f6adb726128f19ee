package dev.wireproof.rig.scenario;

import java.util.List;

/**
 * A set of scenarios that the command line and tests find by {@link java.util.ServiceLoader}. A foreign project brings its own
 * the same way: implement this, and name the class in {@code META-INF/services/dev.wireproof.rig.scenario.Catalogue}.
 */
public interface Catalogue {
    /** Classes with a public no-argument constructor whose {@link Scenario} methods are the scenarios. */
    List<Class<?>> scenarioClasses();
}
