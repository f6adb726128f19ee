/**
 * A packetdrill script as values: what was written, nothing of how it is run. Sequence numbers and times are the script's own. Read
 * {@link dev.wireproof.rig.packetdrill.script.Script} first.
 */
package dev.wireproof.rig.packetdrill.script;
