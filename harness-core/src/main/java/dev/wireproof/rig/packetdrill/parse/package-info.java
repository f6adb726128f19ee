/**
 * Reads packetdrill's language into {@link dev.wireproof.rig.packetdrill.script.Script}: a lexer that cuts one token at a time and a
 * recursive descent over it. Nothing here knows what a call or a command means; a text that is no script is one line with the place
 * and what was expected. Start at {@link dev.wireproof.rig.packetdrill.parse.ScriptParser}.
 */
package dev.wireproof.rig.packetdrill.parse;
