package dev.wireproof.catalogue.properties;

import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.fault.FaultRule;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FragmentPropertiesTest {
    private static final FragmentSchedules SCHEDULES = new FragmentSchedules();
    private static final FragmentGeometry GEOMETRY = new FragmentGeometry();

    @Property(tries = 300)
    void anyScheduleReassemblesAsTheByteMap(@ForAll("schedules") Case<FragmentPiece> one) {
        Cases.hold(SCHEDULES, one);
    }

    @Provide
    Arbitrary<Case<FragmentPiece>> schedules() {
        return Cases.of(SCHEDULES);
    }

    @Property(tries = 150)
    void senderAndRouterCutByTheRule(@ForAll("geometries") Case<FaultRule> one) {
        Cases.hold(GEOMETRY, one);
    }

    @Provide
    Arbitrary<Case<FaultRule>> geometries() {
        return Cases.of(GEOMETRY);
    }
}
