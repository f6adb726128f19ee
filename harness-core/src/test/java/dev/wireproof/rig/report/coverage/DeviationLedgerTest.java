package dev.wireproof.rig.report.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.rig.report.coverage.ScenarioOutcome.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviationLedgerTest {
    private static final String HEADER = "subject\tprofile\tours\texpected\tevidence\tscenario\n";
    private static final String ROW = "6298-2.4\tmodern\t200 ms\t1 s\tinclude/net/tcp.h TCP_RTO_MIN\ttcp/rto-floor\n";

    @Test
    void theProjectsLedgerIsWellFormedAndNamesOnlyKnownRequirements() throws IOException {
        var ledger = DeviationLedger.read(repositoryRoot().resolve("deviations.tsv"));
        assertTrue(ledger.about("6298-2.4").isPresent());
        assertEquals(List.of(), ledger.problems(SpecCatalogue.load(), List.of()));
    }

    @Test
    void aRowWithoutEvidenceIsRefused() {
        assertComplaint("d.tsv:2: 6298-2.4: no evidence; expected a Linux file and function or a kernel release",
                ROW.replace("include/net/tcp.h TCP_RTO_MIN", ""));
    }

    @Test
    void hearsayIsNoEvidence() {
        assertComplaint("d.tsv:2: 6298-2.4: evidence must be like \"net/ipv4/tcp_input.c tcp_ack\" or "
                + "\"kernel 6.18 drops it\", found \"well known\"", ROW.replace("include/net/tcp.h TCP_RTO_MIN", "well known"));
    }

    @Test
    void anUnknownProfileIsRefused() {
        assertComplaint("d.tsv:2: 6298-2.4: profile must be one of modern, classic, textbook, kernel, found \"future\"",
                ROW.replace("modern", "future"));
    }

    @Test
    void theSameRowTwiceIsRefused() {
        assertComplaint("d.tsv:3: 6298-2.4 on modern is already in line 2", ROW + ROW);
    }

    @Test
    void aFailureOfTheNamedScenarioOnTheNamedProfileIsExcused() {
        var ledger = DeviationLedger.parse("d.tsv", HEADER + ROW);
        assertTrue(ledger.excuse(outcome("tcp/rto-floor", "modern", Result.FAILED)).isPresent());
        assertTrue(ledger.excuse(outcome("tcp/rto-floor", "textbook", Result.FAILED)).isEmpty());
        assertTrue(ledger.excuse(outcome("tcp/other", "modern", Result.FAILED)).isEmpty());
    }

    @Test
    void anUnexpectedPassIsAProblem() {
        var ledger = DeviationLedger.parse("d.tsv", HEADER + ROW);
        assertEquals(List.of("d.tsv:2: unexpected pass: tcp/rto-floor passes on modern, so 6298-2.4 is no deviation any more"),
                ledger.problems(SpecCatalogue.load(), List.of(outcome("tcp/rto-floor", "modern", Result.PASSED))));
        assertEquals(List.of(),
                ledger.problems(SpecCatalogue.load(), List.of(outcome("tcp/rto-floor", "textbook", Result.PASSED))));
    }

    @Test
    void anUnknownRequirementIsAProblemAndABugIdIsNot() {
        var ledger = DeviationLedger.parse("d.tsv", HEADER + ROW.replace("6298-2.4", "6298-9.9") + ROW.replace("6298-2.4", "B050"));
        assertEquals(List.of("d.tsv:2: no RFC requirement has the id 6298-9.9"),
                ledger.problems(SpecCatalogue.load(), List.of()));
    }

    private static void assertComplaint(String expected, String rows) {
        assertEquals(expected,
                assertThrows(TableException.class, () -> DeviationLedger.parse("d.tsv", HEADER + rows)).getMessage());
    }

    private static ScenarioOutcome outcome(String id, String profile, Result result) {
        return new ScenarioOutcome(id, profile, result, List.of(), List.of());
    }

    private static Path repositoryRoot() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("deviations.tsv"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
