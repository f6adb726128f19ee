package dev.wireproof.catalogue.properties;

import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.fault.FaultRule;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NeighbourPropertiesTest {
    private static final NudWalks WALKS = new NudWalks();
    private static final NudUnderLoss LOSSES = new NudUnderLoss();

    @Property(tries = 500)
    void everyWalkFollowsTheTable(@ForAll("walks") Case<NudStep> one) {
        Cases.hold(WALKS, one);
    }

    @Provide
    Arbitrary<Case<NudStep>> walks() {
        return Cases.of(WALKS);
    }

    @Property(tries = 300)
    void lostArpIsAskedAgainAsTheTableSays(@ForAll("losses") Case<FaultRule> one) {
        Cases.hold(LOSSES, one);
    }

    @Provide
    Arbitrary<Case<FaultRule>> losses() {
        return Cases.of(LOSSES);
    }
}
