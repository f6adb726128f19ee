/**
 * Properties - statements that hold in every case - and what looks for cases that refute them: drawing, trying on several threads under
 * fresh seeds, making a failing case as small as it gets, and naming it so that it can be repeated. It refuses to know a test
 * framework; each simulation stays on one thread at a time. Read {@link dev.wireproof.rig.explore.Property} first, then
 * {@link dev.wireproof.rig.explore.StepProperty}, which most properties extend.
 */
package dev.wireproof.rig.explore;
