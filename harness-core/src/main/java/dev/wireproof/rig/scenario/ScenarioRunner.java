package dev.wireproof.rig.scenario;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.Blocking;
import dev.wireproof.rig.scenario.ScenarioResult.Outcome;
import java.util.ArrayList;
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
        return MonitorCheck.apply(scenario.isLab() ? lab(scenario, setup) : ladder(scenario, setup));
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
            Ladder ladder = new Ladder(target);
            Ending ending = end(() -> {
                scenario.invoke(ladder);
                ladder.finish();
            });
            return new ScenarioResult(scenario, targets.profile(setup), setup.seed(), ending.outcome, ending.message, ladder.trace(),
                    new ArrayList<>(ladder.proofs()), new ArrayList<>(ladder.lines()), target.now());
        } catch (ScenarioSkipped e) {
            return skipped(scenario, setup, e.getMessage());
        }
    }

    private ScenarioResult lab(ScenarioMethod scenario, RunSetup setup) {
        try (Lab lab = new Lab(setup)) {
            Ending ending = end(() -> {
                scenario.invoke(lab);
                lab.finish();
            });
            return new ScenarioResult(scenario, setup.profile().name(), setup.seed(), ending.outcome, ending.message, lab.trace(),
                    new ArrayList<>(lab.proofs()), new ArrayList<>(lab.lines()), lab.now());
        }
    }

    private static Ending end(Body body) {
        try {
            body.run();
            return new Ending(Outcome.PASSED, "");
        } catch (ScenarioSkipped e) {
            return new Ending(Outcome.SKIPPED, e.getMessage());
        } catch (ScenarioFailure | Blocking.Deadlock e) {
            return new Ending(Outcome.FAILED, e.getMessage());
        } catch (Throwable e) {
            return new Ending(Outcome.ERROR, describe(e));
        }
    }

    private static String describe(Throwable e) {
        StringBuilder text = new StringBuilder(e.toString());
        StackTraceElement[] stack = e.getStackTrace();
        for (int i = 0; i < Math.min(12, stack.length); i++) {
            text.append("\n    at ").append(stack[i]);
        }
        return e.getCause() == null ? text.toString() : text + "\n  caused by " + describe(e.getCause());
    }

    private interface Body {
        void run() throws Throwable;
    }

    private record Ending(Outcome outcome, String message) {}
}
