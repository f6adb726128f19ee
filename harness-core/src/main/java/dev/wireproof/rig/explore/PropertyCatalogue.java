package dev.wireproof.rig.explore;

import java.util.List;

/**
 * A set of properties that the command line and tests find by {@link java.util.ServiceLoader}. A foreign project brings its own the
 * same way: implement this, and name the class in {@code META-INF/services/dev.wireproof.rig.explore.PropertyCatalogue}.
 */
public interface PropertyCatalogue {
    List<Property<?>> properties();
}
