package dev.wireproof.rig.report.coverage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ledger of known deviations, {@code deviations.tsv} at the root of the repository.
 *
 * <p>A row excuses a failure of the scenario it names, on the profile it names. A row without evidence does not parse. A row
 * whose scenario passes is stale and is a problem, and so is one whose RFC requirement is unknown.
 */
public final class DeviationLedger {
    private static final List<String> COLUMNS = List.of("subject", "profile", "ours", "expected", "evidence", "scenario");
    private static final List<String> PROFILES = List.of("modern", "classic", "textbook", "kernel");
    private static final String NO_SCENARIO = "-";
    private static final Pattern NOT_AN_RFC_ROW = Pattern.compile("B\\d{3}|script:.+|kernel:.+");
    /** A source file with a function or constant, or a kernel release with what it did. */
    private static final Pattern EVIDENCE = Pattern.compile("\\S+\\.[ch] \\S.*|kernel \\d+\\.\\d+\\S* .+");

    private final String name;
    private final List<Deviation> rows;

    private DeviationLedger(String name, List<Deviation> rows) {
        this.name = name;
        this.rows = List.copyOf(rows);
    }

    /** A ledger without rows. */
    public static DeviationLedger empty() {
        return new DeviationLedger("deviations.tsv", List.of());
    }

    /** Reads the ledger from a file; throws {@link TableException} for a malformed row. */
    public static DeviationLedger read(Path file) throws IOException {
        return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    }

    /** Reads the ledger from its text; {@code name} stands in the complaints. */
    public static DeviationLedger parse(String name, String text) {
        var rows = new ArrayList<Deviation>();
        for (var line : TabTable.read(name, text, COLUMNS)) {
            var row = deviation(line);
            for (var other : rows) {
                if (other.subject().equals(row.subject()) && other.profile().equals(row.profile())
                        && other.scenario().equals(row.scenario())) {
                    throw line.complaint(row.subject() + " on " + row.profile() + " is already in line " + other.line());
                }
            }
            rows.add(row);
        }
        return new DeviationLedger(name, rows);
    }

    public List<Deviation> rows() {
        return rows;
    }

    /** The row that excuses a failure of this scenario on this profile. */
    public Optional<Deviation> excuse(ScenarioOutcome outcome) {
        return rows.stream().filter(row -> row.concerns(outcome)).findFirst();
    }

    /** The row that says a profile deviates from this subject. */
    public Optional<Deviation> about(String subject) {
        return rows.stream().filter(row -> row.subject().equals(subject)).findFirst();
    }

    /** The rows that the catalogue or a run contradicts, one line each; empty when the ledger is true. */
    public List<String> problems(SpecCatalogue catalogue, List<ScenarioOutcome> outcomes) {
        var problems = new ArrayList<String>();
        for (var row : rows) {
            String where = name + ":" + row.line() + ": ";
            if (!NOT_AN_RFC_ROW.matcher(row.subject()).matches() && catalogue.requirement(row.subject()).isEmpty()) {
                problems.add(where + "no RFC requirement has the id " + row.subject());
            }
            for (var outcome : outcomes) {
                if (row.concerns(outcome) && outcome.result() == ScenarioOutcome.Result.PASSED) {
                    problems.add(where + "unexpected pass: " + outcome.id() + " passes on " + row.profile()
                            + ", so " + row.subject() + " is no deviation any more");
                }
            }
        }
        return problems;
    }

    private static Deviation deviation(TabTable.Line line) {
        String subject = line.field(0);
        if (subject.isEmpty()) {
            throw line.complaint("the subject is missing");
        }
        requireFacts(line, subject);
        requireEvidence(line, subject);
        if (line.field(5).isEmpty()) {
            throw line.complaint(subject + ": the last column must be a scenario id or " + NO_SCENARIO);
        }
        String scenario = line.field(5).equals(NO_SCENARIO) ? "" : line.field(5);
        return new Deviation(subject, line.field(1), line.field(2), line.field(3), line.field(4), scenario, line.number());
    }

    private static void requireFacts(TabTable.Line line, String subject) {
        if (!PROFILES.contains(line.field(1))) {
            throw line.complaint(subject + ": profile must be one of " + String.join(", ", PROFILES) + ", found \""
                    + line.field(1) + "\"");
        }
        if (line.field(2).isEmpty() || line.field(3).isEmpty()) {
            throw line.complaint(subject + ": both \"ours\" and \"expected\" must say what is done");
        }
    }

    private static void requireEvidence(TabTable.Line line, String subject) {
        if (line.field(4).isEmpty()) {
            throw line.complaint(subject + ": no evidence; expected a Linux file and function or a kernel release");
        }
        if (!EVIDENCE.matcher(line.field(4)).matches()) {
            throw line.complaint(subject + ": evidence must be like \"net/ipv4/tcp_input.c tcp_ack\" or \"kernel 6.18 drops "
                    + "it\", found \"" + line.field(4) + "\"");
        }
    }
}
