package dev.wireproof.catalogue.properties;

import dev.wireproof.rig.explore.Setting;
import dev.wireproof.rig.explore.StepProperty;
import dev.wireproof.rig.fault.FaultRule;
import java.util.List;

/** A property whose steps are the rules of a cable's fault plan. */
abstract class FaultProperty extends StepProperty<FaultRule> {
    FaultProperty(String id, String statement, Setting... settings) {
        super(id, statement, settings);
    }

    @Override
    protected final FaultRule readStep(String text) {
        return FaultRule.parse(text);
    }

    @Override
    protected final List<FaultRule> simplerStep(FaultRule step) {
        return FaultSteps.simpler(step);
    }
}
