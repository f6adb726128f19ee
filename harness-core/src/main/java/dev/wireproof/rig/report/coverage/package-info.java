/**
 * What the project claims and what a run showed of it: the clauses of the specification, the requirements of the RFCs, the
 * ledger of known deviations, and the report that holds scenario outcomes against all three.
 *
 * <p>The package runs nothing and knows no scenario class: it is given outcomes (id, result, clauses, requirements) and
 * answers with values. It refuses to guess: an unknown id in an outcome is a problem with a name, a clause that nothing proves
 * is open, and a deviation without evidence does not parse.
 *
 * <p>Read first: {@link dev.wireproof.rig.report.coverage.CoverageReport}.
 */
package dev.wireproof.rig.report.coverage;
