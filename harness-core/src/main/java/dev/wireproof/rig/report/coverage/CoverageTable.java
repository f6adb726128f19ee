package dev.wireproof.rig.report.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The coverage report as plain text: every clause, every requirement, and what stands behind it. */
public final class CoverageTable {
    private static final int ID_WIDTH = 44;

    private CoverageTable() {
    }

    /** The lines of the table, without line ends; wide texts are not cut. */
    public static List<String> lines(CoverageReport report) {
        var lines = new ArrayList<String>();
        lines.add("SPECIFICATION  " + report.provenClauses() + " of " + report.clauses() + " clauses proven, "
                + report.provenRows() + " of " + report.spec().size() + " rows complete");
        for (var row : report.spec()) {
            lines.add("");
            lines.add(row.id() + "  " + row.proven() + "/" + row.clauses().size() + (row.isProven() ? "  proven" : ""));
            for (var clause : row.clauses()) {
                lines.add("  " + pad(clause.clause().id()) + (clause.isProven() ? "proven  " : "open    ")
                        + clause.clause().text() + by(clause.scenarios()));
            }
        }
        lines.add("");
        lines.add("RFC REQUIREMENTS  " + report.coveredRequirements() + " of " + report.rfc().size() + " covered"
                + tally(report));
        lines.add("");
        for (var row : report.rfc()) {
            var requirement = row.requirement();
            lines.add("  " + pad(requirement.id() + " " + requirement.level()) + row.result().word() + "  "
                    + requirement.requirement() + by(row.scenarios()));
        }
        if (!report.problems().isEmpty()) {
            lines.add("");
            lines.add("PROBLEMS  " + report.problems().size());
            report.problems().forEach(problem -> lines.add("  " + problem));
        }
        return lines;
    }

    private static String tally(CoverageReport report) {
        var counts = new TreeMap<RfcResult, Integer>();
        report.rfc().forEach(row -> counts.merge(row.result(), 1, Integer::sum));
        var text = new StringBuilder();
        counts.forEach((result, count) -> text.append(text.isEmpty() ? ": " : ", ").append(count).append(' ')
                .append(result.word()));
        return text.toString();
    }

    private static String by(List<String> scenarios) {
        return scenarios.isEmpty() ? "" : "  [" + String.join(", ", scenarios) + "]";
    }

    private static String pad(String id) {
        return id + " ".repeat(Math.max(2, ID_WIDTH - id.length()));
    }
}
