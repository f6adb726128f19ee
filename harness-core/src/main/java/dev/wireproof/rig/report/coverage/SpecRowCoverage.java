package dev.wireproof.rig.report.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * One row of the specification and what proves each of its clauses.
 *
 * @param id      id of the row, such as {@code TCP-3}
 * @param clauses its clauses, in the order of the specification
 */
public record SpecRowCoverage(String id, List<ProvenClause> clauses) {
    /**
     * A clause with the scenarios that prove it; none means open.
     *
     * @param clause    the clause
     * @param scenarios ids of passed scenarios whose assertions name it, sorted
     */
    public record ProvenClause(Clause clause, List<String> scenarios) {
        public boolean isProven() {
            return !scenarios.isEmpty();
        }
    }

    public SpecRowCoverage {
        clauses = List.copyOf(clauses);
    }

    /** How many of the clauses are proven. */
    public int proven() {
        return (int) clauses.stream().filter(ProvenClause::isProven).count();
    }

    /** A row is proven when all its clauses are. */
    public boolean isProven() {
        return proven() == clauses.size();
    }

    /** Ids of the scenarios that prove anything in this row, sorted. */
    public List<String> scenarios() {
        var all = new TreeSet<String>();
        clauses.forEach(clause -> all.addAll(clause.scenarios()));
        return new ArrayList<>(all);
    }
}
