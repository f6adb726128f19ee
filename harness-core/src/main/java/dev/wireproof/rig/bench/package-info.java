/**
 * Workloads whose cost is measured: the same classes, hooks, neighbours and verified checksums as in scenarios. Refuses to read
 * clocks: the command line measures.
 */
package dev.wireproof.rig.bench;
