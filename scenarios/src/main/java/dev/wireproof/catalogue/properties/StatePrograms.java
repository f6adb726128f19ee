package dev.wireproof.catalogue.properties;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.explore.Setting;
import dev.wireproof.rig.explore.StepProperty;
import dev.wireproof.rig.scenario.RunSetup;
import dev.wireproof.rig.scenario.Trial;
import java.util.ArrayList;
import java.util.List;

/** Any program of calls and segments, sense or nonsense, from a passive or an active opening on. */
public final class StatePrograms extends StepProperty<StateStep> {
    private static final int STEPS = 16;

    public StatePrograms() {
        super("tcp-state/any-program-follows-the-table",
                "after every call and every segment the connection is in a state and has sent a control segment that the state table allows",
                Setting.flag("active"), new Setting("isn", 0, 0xFFFF_FFFFL, 1000),
                new Setting("peerIsn", 0, 0xFFFF_FFFFL, 5000));
    }

    @Override
    protected List<StateStep> drawSteps(Rng chance, Case<StateStep> settings) {
        List<StateStep> steps = new ArrayList<>();
        int opening = chance.below(8);
        if (opening > 0) {
            boolean active = settings.is("active");
            steps.add(StateStep.read(active ? "segment SA seq=expected ack=all len=0" : "segment S seq=expected ack=all len=0"));
            if (opening > 1 && !active) {
                steps.add(StateStep.read("segment A seq=expected ack=all len=0"));
            }
        }
        for (int i = chance.below(STEPS + 1); i > 0; i--) {
            steps.add(StateStep.draw(chance));
        }
        return steps;
    }

    @Override
    protected StateStep readStep(String text) {
        return StateStep.read(text);
    }

    @Override
    protected List<StateStep> simplerStep(StateStep step) {
        return step.simpler();
    }

    @Override
    public Trial check(Case<StateStep> one) {
        return Trial.ofLadder(new RunSetup(1, Profile.MODERN), it -> {
            StateWalk walk = new StateWalk(it, one);
            one.steps().forEach(walk::take);
        });
    }
}
