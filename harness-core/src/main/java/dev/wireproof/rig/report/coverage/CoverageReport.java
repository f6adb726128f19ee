package dev.wireproof.rig.report.coverage;

import dev.wireproof.rig.report.coverage.ScenarioOutcome.Result;
import dev.wireproof.rig.report.coverage.SpecRowCoverage.ProvenClause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Outcomes held against the catalogue and the ledger.
 *
 * <p>Only a passed scenario proves the clauses that it names; one that was skipped or failed proves nothing, even where the
 * ledger excuses it.
 *
 * @param spec     one entry a row of the specification
 * @param rfc      one entry a requirement
 * @param problems unknown ids in outcomes and what the ledger gets wrong; a build with any of them fails
 */
public record CoverageReport(List<SpecRowCoverage> spec, List<RfcRowCoverage> rfc, List<String> problems) {
    public CoverageReport {
        spec = List.copyOf(spec);
        rfc = List.copyOf(rfc);
        problems = List.copyOf(problems);
    }

    /** Computes the report; the order of {@code outcomes} does not matter. */
    public static CoverageReport of(SpecCatalogue catalogue, List<ScenarioOutcome> outcomes, DeviationLedger ledger) {
        var problems = new ArrayList<>(unknownIds(catalogue, outcomes));
        problems.addAll(ledger.problems(catalogue, outcomes));
        return new CoverageReport(specRows(catalogue, outcomes), rfcRows(catalogue, outcomes, ledger), problems);
    }

    /** Number of rows of the specification whose clauses are all proven. */
    public int provenRows() {
        return (int) spec.stream().filter(SpecRowCoverage::isProven).count();
    }

    /** Number of clauses. */
    public int clauses() {
        return spec.stream().mapToInt(row -> row.clauses().size()).sum();
    }

    /** Number of clauses that a passed scenario proves. */
    public int provenClauses() {
        return spec.stream().mapToInt(SpecRowCoverage::proven).sum();
    }

    /** Number of requirements that a scenario shows to hold, or to deviate as the ledger says. */
    public int coveredRequirements() {
        return (int) rfc.stream().filter(RfcRowCoverage::isCovered).count();
    }

    /** The report as nested maps, lists, strings and numbers, ready for any JSON writer; the field names are a contract. */
    public Map<String, Object> toModel() {
        var specModel = new LinkedHashMap<String, Object>();
        specModel.put("total", spec.size());
        specModel.put("proven", provenRows());
        specModel.put("clauses", clauses());
        specModel.put("clausesProven", provenClauses());
        specModel.put("rows", spec.stream().map(CoverageReport::specRowModel).toList());
        var rfcModel = new LinkedHashMap<String, Object>();
        rfcModel.put("total", rfc.size());
        rfcModel.put("covered", coveredRequirements());
        rfcModel.put("rows", rfc.stream().map(CoverageReport::rfcRowModel).toList());
        var model = new LinkedHashMap<String, Object>();
        model.put("spec", specModel);
        model.put("rfc", rfcModel);
        model.put("problems", problems);
        return model;
    }

    private static Map<String, Object> specRowModel(SpecRowCoverage row) {
        var model = new LinkedHashMap<String, Object>();
        model.put("id", row.id());
        model.put("clauses", row.clauses().size());
        model.put("proven", row.proven());
        model.put("scenarios", row.scenarios());
        model.put("open", row.clauses().stream().filter(clause -> !clause.isProven())
                .map(clause -> clause.clause().id()).toList());
        return model;
    }

    private static Map<String, Object> rfcRowModel(RfcRowCoverage row) {
        var model = new LinkedHashMap<String, Object>();
        model.put("id", row.requirement().id());
        model.put("level", row.requirement().level());
        model.put("scenarios", row.scenarios());
        model.put("result", row.result().word());
        return model;
    }

    private static List<String> unknownIds(SpecCatalogue catalogue, List<ScenarioOutcome> outcomes) {
        var problems = new TreeSet<String>();
        for (var outcome : outcomes) {
            for (String id : outcome.proves()) {
                if (catalogue.clause(id).isEmpty()) {
                    problems.add(outcome.id() + ": no clause has the id " + id);
                }
            }
            for (String id : outcome.rfc()) {
                if (catalogue.requirement(id).isEmpty()) {
                    problems.add(outcome.id() + ": no RFC requirement has the id " + id);
                }
            }
        }
        return new ArrayList<>(problems);
    }

    private static List<SpecRowCoverage> specRows(SpecCatalogue catalogue, List<ScenarioOutcome> outcomes) {
        var provers = new TreeMap<String, TreeSet<String>>();
        for (var outcome : outcomes) {
            if (outcome.result() == Result.PASSED) {
                outcome.proves().forEach(id -> provers.computeIfAbsent(id, key -> new TreeSet<>()).add(outcome.id()));
            }
        }
        var rows = new ArrayList<SpecRowCoverage>();
        catalogue.rows().forEach((id, clauses) -> rows.add(new SpecRowCoverage(id, clauses.stream()
                .map(clause -> new ProvenClause(clause, List.copyOf(provers.getOrDefault(clause.id(), new TreeSet<>()))))
                .toList())));
        return rows;
    }

    private static List<RfcRowCoverage> rfcRows(SpecCatalogue catalogue, List<ScenarioOutcome> outcomes,
                                                DeviationLedger ledger) {
        var claims = new TreeMap<String, List<ScenarioOutcome>>();
        for (var outcome : outcomes) {
            outcome.rfc().forEach(id -> claims.computeIfAbsent(id, key -> new ArrayList<>()).add(outcome));
        }
        var rows = new ArrayList<RfcRowCoverage>();
        for (var requirement : catalogue.requirements()) {
            var claimed = claims.getOrDefault(requirement.id(), List.of());
            var ids = new TreeSet<String>();
            claimed.forEach(outcome -> ids.add(outcome.id()));
            rows.add(new RfcRowCoverage(requirement, List.copyOf(ids), verdict(requirement, claimed, ledger)));
        }
        return rows;
    }

    private static RfcResult verdict(RfcRequirement requirement, List<ScenarioOutcome> claimed, DeviationLedger ledger) {
        boolean excused = ledger.about(requirement.id()).isPresent();
        for (var outcome : claimed) {
            if (outcome.isBroken()) {
                if (ledger.excuse(outcome).isEmpty()) {
                    return RfcResult.FAIL;
                }
                excused = true;
            }
        }
        if (excused) {
            return RfcResult.DEVIATION;
        }
        if (claimed.isEmpty()) {
            return requirement.isTestable() ? RfcResult.OPEN : RfcResult.NOT_TESTABLE;
        }
        boolean ran = claimed.stream().anyMatch(outcome -> outcome.result() == Result.PASSED);
        return ran ? RfcResult.PASS : RfcResult.SKIPPED;
    }
}
