/**
 * The machine's own kernel as the host under test of a ladder: the seam of {@link dev.wireproof.rig.scenario.Target} over a
 * TAP device in a namespace of its own, in real time.
 *
 * <p>It refuses what a kernel cannot do (a chosen initial sequence number, profiles other than modern) by skipping the
 * scenario with the reason. Read first {@link dev.wireproof.rig.live.target.KernelTarget}.
 */
package dev.wireproof.rig.live.target;
