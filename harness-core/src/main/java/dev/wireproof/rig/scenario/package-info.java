/**
 * The scenario language. {@link dev.wireproof.rig.scenario.Ladder}: one host under test and one scripted peer, judged frame
 * by frame. {@link dev.wireproof.rig.scenario.Lab}: several real hosts and cables with faults, judged by what was captured.
 * Words stand in {@link dev.wireproof.rig.scenario.Words}; import them statically.
 *
 * <p>The host under test is reached through one seam, {@link dev.wireproof.rig.scenario.Target}: the built-in stack in virtual
 * time, or the machine's kernel in real time. Refuses knowledge of the stack's insides beyond that seam.
 */
package dev.wireproof.rig.scenario;
