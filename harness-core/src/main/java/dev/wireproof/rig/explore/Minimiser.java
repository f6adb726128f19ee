package dev.wireproof.rig.explore;

import dev.wireproof.rig.scenario.Trial;

/**
 * Looks for a simpler case that fails too: takes the first one that does, and goes on from there until none is left or the trials are
 * used up. Any failure counts, as a simpler case often shows the same bug in other words.
 */
public final class Minimiser<C> {
    private final Property<C> property;
    private int trialsLeft;
    private C smallest;
    private Trial failure;

    private Minimiser(Property<C> property, C failing, Trial failure, int trials) {
        this.property = property;
        this.smallest = failing;
        this.failure = failure;
        this.trialsLeft = trials;
    }

    /** Minimises a failing case with at most this many trials. */
    public static <C> Minimiser<C> minimise(Property<C> property, C failing, Trial failure, int trials) {
        Minimiser<C> m = new Minimiser<>(property, failing, failure, trials);
        boolean goesOn = true;
        while (goesOn) {
            goesOn = m.step();
        }
        return m;
    }

    private boolean step() {
        for (C simpler : property.simpler(smallest)) {
            if (trialsLeft-- <= 0) {
                return false;
            }
            Trial trial = property.check(simpler);
            if (!trial.passed()) {
                smallest = simpler;
                failure = trial;
                return true;
            }
        }
        return false;
    }

    public C smallest() {
        return smallest;
    }

    /** How the smallest case failed. */
    public Trial failure() {
        return failure;
    }
}
