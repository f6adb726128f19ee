package dev.wireproof.catalogue.properties;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.explore.Setting;
import dev.wireproof.rig.explore.StepProperty;
import dev.wireproof.rig.oracle.ReuseportOracle;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.RunSetup;
import dev.wireproof.rig.scenario.Trial;
import java.util.ArrayList;
import java.util.List;

/** Sockets join and leave a group while a few flows come again and again. */
public final class ReuseportChoices extends StepProperty<ReuseportStep> {
    private static final int FIRST_PORT = 40_000;
    private static final int STEPS = 50;

    public ReuseportChoices() {
        super("reuseport/every-choice-fits-all-earlier-ones",
                "a flow reaches the same member as long as the group stays, and when it changes only a member that its hash allows",
                new Setting("run", 1, 1_000_000, 1), Setting.flag("tcp"));
    }

    @Override
    protected List<ReuseportStep> drawSteps(Rng chance, Case<ReuseportStep> settings) {
        List<ReuseportStep> steps = new ArrayList<>();
        for (int i = 1 + chance.below(STEPS); i > 0; i--) {
            steps.add(ReuseportStep.draw(chance));
        }
        return steps;
    }

    @Override
    protected ReuseportStep readStep(String text) {
        return ReuseportStep.read(text);
    }

    @Override
    protected List<ReuseportStep> simplerStep(ReuseportStep step) {
        return step.simpler();
    }

    @Override
    public Trial check(Case<ReuseportStep> one) {
        return Trial.ofLadder(new RunSetup(one.get("run"), Profile.MODERN), it -> judge(it, one)).watched();
    }

    private static void judge(Ladder it, Case<ReuseportStep> one) {
        ReuseportGroupUnderTest group = new ReuseportGroupUnderTest(it, one.is("tcp"));
        ReuseportOracle oracle = new ReuseportOracle();
        for (ReuseportStep s : one.steps()) {
            it.step(s.toString());
            switch (s.kind()) {
                case JOIN -> oracle.join(group.join());
                case LEAVE -> {
                    if (group.size() > 0) {
                        oracle.leave(group.leave(s.number() % group.size()));
                    }
                }
                case FLOW -> {
                    if (group.size() > 0) {
                        String flow = "flow " + s.number();
                        String member = group.receiverOf(FIRST_PORT + s.number());
                        it.check("a member of " + oracle.members() + " that fits all earlier choices; " + flow + " reached " + member,
                                oracle.accepts(flow, member));
                    }
                }
            }
        }
    }
}
