package dev.wireproof.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.rig.scenario.CountedRun;
import dev.wireproof.rig.scenario.Scenarios;
import dev.wireproof.support.ProjectFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every name under which the stack counts something is counted in at least one scenario. What no scenario produces yet is listed in
 * {@code not-produced.txt}: a name leaves that list with the first scenario that produces it, and none may enter it without a reason.
 */
class CatalogueReachTest {

    private static final CountedRun RUNS = new CountedRun();

    @BeforeAll
    static void runTheCatalogue() {
        Scenarios.onClassPath().all().forEach(scenario -> RUNS.run(scenario, ProjectFiles.seed()));
    }

    @Test
    void everyCounterIsProducedByAScenarioOrListed() throws IOException {
        List<Counter> counts = new ArrayList<>(List.of(Counter.values()));
        // A level, no count: it is back at nought when a host has been taken down.
        counts.remove(Counter.TCP_CURR_ESTAB);
        assertEquals(List.of(), notProduced(counts, RUNS.counted(), listed()));
    }

    @Test
    void everyDropReasonIsProducedByAScenarioOrListed() throws IOException {
        assertEquals(List.of(), notProduced(List.of(DropReason.values()), RUNS.dropped(), listed()));
    }

    @Test
    void theListNamesOnlyWhatTheStackCountsAndNothingProduces() throws IOException {
        List<Enum<?>> produced = new ArrayList<>(RUNS.counted());
        produced.addAll(RUNS.dropped());
        assertEquals(List.of(), listedWithoutReason(listed(), produced));
    }

    @Test
    void aListedNameThatIsProducedOrUnknownIsReported() {
        TreeSet<String> listed = new TreeSet<>(List.of("FLUSHED", "MARTIAN", "NO_SUCH_NAME"));
        assertEquals(List.of("MARTIAN", "NO_SUCH_NAME"), listedWithoutReason(listed, List.of(DropReason.MARTIAN)));
    }

    @Test
    void aNameThatNothingProducesIsReported() {
        List<DropReason> all = List.of(DropReason.IP_HEADER, DropReason.MARTIAN, DropReason.FLUSHED);
        assertEquals(List.of("FLUSHED"), notProduced(all, List.of(DropReason.IP_HEADER), List.of("MARTIAN")));
    }

    private static List<String> notProduced(Collection<? extends Enum<?>> all, Collection<?> produced, Collection<String> listed) {
        return all.stream().filter(name -> !produced.contains(name) && !listed.contains(name.name())).map(Enum::name).toList();
    }

    private static List<String> listedWithoutReason(TreeSet<String> listed, Collection<? extends Enum<?>> produced) {
        TreeSet<String> missing = new TreeSet<>();
        List.of(Counter.values()).forEach(counter -> missing.add(counter.name()));
        List.of(DropReason.values()).forEach(reason -> missing.add(reason.name()));
        produced.forEach(name -> missing.remove(name.name()));
        return listed.stream().filter(name -> !missing.contains(name)).toList();
    }

    private static TreeSet<String> listed() throws IOException {
        try (InputStream in = CatalogueReachTest.class.getResourceAsStream("/not-produced.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            TreeSet<String> names = new TreeSet<>();
            text.lines().filter(line -> !line.startsWith("#")).forEach(names::add);
            return names;
        }
    }
}
