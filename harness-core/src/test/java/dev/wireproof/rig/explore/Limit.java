package dev.wireproof.rig.explore;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.rig.scenario.RunSetup;
import dev.wireproof.rig.scenario.Trial;
import java.util.ArrayList;
import java.util.List;

/** Says of lists of numbers that no two of them add up to more than a limit; that is wrong, and the smallest proof has two numbers. */
final class Limit extends StepProperty<Integer> {
    static final int LIMIT = 100;

    Limit() {
        super("canary/two-numbers-stay-within-the-limit", "no two numbers add up to more than the limit",
                new Setting("above", 0, 1000, 0), Setting.flag("unused"));
    }

    @Override
    protected List<Integer> drawSteps(Rng chance, Case<Integer> settings) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = chance.below(20); i > 0; i--) {
            numbers.add(chance.below(90));
        }
        return numbers;
    }

    @Override
    protected Integer readStep(String text) {
        if (!text.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException("number '" + text + "': expected one from 0 to 9999");
        }
        return Integer.parseInt(text);
    }

    @Override
    protected List<Integer> simplerStep(Integer step) {
        return step == 0 ? List.of() : List.of(step / 2, step - 1);
    }

    @Override
    public Trial check(Case<Integer> one) {
        return Trial.ofLadder(new RunSetup(1, Profile.MODERN), it -> {
            for (int i = 0; i < one.steps().size(); i++) {
                for (int j = 0; j < i; j++) {
                    int sum = one.steps().get(i) + one.steps().get(j);
                    it.check("at most " + (LIMIT + one.get("above")) + ", got " + sum, sum <= LIMIT + one.get("above"));
                }
            }
        });
    }
}
