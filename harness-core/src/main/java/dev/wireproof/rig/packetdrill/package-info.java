/**
 * Runs unmodified packetdrill scripts on the built-in stack in virtual time. A script passes, fails, or is unsupported: it asks for
 * something that the runner or the stack does not know. Read {@link dev.wireproof.rig.packetdrill.Packetdrill} first; {@code script}
 * holds scripts as values, {@code parse} reads them, {@code run} plays them, {@code code} and {@code shell} are the two small languages
 * inside.
 */
package dev.wireproof.rig.packetdrill;
