/**
 * The command line: one class a command, exit codes 0 (ok), 1 (found something), 2 (usage or environment). Bad input is one
 * line that says what, where and what was expected. {@link dev.wireproof.rig.cli.WallClock} is the only clock.
 */
package dev.wireproof.rig.cli;
