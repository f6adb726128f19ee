/**
 * Invariants held against every frame of every run, and against captures made elsewhere: checksums, lengths, super-segments, and in
 * {@code monitor.tcp} the rules of TCP by flow and direction.
 *
 * <p>A monitor sees frames only, knows nothing of the stack, and refuses to guess: what a late start, a snapshot length or missing
 * frames leave open is counted as inconclusive, never reported. Read first: {@link dev.wireproof.rig.monitor.Monitor}, then
 * {@link dev.wireproof.rig.monitor.CaptureCheck}.
 */
package dev.wireproof.rig.monitor;
