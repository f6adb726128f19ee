/**
 * Workloads whose cost is measured: the same classes, hooks and neighbours as in scenarios. With offloads, a checksum that nobody reads
 * and nothing can have changed is neither taken nor verified; without, every frame goes through the stack by itself and is summed on
 * both sides. Refuses to read clocks: the command line measures.
 */
package dev.wireproof.rig.bench;
