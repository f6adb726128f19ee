package dev.wireproof.catalogue.properties;

import dev.wireproof.rig.explore.Case;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StatePropertiesTest {
    private static final StatePrograms PROGRAMS = new StatePrograms();

    @Property(tries = 1000)
    void anyProgramFollowsTheTable(@ForAll("programs") Case<StateStep> one) {
        Cases.hold(PROGRAMS, one);
    }

    @Provide
    Arbitrary<Case<StateStep>> programs() {
        return Cases.of(PROGRAMS);
    }
}
