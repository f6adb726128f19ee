package dev.wireproof.rig.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.rig.scenario.IdPattern;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplorationTest {
    private static final Limit LIMIT = new Limit();

    @Test
    void aCaseReadsBackAndMissingSettingsAreTheSimplest() {
        assertEquals("above=7 unused=1 | 3 | 90", LIMIT.read("above=7 unused=1 | 3 | 90").toString());
        assertEquals("above=0 unused=0", LIMIT.read("").toString());
        assertEquals("above=0 unused=0 | 5", LIMIT.read("| 5").toString());
    }

    @Test
    void aSettingOutOfItsRangeIsRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> LIMIT.read("above=1001")).getMessage();
        assertEquals("case: 'above=1001': expected a number from 0 to 1000", message);
    }

    @Test
    void shrinkingEndsAtTwoNumbersThatJustBreakTheLimit() {
        Case<Integer> drawn = LIMIT.read("above=37 unused=1 | 5 | 80 | 12 | 77 | 60 | 81 | 3");
        Minimiser<Case<Integer>> least = Minimiser.minimise(LIMIT, drawn, LIMIT.check(drawn), 10_000);
        Case<Integer> smallest = least.smallest();
        assertEquals("above=0 unused=0", smallest.toString().substring(0, 16));
        assertEquals(2, smallest.steps().size());
        assertEquals(Limit.LIMIT + 1, smallest.steps().get(0) + smallest.steps().get(1));
        assertTrue(least.failure().message().contains("expected at most 100, got 101"), least.failure().message());
    }

    @Test
    void anExplorationFindsMinimisesAndStops() {
        Exploration exploration = new Exploration(List.of(Probe.of(LIMIT)), 20_001, 1_000, Long.MAX_VALUE);
        List<Finding> found = new ArrayList<>();
        Exploration.Progress end = exploration.run(2, found::add, p -> { });
        assertEquals(1, found.size());
        assertTrue(end.tries() < 1_000, "it stopped when nothing was left to try");
        Finding f = found.get(0);
        assertEquals("./harness replay '" + f.replay() + "'", f.command());
        PropertyToken token = PropertyToken.parse(f.replay());
        assertEquals(LIMIT.id(), token.id());
        assertFalse(LIMIT.check(LIMIT.read(token.text())).passed());
        assertTrue(f.toText().contains("replay: " + f.command()) && f.toText().contains("as drawn: "), f.toText());
    }

    @Test
    void theSameSeedFindsTheSame() {
        assertEquals(replayOf(4711), replayOf(4711));
    }

    private static String replayOf(long seed) {
        List<Finding> found = new ArrayList<>();
        new Exploration(List.of(Probe.of(LIMIT)), seed, 1_000, Long.MAX_VALUE).run(1, found::add, p -> { });
        return found.get(0).replay();
    }

    @Test
    void anExplorationKeepsToItsTries() {
        Exploration exploration = new Exploration(List.of(new Fine("a"), new Fine("b")), 1, 25, Long.MAX_VALUE);
        assertEquals(50, exploration.run(2, f -> { }, p -> { }).tries());
    }

    private record Fine(String id) implements Probe {
        @Override
        public Finding probe(long seed) {
            return null;
        }
    }

    @Test
    void patternsAreIdsAreasAndGlobs() {
        assertTrue(new IdPattern("tcp-*").matches("tcp-state/x"));
        assertTrue(new IdPattern("tcp-state").matches("tcp-state/x"));
        assertTrue(new IdPattern("tcp-state/?").matches("tcp-state/x"));
        assertFalse(new IdPattern("tcp").matches("tcp-state/x"));
    }
}
