package dev.wireproof.rig.scenario;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.rig.scenario.ScenarioResult.Outcome;
import java.util.List;

/** Runs one scenario on one target and reports how it ended. Holds no state between runs. */
public final class ScenarioRunner {
    private final TargetFactory targets;

    public ScenarioRunner(TargetFactory targets) {
        this.targets = targets;
    }

    /**
     * Runs it.
     *
     * @param profile kernel profile, or null for the scenario's own
     */
    public ScenarioResult run(ScenarioMethod scenario, long seed, Profile profile) {
        Profile chosen = profile == null ? Profile.named(scenario.about().profile()) : profile;
        RunSetup setup = new RunSetup(seed, chosen);
        String missing = missing(scenario);
        if (missing != null) {
            return skipped(scenario, setup, "needs " + missing + ", which " + targets.name() + " does not offer");
        }
        return scenario.isLab() ? lab(scenario, setup) : ladder(scenario, setup);
    }

    private String missing(ScenarioMethod scenario) {
        if (scenario.isLab() && !targets.offers(Capability.LAB)) {
            return Capability.LAB.name();
        }
        for (Capability c : scenario.about().needs()) {
            if (!targets.offers(c)) {
                return c.name();
            }
        }
        return null;
    }

    private ScenarioResult skipped(ScenarioMethod scenario, RunSetup setup, String why) {
        return new ScenarioResult(
                scenario, targets.profile(setup), setup.seed(), Outcome.SKIPPED, why, new Trace(), List.of(), List.of(), 0);
    }

    private ScenarioResult ladder(ScenarioMethod scenario, RunSetup setup) {
        try (Target target = targets.open(setup)) {
            return ended(scenario, targets.profile(setup), setup, Trial.ofLadder(target, scenario::invoke));
        } catch (ScenarioSkipped e) {
            return skipped(scenario, setup, e.getMessage());
        }
    }

    private ScenarioResult lab(ScenarioMethod scenario, RunSetup setup) {
        return ended(scenario, setup.profile().name(), setup, Trial.ofLab(setup, scenario::invoke));
    }

    private static ScenarioResult ended(ScenarioMethod scenario, String profile, RunSetup setup, Trial ran) {
        Trial trial = ran.watched();
        return new ScenarioResult(scenario, profile, setup.seed(), trial.outcome(), trial.message(), trial.trace(), trial.proofs(),
                trial.lines(), trial.virtualNanos());
    }
}
