/**
 * Plays a script: a host whose wire ends in the script, the socket under test, packets injected and compared, times judged.
 * {@link dev.wireproof.rig.packetdrill.run.ScriptRun} goes from event to event; the system calls are in {@code calls}.
 */
package dev.wireproof.rig.packetdrill.run;
