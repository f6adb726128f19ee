package dev.wireproof.rig.explore;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.rig.scenario.ReplayToken;
import dev.wireproof.rig.scenario.RunSetup;
import dev.wireproof.rig.scenario.ScenarioMethod;
import dev.wireproof.rig.scenario.Trial;

/** Something that can be tried again and again under other seeds. Used by several threads at once. */
public interface Probe {
    String id();

    /** Tries it once; what was found, minimised, or null. */
    Finding probe(long seed);

    /** A property, tried with a case drawn from the seed. */
    static <C> Probe of(Property<C> property) {
        return new PropertyProbe<>(property);
    }

    /** A scenario, run with the seed. */
    static Probe of(ScenarioMethod scenario) {
        return new ScenarioProbe(scenario);
    }

    /** See {@link #of(Property)}. */
    record PropertyProbe<C>(Property<C> property) implements Probe {
        private static final int TRIALS = 2_000;

        @Override
        public String id() {
            return property.id();
        }

        @Override
        public Finding probe(long seed) {
            C drawn = property.draw(Rng.ofSeed(seed));
            Trial trial = property.check(drawn);
            if (trial.passed()) {
                return null;
            }
            Minimiser<C> least = Minimiser.minimise(property, drawn, trial, TRIALS);
            PropertyToken token = new PropertyToken(id(), least.smallest().toString());
            return new Finding(id(), property.statement(), seed, drawn.toString(), token.toString(), token.command(), least.failure());
        }
    }

    /** See {@link #of(ScenarioMethod)}. */
    record ScenarioProbe(ScenarioMethod scenario) implements Probe {
        @Override
        public String id() {
            return scenario.id();
        }

        @Override
        public Finding probe(long seed) {
            Profile profile = Profile.named(scenario.about().profile());
            RunSetup setup = new RunSetup(seed, profile);
            Trial trial = (scenario.isLab() ? Trial.ofLab(setup, scenario::invoke) : Trial.ofLadder(setup, scenario::invoke)).watched();
            if (trial.passed() || trial.skipped()) {
                return null;
            }
            String token = new ReplayToken(id(), profile.name(), seed).toString();
            return new Finding(id(), scenario.sentence(), seed, "", token, "./harness replay " + token, trial);
        }
    }
}
