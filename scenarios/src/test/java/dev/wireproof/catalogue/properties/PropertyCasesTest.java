package dev.wireproof.catalogue.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.sim.Rng;
import dev.wireproof.rig.explore.Properties;
import dev.wireproof.rig.explore.Property;
import dev.wireproof.support.ProjectFiles;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cases of every property of the catalogue as values: they print, read back, and shrink to an end. */
class PropertyCasesTest {
    private static final Set<String> AREAS = new TreeSet<>(List.of("arp-nud", "ip-fragment", "newreno", "reuseport", "tcp-state", "tcp-window"));
    private static final int DRAWS = 30;
    private static final int LONGEST_CHAIN = 20_000;

    static List<Property<?>> all() {
        return Properties.onClassPath().all();
    }

    @Test
    void everyAreaHasAtLeastTwo() {
        for (String area : AREAS) {
            assertTrue(all().stream().filter(p -> p.id().startsWith(area + "/")).count() >= 2, area);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    <C> void aDrawnCaseReadsBackFromItsText(Property<C> property) {
        for (int i = 0; i < DRAWS; i++) {
            C drawn = draw(property, i);
            assertEquals(drawn.toString(), property.read(drawn.toString()).toString());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    <C> void aTrialDependsOnTheTextOfItsCaseAlone(Property<C> property) {
        C drawn = draw(property, 1);
        var first = property.check(drawn);
        var second = property.check(property.read(drawn.toString()));
        assertEquals(first.lines(), second.lines());
        assertEquals(first.trace().frames().size(), second.trace().frames().size());
        assertEquals(first.virtualNanos(), second.virtualNanos());
    }

    @ParameterizedTest
    @MethodSource("all")
    <C> void simplerCasesComeToAnEnd(Property<C> property) {
        Rng chance = Rng.ofSeed(ProjectFiles.seed()).stream("choice");
        C one = draw(property, 2);
        int steps = 0;
        for (List<C> simpler = property.simpler(one); !simpler.isEmpty(); simpler = property.simpler(one)) {
            one = simpler.get(chance.below(simpler.size()));
            assertTrue(++steps < LONGEST_CHAIN, one::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    <C> void textThatIsNoCaseIsRefusedInOneLine(Property<C> property) {
        for (String text : List.of("nonsense", "nonsense=1", "| nonsense", "run=x")) {
            String message = assertThrows(IllegalArgumentException.class, () -> property.read(text), text).getMessage();
            assertEquals(1, message.lines().count(), message);
            assertTrue(message.contains("expected") || message.contains("no steps"), message);
        }
    }

    private static <C> C draw(Property<C> property, int number) {
        return property.draw(Rng.ofSeed(ProjectFiles.seed()).stream("draw " + number));
    }
}
