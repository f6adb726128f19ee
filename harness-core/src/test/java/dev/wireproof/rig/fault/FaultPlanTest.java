package dev.wireproof.rig.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultPlanTest {
    @Test
    void aPlanReadsAsItIsWritten() {
        String text = "lose a>b match tcp+data+dport=80 on 2,5; duplicate 1 after 10ms chance 2.5%; hold 3 atmost 20ms b>a once;"
                + " jitter 1.5ms gilbert 1% 20% 100% 0% times 7 from 1s until 2.25s; flip any burst 0.01% 4; mtu 1400";
        FaultPlan plan = FaultPlan.parse(text);
        assertEquals(6, plan.rules().size());
        assertEquals(text, plan.toString());
        assertEquals(FaultPlan.NONE, FaultPlan.parse("none"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "loose on 1 | fault 'loose on 1': 'loose': expected lose, mtu, duplicate, hold, delay, jitter, flip, set, truncate, checksum, mark or strip",
        "lose on 0 | fault 'lose on 0': '0': expected numbers from 1 separated by commas",
        "lose chance 2 | fault 'lose chance 2': '2': expected a percentage such as 2.5%",
        "lose chance 101% | fault 'lose chance 101%': '101%': expected a percentage such as 2.5%",
        "delay 5 | fault 'delay 5': '5': expected a span such as 1.5ms, in s, ms, us or ns",
        "lose on | fault 'lose on': ends where numbers is expected",
        "set 5=256 | fault 'set 5=256': '5=256': expected OFFSET=OCTET with an octet from 0 to 255",
        "lose sometimes | fault 'lose sometimes': 'sometimes': expected a>b, b>a, match, on, every, chance, burst, gilbert, once, times, from or until"
    })
    void aMistakeIsNamedInOneLine(String text, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> FaultPlan.parse(text)).getMessage());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everyPlanReadsBackFromItsText(@ForAll("plans") FaultPlan plan) {
        assertEquals(plan, FaultPlan.parse(plan.toString()));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void shrinkingEndsAndNeverRepeatsThePlan(@ForAll("plans") FaultPlan plan) {
        FaultPlan now = plan;
        int steps = 0;
        while (!now.smaller().isEmpty()) {
            assertTrue(!now.smaller().contains(now));
            now = now.smaller().get(now.smaller().size() - 1);
            assertTrue(++steps < 10_000);
        }
        assertEquals(FaultPlan.NONE, now);
    }

    @Provide
    Arbitrary<FaultPlan> plans() {
        Arbitrary<FaultRule> rule = Combinators.combine(actions(), Arbitraries.of(Scope.values()), matches(), selectors(), windows())
                .as(FaultRule::new);
        return rule.list().ofMaxSize(4).map(FaultPlan::new);
    }

    private static Arbitrary<FaultAction> actions() {
        Arbitrary<Integer> small = Arbitraries.integers().between(1, 1_000);
        Arbitrary<Long> span = Arbitraries.longs().between(0, 5_000_000_000L);
        return Arbitraries.oneOf(List.of(
                Arbitraries.just(new FaultAction.Lose()),
                Arbitraries.just(new FaultAction.FlipAny()),
                Arbitraries.just(new FaultAction.BreakChecksum()),
                Arbitraries.just(new FaultAction.MarkCe()),
                small.map(FaultAction.LimitSize::new),
                small.map(FaultAction.Flip::new),
                Arbitraries.integers().between(2, 255).map(FaultAction.StripOption::new),
                small.map(FaultAction.Truncate::new),
                span.map(FaultAction.Delay::new),
                span.map(FaultAction.Jitter::new),
                Combinators.combine(small, span).as(FaultAction.Duplicate::new),
                Combinators.combine(small, span).as(FaultAction.Hold::new),
                small.map(n -> new FaultAction.Overwrite(n, n & 255))));
    }

    private static Arbitrary<FrameMatch> matches() {
        return Arbitraries.oneOf(List.of(
                Arbitraries.just(FrameMatch.ANY),
                Arbitraries.of("tcp+!syn", "udp+port=53", "len>1000", "fragment").map(FrameConditions::parse)));
    }

    private static Arbitrary<Selector> selectors() {
        Arbitrary<Integer> chance = Arbitraries.integers().between(0, 1_000_000);
        return Arbitraries.oneOf(List.of(
                Arbitraries.just(new Selector.Each()),
                Arbitraries.longs().between(1, 100).list().ofMinSize(1).ofMaxSize(8).map(Selector.On::new),
                Arbitraries.longs().between(1, 100).map(Selector.Every::new),
                chance.map(Selector.Chance::new),
                Combinators.combine(chance, Arbitraries.integers().between(1, 20)).as(Selector.Burst::new),
                Combinators.combine(chance, chance, chance, chance).as(Selector.GilbertElliott::new)));
    }

    private static Arbitrary<Window> windows() {
        return Combinators.combine(Arbitraries.of(1, 2, Integer.MAX_VALUE), Arbitraries.of(0L, 1_500_000L), Arbitraries.of(2_000_000_000L, Long.MAX_VALUE))
                .as(Window::new);
    }
}
