package dev.wireproof.rig.report.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that can be proven: the clauses of the specification and the requirements of the RFCs, in file order. */
public final class SpecCatalogue {
    private static final String FOLDER = "/dev/wireproof/spec/";
    private static final List<String> CLAUSE_COLUMNS = List.of("clause", "text");
    private static final List<String> RFC_COLUMNS =
            List.of("id", "rfc", "section", "level", "area", "requirement", "testable");
    private static final List<String> LEVELS = List.of("MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY");
    private static final List<String> TESTABLE = List.of("wire", "socket", "both", "not-testable");

    private final Map<String, Clause> clauses = new LinkedHashMap<>();
    private final Map<String, List<Clause>> rows = new LinkedHashMap<>();
    private final Map<String, RfcRequirement> requirements = new LinkedHashMap<>();

    private SpecCatalogue() {
    }

    /** The tables that come with the project. */
    public static SpecCatalogue load() {
        return parse(resource("spec.tsv"), resource("rfc-requirements.tsv"));
    }

    /**
     * Reads both tables from their text.
     *
     * @throws TableException for a missing header, a wrong number of fields, a malformed or repeated id, an unknown level
     */
    public static SpecCatalogue parse(String clauseTable, String rfcTable) {
        var catalogue = new SpecCatalogue();
        TabTable.read("spec.tsv", clauseTable, CLAUSE_COLUMNS).forEach(catalogue::addClause);
        TabTable.read("rfc-requirements.tsv", rfcTable, RFC_COLUMNS).forEach(catalogue::addRequirement);
        return catalogue;
    }

    public Collection<Clause> clauses() {
        return Collections.unmodifiableCollection(clauses.values());
    }

    public Collection<RfcRequirement> requirements() {
        return Collections.unmodifiableCollection(requirements.values());
    }

    /** The rows of the specification with their clauses, in the order of the specification. */
    public Map<String, List<Clause>> rows() {
        return Collections.unmodifiableMap(rows);
    }

    public Optional<Clause> clause(String id) {
        return Optional.ofNullable(clauses.get(id));
    }

    public Optional<RfcRequirement> requirement(String id) {
        return Optional.ofNullable(requirements.get(id));
    }

    private void addClause(TabTable.Line line) {
        String id = line.field(0);
        if (!id.matches("[A-Z0-9]+-[0-9]+/[a-z0-9]+(-[a-z0-9]+)*")) {
            throw line.complaint("expected a clause id like TCP-3/accept-queue-full, found \"" + id + "\"");
        }
        if (line.field(1).isEmpty()) {
            throw line.complaint("clause " + id + " has no text");
        }
        var clause = new Clause(id, id.substring(0, id.indexOf('/')), line.field(1));
        if (clauses.putIfAbsent(id, clause) != null) {
            throw line.complaint("clause " + id + " is there twice");
        }
        rows.computeIfAbsent(clause.row(), row -> new ArrayList<>()).add(clause);
    }

    private void addRequirement(TabTable.Line line) {
        String id = line.field(0);
        requireOneOf(line, "level", line.field(3), LEVELS);
        requireOneOf(line, "testable", line.field(6), TESTABLE);
        var requirement = new RfcRequirement(id, line.field(1), line.field(2), line.field(3), line.field(4), line.field(5),
                line.field(6));
        if (requirements.putIfAbsent(id, requirement) != null) {
            throw line.complaint("requirement " + id + " is there twice");
        }
    }

    private static void requireOneOf(TabTable.Line line, String column, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw line.complaint(column + " must be one of " + String.join(", ", allowed) + ", found \"" + value + "\"");
        }
    }

    private static String resource(String name) {
        try (var in = SpecCatalogue.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new TableException(FOLDER + name, 0, "this resource is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(FOLDER + name, e);
        }
    }
}
