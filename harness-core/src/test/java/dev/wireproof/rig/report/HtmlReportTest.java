package dev.wireproof.rig.report;

import static dev.wireproof.rig.scenario.Words.after;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.rst;
import static dev.wireproof.rig.scenario.Words.syn;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.rig.scenario.BuiltIn;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.ScenarioRunner;
import dev.wireproof.rig.scenario.Scenarios;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    public static final class Samples {
        @Scenario(id = "sample/silence")
        public void nothingIsSent(Ladder it) {
            it.quiet(ms(10));
        }

        @Scenario(id = "sample/no-listener")
        public void anAnswerComesTooLate(Ladder it) {
            it.in(now(), syn(0));
            it.out(after(ms(500)), rst(0));
        }
    }

    private static String report() {
        ScenarioRunner runner = new ScenarioRunner(new BuiltIn());
        List<RunRecord.Entry> entries = Scenarios.of(Samples.class).all().stream()
                .map(s -> new RunRecord.Entry(runner.run(s, 1, null), 3, null)).toList();
        return HtmlReport.of(new RunRecord(1, "builtin", entries), Path.of("").toAbsolutePath());
    }

    @Test
    void aFailureIsLinkedAtTheTopAndStandsOpenWithItsLadder() {
        String report = report();
        assertTrue(report.contains("<a href=\"#sample/no-listener\">"), report);
        assertTrue(report.contains("<details id=\"sample/no-listener\" open>"), report);
        assertTrue(report.contains("|&lt;----------|"), report);
    }

    @Test
    void whatPassedIsClosedAndNotAmongTheFailures() {
        String report = report();
        assertTrue(report.contains("<details id=\"sample/silence\">"), report);
        assertFalse(report.contains("<a href=\"#sample/silence\">"), report);
        assertTrue(report.contains("<a href=\"#sample\">sample</a> 2"), report);
    }
}
