package dev.wireproof.catalogue.properties;

import dev.wireproof.core.sim.Rng;
import dev.wireproof.rig.explore.Property;
import dev.wireproof.rig.explore.PropertyToken;
import dev.wireproof.rig.scenario.Trial;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/** Lets jqwik draw and shrink the cases of a property. */
final class Cases {
    private Cases() {}

    static <C> Arbitrary<C> of(Property<C> property) {
        return Arbitraries.fromGenerator(random -> new CaseShrinkable<>(property, property.draw(Rng.ofSeed(random.nextLong())), 0));
    }

    /** Tries a case; its failure ends with the line that repeats it. */
    static <C> void hold(Property<C> property, C one) {
        Trial trial = property.check(one);
        if (!trial.passed()) {
            throw new AssertionError(property.statement() + "\n" + trial.message() + "\nreplay: "
                    + new PropertyToken(property.id(), one.toString()).command());
        }
    }

    /** @param steps from the drawn case to this one; jqwik wants distances that become smaller */
    private record CaseShrinkable<C>(Property<C> property, C value, long steps) implements Shrinkable<C> {
        @Override
        public Stream<Shrinkable<C>> shrink() {
            return property.simpler(value).stream().map(c -> new CaseShrinkable<>(property, c, steps + 1));
        }

        @Override
        public ShrinkingDistance distance() {
            return ShrinkingDistance.of(Long.MAX_VALUE - steps);
        }
    }
}
