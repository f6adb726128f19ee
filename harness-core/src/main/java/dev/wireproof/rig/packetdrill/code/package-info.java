/**
 * The little Python that scripts write between <code>%{</code> and <code>}%</code>: assert, print, assignment, integer arithmetic and
 * comparison, text formatting. What it does not know is unsupported, never skipped. Nothing is handed to an interpreter. Read
 * {@link dev.wireproof.rig.packetdrill.code.CodeProgram} first.
 */
package dev.wireproof.rig.packetdrill.code;
