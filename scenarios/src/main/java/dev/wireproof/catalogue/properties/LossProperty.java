package dev.wireproof.catalogue.properties;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.explore.Setting;
import dev.wireproof.rig.explore.StepProperty;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.RunSetup;
import dev.wireproof.rig.scenario.Trial;
import java.util.ArrayList;
import java.util.List;

/** A property of a textbook sender whose steps are lost segments and acknowledgements. */
abstract class LossProperty extends StepProperty<LossStep> {
    private final int losses;

    /** @param losses steps of a case at most */
    LossProperty(int losses, String id, String statement, Setting... settings) {
        super(id, statement, settings);
        this.losses = losses;
    }

    /** Runs one case and compares what is sent. */
    abstract void judge(Ladder it, Case<LossStep> one);

    @Override
    protected final List<LossStep> drawSteps(Rng chance, Case<LossStep> settings) {
        List<LossStep> steps = new ArrayList<>();
        for (int i = chance.below(losses + 1); i > 0; i--) {
            steps.add(LossStep.draw(chance, settings.number("segments")));
        }
        return steps;
    }

    @Override
    protected final LossStep readStep(String text) {
        return LossStep.read(text);
    }

    @Override
    protected final List<LossStep> simplerStep(LossStep step) {
        return step.simpler();
    }

    @Override
    public final Trial check(Case<LossStep> one) {
        return Trial.ofLadder(new RunSetup(1, Profile.TEXTBOOK), it -> judge(it, one)).watched();
    }
}
