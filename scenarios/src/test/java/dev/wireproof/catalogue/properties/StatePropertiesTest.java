package dev.wireproof.catalogue.properties;

import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.report.coverage.Proves;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StatePropertiesTest {
    private static final StatePrograms PROGRAMS = new StatePrograms();
    private static final BothEnds ENDS = new BothEnds();

    @Property(tries = 1000)
    @Proves("TCP-1/every-transition")
    void anyProgramFollowsTheTable(@ForAll("programs") Case<StateStep> one) {
        Cases.hold(PROGRAMS, one);
    }

    @Provide
    Arbitrary<Case<StateStep>> programs() {
        return Cases.of(PROGRAMS);
    }

    @Property(tries = 150)
    void bothEndsAlwaysEnd(@ForAll("conversations") Case<EndStep> one) {
        Cases.hold(ENDS, one);
    }

    @Provide
    Arbitrary<Case<EndStep>> conversations() {
        return Cases.of(ENDS);
    }
}
