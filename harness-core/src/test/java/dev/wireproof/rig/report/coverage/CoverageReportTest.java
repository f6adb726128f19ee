package dev.wireproof.rig.report.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.rig.report.coverage.ScenarioOutcome.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageReportTest {
    private static final SpecCatalogue CATALOGUE = SpecCatalogue.parse("""
            clause\ttext
            TCP-1/open\tIt opens.
            TCP-1/close\tIt closes.
            TCP-2/find\tIt is found.
            """, """
            id\trfc\tsection\tlevel\tarea\trequirement\ttestable
            1-a\t1\t1\tMUST\ttcp\tIt holds.\twire
            1-b\t1\t1\tMUST\ttcp\tIt is secret.\tnot-testable
            1-c\t1\t1\tMAY\ttcp\tIt waits.\tboth
            """);
    private static final DeviationLedger LEDGER = DeviationLedger.parse("deviations.tsv",
            "subject\tprofile\tours\texpected\tevidence\tscenario\n"
                    + "1-c\tmodern\tno wait\ta wait\tnet/ipv4/tcp.c tcp_wait\ttcp/wait\n");

    @Test
    void aPassedScenarioProvesItsClausesAndARowIsProvenWhenAllAre() {
        var report = report(outcome("tcp/open", Result.PASSED, "TCP-1/open", "1-a"),
                outcome("tcp/find", Result.PASSED, "TCP-2/find", "1-a"));
        assertEquals(2, report.provenClauses());
        assertEquals(1, report.provenRows());
        assertEquals(List.of("tcp/open"), report.spec().get(0).scenarios());
        assertEquals(List.of("tcp/find", "tcp/open"), report.rfc().get(0).scenarios());
    }

    @Test
    void aFailedOrSkippedScenarioProvesNothing() {
        assertEquals(0, report(outcome("a", Result.FAILED, "TCP-1/open", "1-a"),
                outcome("b", Result.SKIPPED, "TCP-1/close", "1-a"),
                outcome("c", Result.ERROR, "TCP-2/find", "1-a")).provenClauses());
    }

    @Test
    void oneFailureOutweighsAnyNumberOfPasses() {
        assertResult("fail", 0, outcome("a", Result.PASSED, "TCP-1/open", "1-a"),
                outcome("b", Result.ERROR, "TCP-1/open", "1-a"));
    }

    @Test
    void whatNobodyClaimsIsOpenOrNotTestable() {
        assertResult("open", 0);
        assertResult("not-testable", 1);
    }

    @Test
    void skippedOnlyWhenEveryScenarioWasSkipped() {
        assertResult("skipped", 0, outcome("a", Result.SKIPPED, "TCP-1/open", "1-a"));
        assertResult("pass", 0, outcome("a", Result.SKIPPED, "TCP-1/open", "1-a"),
                outcome("b", Result.PASSED, "TCP-1/open", "1-a"));
    }

    @Test
    void anExcusedFailureIsADeviationAndAnotherFailureIsNot() {
        assertResult("deviation", 2, outcome("tcp/wait", Result.FAILED, "TCP-1/open", "1-c"));
        assertResult("fail", 2, outcome("tcp/other", Result.FAILED, "TCP-1/open", "1-c"));
    }

    @Test
    void aRequirementCountsAsCoveredOnlyWithAScenario() {
        assertEquals(0, report().coveredRequirements());
        assertEquals(2, report(outcome("tcp/wait", Result.FAILED, "TCP-1/open", "1-c"),
                outcome("a", Result.PASSED, "TCP-1/open", "1-a")).coveredRequirements());
    }

    @Test
    void unknownIdsAreProblemsThatNameTheScenario() {
        assertEquals(List.of("a: no RFC requirement has the id 9-z", "a: no clause has the id TCP-1/opne"),
                report(outcome("a", Result.PASSED, "TCP-1/opne", "9-z")).problems());
    }

    @Test
    void theModelHasTheContractsFields() {
        var model = report(outcome("tcp/open", Result.PASSED, "TCP-1/open", "1-a")).toModel();
        assertEquals("{spec={total=2, proven=0, clauses=3, clausesProven=1, rows=["
                + "{id=TCP-1, clauses=2, proven=1, scenarios=[tcp/open], open=[TCP-1/close]}, "
                + "{id=TCP-2, clauses=1, proven=0, scenarios=[], open=[TCP-2/find]}]}, "
                + "rfc={total=3, covered=1, rows=[{id=1-a, level=MUST, scenarios=[tcp/open], result=pass}, "
                + "{id=1-b, level=MUST, scenarios=[], result=not-testable}, "
                + "{id=1-c, level=MAY, scenarios=[], result=deviation}]}, problems=[]}", model.toString());
    }

    @Test
    void theTablePrintsEveryClauseWithItsState() {
        var lines = CoverageTable.lines(report(outcome("tcp/open", Result.PASSED, "TCP-1/open", "1-a")));
        assertEquals("SPECIFICATION  1 of 3 clauses proven, 0 of 2 rows complete", lines.get(0));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("  TCP-1/open ")
                && line.endsWith("proven  It opens.  [tcp/open]")));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("  TCP-1/close ") && line.endsWith("open    It closes.")));
        assertTrue(lines.contains("RFC REQUIREMENTS  1 of 3 covered: 1 pass, 1 deviation, 1 not-testable"));
    }

    private static CoverageReport report(ScenarioOutcome... outcomes) {
        return CoverageReport.of(CATALOGUE, List.of(outcomes), LEDGER);
    }

    private static ScenarioOutcome outcome(String id, Result result, String clause, String requirement) {
        return new ScenarioOutcome(id, "modern", result, List.of(clause), List.of(requirement));
    }

    private static void assertResult(String word, int row, ScenarioOutcome... outcomes) {
        assertEquals(word, report(outcomes).rfc().get(row).result().word());
    }
}
